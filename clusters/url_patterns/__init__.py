"""One module a noun, each with its list `urlpatterns`; clusters/urls.py names them."""
