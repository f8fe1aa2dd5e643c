"""Addresses of the clusters pages."""

from clusters.url_patterns import figures, scores

app_name = "clusters"

urlpatterns = [*figures.urlpatterns, *scores.urlpatterns]
