from django.urls import path

from clusters.views import conferences

urlpatterns = [
    path("seasons/<int:season_id>/conferences/", conferences.index, name="conferences"),
    path("seasons/<int:season_id>/conferences/add/", conferences.hold, name="hold_conference"),
    path("conferences/<int:conference_id>/change/", conferences.change, name="change_conference"),
    path("conferences/<int:conference_id>/resolve/", conferences.resolve, name="resolve"),
    path("resolutions/<int:resolution_id>/correct/", conferences.correct, name="correct_resolution"),
    path("resolutions/<int:resolution_id>/remove/", conferences.remove, name="remove_resolution"),
]
