"""Load the demo into an empty portal, all of it or nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clusters.models import Cluster
from emulation_portal.demo import (
    delta_2020,
    groundwork,
    langson_2020,
    mekong_2018,
    north_2013,
    north_central_2023,
    people,
)

PARTS = (groundwork, north_2013, mekong_2018, delta_2020, langson_2020, north_central_2023, people)


class Command(BaseCommand):
    help = "Load the demo of the five articles into an empty portal."

    @transaction.atomic
    def handle(self, **options):
        if Cluster.objects.exists():
            raise CommandError("Hệ thống đã có cụm thi đua: dữ liệu minh họa chỉ nạp vào hệ thống còn trống.")
        for part in PARTS:
            part.load()
        self.stdout.write("Đã nạp dữ liệu minh họa.")
