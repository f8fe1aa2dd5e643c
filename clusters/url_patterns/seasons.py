from django.urls import path

from clusters.views import seasons

urlpatterns = [
    path("seasons/", seasons.seasons, name="seasons"),
    path("<int:pk>/seasons/new/", seasons.open_season, name="open_season"),
    path("seasons/<int:pk>/", seasons.season, name="season"),
    path("seasons/<int:pk>/change/", seasons.change_season, name="change_season"),
    path("seasons/<int:pk>/deadlines/", seasons.deadlines, name="deadlines"),
    path("seasons/<int:pk>/move/<slug:to>/", seasons.move_season, name="move_season"),
]
