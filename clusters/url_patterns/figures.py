"""Results: the overview of a season, the grid of a submission, one cell, plans, handing in."""

from django.urls import path

from clusters.views import figures, handing_in, plans, submissions

urlpatterns = [
    path("seasons/<int:pk>/figures/", submissions.figures_overview, name="figures_overview"),
    path(
        "seasons/<int:pk>/figures/indicators/<int:indicator>/",
        submissions.figures_indicator,
        name="figures_indicator",
    ),
    path("members/<int:pk>/figures/<slug:period>/open/", submissions.submission_open, name="submission_open"),
    path("figures/<int:pk>/", figures.figures, name="figures"),
    path("figures/<int:pk>/check/", handing_in.submission_check, name="submission_check"),
    path("figures/<int:pk>/return/", handing_in.submission_return, name="submission_return"),
    path("figures/<int:pk>/reopen/", handing_in.submission_reopen, name="submission_reopen"),
    path("figures/<int:pk>/<int:indicator>/", figures.figure, name="figure"),
    path("figures/<int:pk>/<int:indicator>/history/", figures.figure_history, name="figure_history"),
    path("figures/<int:pk>/<int:indicator>/plans/<slug:giver>/", plans.plan, name="plan"),
]
