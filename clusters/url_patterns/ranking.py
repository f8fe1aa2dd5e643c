from django.urls import path

from clusters.views import ranking

urlpatterns = [
    path("seasons/<int:season_id>/ranking/", ranking.show, name="ranking"),
    path("seasons/<int:season_id>/ranking/compute/", ranking.request_run, name="request_run"),
]
