"""Addresses of the organisations pages."""

from django.urls import path

from organisations.views import changes, documents, units

app_name = "organisations"

urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/new/", changes.open_unit, name="open_unit"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:parent_id>/new/", changes.open_unit, name="open_unit"),
    path("units/<int:unit_id>/merge/", changes.merge, name="merge"),
    path("units/<int:unit_id>/rename/", changes.rename, name="rename"),
    path("units/<int:unit_id>/kind/", changes.change_kind, name="change_kind"),
    path("units/<int:unit_id>/close/", changes.close, name="close"),
    path("units/<int:unit_id>/predecessor/", changes.link, name="link"),
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.add_document, name="add_document"),
    path("documents/<int:document_id>/", documents.document, name="document"),
    path("documents/<int:document_id>/edit/", documents.edit_document, name="edit_document"),
]
