"""Points, findings, statements and own years."""

from django.urls import path

from clusters.views import findings, scores, statements, unit_years

urlpatterns = [
    path("seasons/<int:pk>/scores/", scores.scores_overview, name="scores_overview"),
    path("members/<int:pk>/scores/", scores.scores, name="scores"),
    path("members/<int:pk>/scores/accept/", scores.accept, name="scores_accept"),
    path("members/<int:pk>/scores/<int:criterion>/", scores.explanation, name="explanation"),
    path("members/<int:pk>/scores/<int:criterion>/<slug:stage>/", scores.score, name="score"),
    path("members/<int:pk>/findings/", findings.findings, name="findings"),
    path("members/<int:pk>/findings/<int:finding>/withdraw/", findings.finding_withdraw, name="finding_withdraw"),
    path("seasons/<int:pk>/statements/", statements.statements, name="statements"),
    path("seasons/<int:pk>/statements/new/", statements.statement_new, name="statement_new"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("own-years/", unit_years.unit_years, name="unit_years"),
    path("own-years/new/", unit_years.unit_year_new, name="unit_year_new"),
    path("own-years/<int:pk>/", unit_years.unit_year, name="unit_year"),
    path("own-years/<int:pk>/remove/", unit_years.unit_year_remove, name="unit_year_remove"),
    path("own-years/<int:pk>/<slug:period>/open/", unit_years.own_submission_open, name="own_submission_open"),
    path("own-years/<int:pk>/statements/new/", statements.own_statement_new, name="own_statement_new"),
]
