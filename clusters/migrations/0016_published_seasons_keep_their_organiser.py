"""Published seasons keep whoever organised them by the name of their time."""

import datetime as dt

from django.db import migrations
from django.utils import timezone

from organisations import superiors


def keep(apps, _editor):
    seasons = apps.get_model("clusters", "Season").objects.filter(published_at__isnull=False, organiser=None)
    asked = {
        season: (
            season.cluster.organiser_id,
            min(timezone.localdate(season.published_at), dt.date(season.year, 12, 31)),
        )
        for season in seasons.select_related("cluster")
    }
    found = superiors.above(asked.values()) if asked else {}
    for season, pair in asked.items():
        season.organiser_id = found[pair][0]["pk"] if found[pair] else pair[0]
        season.save(update_fields=["organiser"])


class Migration(migrations.Migration):
    dependencies = [("clusters", "0015_season_organiser"), ("organisations", "0003_codes_under_heirs")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
