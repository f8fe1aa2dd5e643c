from django.urls import path

from clusters.views import members, posts

urlpatterns = [
    path("seasons/<int:pk>/members/", members.members, name="members"),
    path("seasons/<int:pk>/members/admit/", members.admit_member, name="admit_member"),
    path("seasons/<int:pk>/members/copy/", members.copy_members, name="copy_members"),
    path("seasons/<int:pk>/members/order/", members.order_members, name="order_members"),
    path("members/<int:pk>/leave/", members.leave_member, name="leave_member"),
    path("members/<int:pk>/remove/", members.remove_member, name="remove_member"),
    path("seasons/<int:pk>/posts/new/", posts.introduce_post, name="introduce_post"),
    path("posts/<int:pk>/decide/", posts.decide_post, name="decide_post"),
    path("posts/<int:pk>/end/", posts.end_post, name="end_post"),
]
