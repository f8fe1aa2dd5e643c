"""Addresses of the clusters pages."""

app_name = "clusters"

urlpatterns = []
