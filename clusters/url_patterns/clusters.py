from django.urls import path

from clusters.views import clusters

urlpatterns = [
    path("", clusters.clusters, name="clusters"),
    path("new/", clusters.open_cluster, name="open_cluster"),
    path("<int:pk>/", clusters.cluster, name="cluster"),
    path("<int:pk>/change/", clusters.change_cluster, name="change_cluster"),
    path("<int:pk>/organiser/", clusters.hand_over_cluster, name="hand_over_cluster"),
    path("<int:pk>/close/", clusters.close_cluster, name="close_cluster"),
]
