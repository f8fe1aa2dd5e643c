"""Recompute a finished ranking from what it froze, and say whether it agrees."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from clusters import ranking_sentences
from clusters.queries import verification

SHORTEST = 16


class Command(BaseCommand):
    help = "Recompute the ranking with this result code from its frozen inputs and say whether it agrees."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the result code, at least its first 16 characters")

    def handle(self, *, code, **options):
        runs = verification.runs_with(code.strip()) if len(code.strip()) >= SHORTEST else []
        if not runs:
            raise CommandError(_("No ranking bears the result code %(code)s.") % {"code": code})
        wrong = [self._wrong(run) for run in runs]
        if any(wrong):
            raise CommandError("\n".join(sentence for sentences in wrong for sentence in sentences))

    def _wrong(self, run):
        """What does not agree, headed by the run; says so and returns nothing where all agrees."""
        found = verification.differences(run)
        told = {"season": run.season, "code": run.code}
        if not found:
            self.stdout.write("\n".join([_("Agrees: %(season)s, result code %(code)s.") % told, *_other_code(run)]))
            return []
        head = _("Does not agree: %(season)s, result code %(code)s.") % told
        return [head, *_other_code(run), *ranking_sentences.differences(run, found)]


def _other_code(run):
    """A sentence where other code verifies than the one that computed: it may be what differs, or what agrees too."""
    if run.code_version == settings.CODE_VERSION:
        return []
    told = {"then": run.code_version, "now": settings.CODE_VERSION}
    return [_("The result was computed by scoring code %(then)s and is verified by scoring code %(now)s.") % told]
