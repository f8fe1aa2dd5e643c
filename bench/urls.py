"""The portal's addresses and a page that is plain: so many rows of so many cells, from none to many."""

from django.shortcuts import render
from django.urls import include, path


def plain(request, rows, cells):
    """Show the frame of every page with a table of the given size."""
    return render(request, "bench/plain.html", {"rows": [range(cells)] * rows})


urlpatterns = [path("bench/<int:rows>/<int:cells>/", plain), path("", include("emulation_portal.urls"))]
