"""Rank every season of a year, one task a season."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.actors import Actor
from clusters import ranking_sentences
from clusters.actions import ranking
from clusters.choices import RunState
from clusters.models import RankingRun, Season

LOOK_EVERY = 0.05  # seconds


class Command(BaseCommand):
    help = "Queue a ranking of every season of the year that takes one, and wait until the workers are done."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--no-wait", action="store_true", help="queue the runs and return")

    def handle(self, *, year, no_wait, **options):
        runs = ranking.request_year(year, by=Actor.system("Lệnh tính xếp hạng cả năm"))
        left_out = Season.objects.filter(year=year).count() - len(runs)
        told = {"count": len(runs), "year": year, "left_out": left_out}
        self.stdout.write(
            _("%(count)d rankings of %(year)d are queued; %(left_out)d seasons are not open to be ranked.") % told
        )
        if runs and not no_wait:
            self._wait([run.pk for run in runs])

    def _wait(self, ids):
        asked, warned = time.monotonic(), False
        runs = RankingRun.objects.filter(pk__in=ids)
        while self._open(ids):
            if not warned and time.monotonic() - asked > ranking_sentences.NOBODY_CAME_SECONDS:
                warned = True
                if not runs.exclude(state=RunState.QUEUED).exists():
                    self.stderr.write(_("No computing process has taken a request up yet; is a worker running?"))
            time.sleep(LOOK_EVERY)
        failed = list(runs.filter(state=RunState.FAILED).select_related("season__cluster"))
        self.stdout.write(
            _("Done: %(done)d; not done: %(failed)d.") % {"done": len(ids) - len(failed), "failed": len(failed)}
        )
        if failed:
            raise CommandError("\n".join(f"{run.season}: {ranking_sentences.problem(run)}" for run in failed))

    def _open(self, ids):
        """Whether any is open; the last one first, for it is mostly the last to end, and one key is soon asked for."""
        still = RankingRun.objects.filter(state__in=ranking.OPEN)
        return still.filter(pk=ids[-1]).exists() or still.filter(pk__in=ids).exists()
