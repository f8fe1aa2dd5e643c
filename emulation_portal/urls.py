"""Root URLs: one include an app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from audit.views import log
from emulation_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("text-size/", views.set_text_size, name="set_text_size"),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
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
