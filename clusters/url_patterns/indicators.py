from django.urls import path

from clusters.views import indicators

urlpatterns = [
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/new/", indicators.create_indicator, name="create_indicator"),
    path("indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path("indicators/<int:pk>/edit/", indicators.edit_indicator, name="edit_indicator"),
    path("indicators/<int:pk>/renew/", indicators.renew_indicator, name="renew_indicator"),
    path("indicators/<int:pk>/retire/", indicators.retire_indicator, name="retire_indicator"),
]
