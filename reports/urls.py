"""Addresses of the reports pages."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.papers, name="papers"),
    path("season/<int:season_id>/", views.season, name="season"),
    path("unit-year/<int:unit_year_id>/", views.unit_year, name="unit_year"),
    path("prints/<int:print_id>/", views.printed, name="printed"),
    path("prints/<int:print_id>/file/", views.download, name="download"),
    path("<slug:kind>/<int:subject_id>/", views.document, name="document"),
    path("<slug:kind>/<int:subject_id>/<slug:form>/", views.order, name="order"),
]
