"""Addresses of the accounts pages."""

app_name = "accounts"

urlpatterns = []
