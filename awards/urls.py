"""Addresses of the awards pages."""

from django.urls import path

from awards.views import decisions, law, nominations, steps

app_name = "awards"

urlpatterns = [
    path("", nominations.index, name="index"),
    path("seasons/<int:season_id>/", nominations.season, name="season"),
    path("seasons/<int:season_id>/propose/", nominations.propose, name="propose"),
    path("seasons/<int:season_id>/quotas/add/", law.quota, name="add_quota"),
    path("seasons/<int:season_id>/quotas/<int:quota_id>/", law.quota, name="quota"),
    path("seasons/<int:season_id>/decisions/record/", decisions.record, name="record_decision"),
    path("nominations/<int:nomination_id>/", nominations.nomination, name="nomination"),
    path("nominations/<int:nomination_id>/complete/", steps.complete, name="complete"),
    path("nominations/<int:nomination_id>/move/<slug:to>/", steps.move, name="move"),
    path("decisions/<int:decision_id>/", decisions.decision, name="decision"),
    path("decisions/<int:decision_id>/correct/", decisions.correct, name="correct_decision"),
    path("decisions/<int:decision_id>/remove/", decisions.remove, name="remove_decision"),
    path("categories/", law.categories, name="categories"),
    path("categories/add/", law.category, name="add_category"),
    path("categories/<int:category_id>/", law.category, name="category"),
]
