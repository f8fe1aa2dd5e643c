"""Root URLs: one include an app."""

from django.urls import include, path

from audit.views import log
from emulation_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("text-size/", views.set_text_size, name="set_text_size"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("activity-log/", log, name="audit_log"),
    path("organisations/", include("organisations.urls")),
    path("accounts/", include("accounts.urls")),
    path("clusters/", include("clusters.urls")),
    path("awards/", include("awards.urls")),
    path("reports/", include("reports.urls")),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken
