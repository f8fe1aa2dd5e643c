"""Addresses of the clusters pages: a module of clusters/url_patterns for each noun."""

from clusters.url_patterns import clusters, conferences, figures, indicators, members, ranking, scores, seasons, sheets

app_name = "clusters"

urlpatterns = [
    *clusters.urlpatterns,
    *seasons.urlpatterns,
    *members.urlpatterns,
    *indicators.urlpatterns,
    *sheets.urlpatterns,
    *figures.urlpatterns,
    *scores.urlpatterns,
    *ranking.urlpatterns,
    *conferences.urlpatterns,
]
