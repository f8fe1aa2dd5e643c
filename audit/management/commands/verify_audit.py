"""manage.py verify_audit: is every entry of the trail as it was written, and where it was?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail


class Command(BaseCommand):
    help = (
        "Verify the audit trail; exit code 1 when an entry was changed, deleted or moved. With --anchor the head of "
        "the chain is compared with those noted in the file before, and noted there when all is well: keep that "
        "file where the database's owner cannot write, for a chain cannot tell by itself that its end was cut off."
    )

    def add_arguments(self, parser):
        parser.add_argument("--anchor", type=Path, help="file of heads noted outside the database")

    def handle(self, *, anchor, **options):
        noted = _read(anchor) if anchor else ()
        faults = trail.verify(noted)
        for fault in faults:
            self.stderr.write(fault.sentence)
        if faults:
            raise CommandError(_("The audit trail is not intact: %(count)s faults.") % {"count": len(faults)})
        head = trail.head()
        if anchor and head and head not in noted:
            _note(anchor, head)
        self.stdout.write(_("The audit trail is intact: %(count)s entries.") % {"count": head.number if head else 0})
        if not noted:
            self.stdout.write(_unseen(anchor))


def _unseen(anchor):
    """Say what cannot be seen where no head was noted before: the rest of a chain that was cut is whole."""
    if not anchor:
        return _(
            "Entries deleted at the very end cannot be seen: run it with --anchor and a file outside the database."
        )
    sentence = _("The file %(path)s held no head yet: entries deleted at the very end before this run cannot be seen.")
    return sentence % {"path": anchor}


def _read(path):
    if not path.exists():
        return ()
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    try:
        return tuple(trail.Anchor(int(line[0]), line[1]) for line in lines)
    except (IndexError, ValueError):
        message = _("The file %(path)s does not hold heads of the chain: a number, a space and a hash on each line.")
        raise CommandError(message % {"path": path}) from None


def _note(path, head):
    with path.open("a") as file:
        file.write(f"{head.number} {head.hash} {timezone.now():%Y-%m-%dT%H:%M:%SZ}\n")
