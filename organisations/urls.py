"""Addresses of the organisations pages."""

app_name = "organisations"

urlpatterns = []
