"""Addresses of the clusters pages: a module of clusters/url_patterns for each noun."""

from clusters.url_patterns import clusters, figures, members, scores, seasons

app_name = "clusters"

urlpatterns = [
    *clusters.urlpatterns,
    *seasons.urlpatterns,
    *members.urlpatterns,
    *figures.urlpatterns,
    *scores.urlpatterns,
]
