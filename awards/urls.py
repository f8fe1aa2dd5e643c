"""Addresses of the awards pages."""

app_name = "awards"

urlpatterns = []
