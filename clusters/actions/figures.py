"""What a member reports: every change is a new revision, and the one it replaces stays."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters import sentences
from clusters.actions import entry as door
from clusters.choices import FigureStatus, IndicatorKind, PreviousOrigin
from clusters.errors import NotAllowedHere, Stale
from clusters.models import Figure
from clusters.queries import last_year

NUMBERS = ("value", "numerator", "denominator", "previous")
COMPARED = ("status", *NUMBERS, "previous_origin", "reference_year", "source", "illustrative")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand in one cell; without any number it clears the cell back to “not reported”, with a reason."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = FigureStatus.FINAL
    previous: Decimal | None = None
    previous_origin: str = ""
    reference_year: int | None = None
    source: str = ""
    illustrative: bool = False
    reason: str = ""

    @property
    def reported(self):
        return self.value is not None or self.numerator is not None


@transaction.atomic
def save_figure(submission, indicator, entry, *, by, token=None):
    """Make the entry the current revision; the same entry twice is one revision.

    `token` is the revision that was read (0 where there was none): when another stands now, Stale carries it.

    A number that stood before and is put back without a source has again the source that it had, and its mark.
    """
    submission = door.locked(submission)
    door.require_open(door.season_of(submission))
    current = submission.figures.current().filter(indicator=indicator).first()
    entry = _with_last_year(submission, indicator, entry, current, by)
    entry = _with_its_source(submission, indicator, entry, current)
    if current is not None and _same(current, entry):
        return current
    _require_fresh(current, token)
    _require_sound(submission, indicator, current, entry)
    if current is not None:
        submission.figures.filter(pk=current.pk).update(current=False)
    figure = Figure(
        submission=submission,
        indicator=indicator,
        revision=current.revision + 1 if current else 1,
        reason=entry.reason,
        entered_by_id=by.user_id,
        entered_at=timezone.now(),
        **_stored(entry),
    )
    figure.full_clean()
    figure.save(force_insert=True)
    _record(figure, current, entry, by)
    return figure


def correction(submission):
    """The sentence that asks why the figure is changed, where changing it needs a reason; empty elsewhere."""
    asked = _("These results were handed in. Say why the figure is changed.")
    return asked if door.is_correction(submission) else ""


def _require_fresh(current, token):
    stands = current.revision if current else 0
    if token is not None and token != stands:
        sentence = _("Somebody changed this figure before you. Look at what stands now, then decide.")
        raise Stale(sentence, current=current)


def _require_sound(submission, indicator, current, entry):
    if asked := correction(submission):
        door.require_reason(entry.reason, asked)
    if not entry.reported:
        door.require_reason(entry.reason, _("Say why there is no figure, or why it is taken back."))
    elif (entry.numerator is not None) != (indicator.kind == IndicatorKind.RATIO):
        raise NotAllowedHere(
            _("“%(indicator)s” is not reported in this form: a ratio needs its two numbers, and nothing else has two.")
            % {"indicator": indicator}
        )
    for part in ("value", "numerator", "denominator", "previous"):
        door.require_countable(indicator, part, getattr(entry, part))


def _with_last_year(submission, indicator, entry, current, by):
    """A carried value is read from last year's figure, never taken from the form, and brings its mark with it.

    Who may not read last year's figure carries nothing, and takes nothing away that others carried.
    """
    wanted = entry.previous_origin == PreviousOrigin.CARRIED
    stands = current is not None and current.previous_origin == PreviousOrigin.CARRIED
    if not entry.reported or not (wanted or (stands and entry.previous == current.previous)):
        return entry
    carried = last_year.carried(submission, indicator, by)
    if carried is None and stands:
        marked = entry.illustrative or last_year.made_up(submission, indicator)
        kept = {"previous": current.previous, "previous_origin": PreviousOrigin.CARRIED}
        return replace(entry, **kept, illustrative=marked)
    if not wanted:
        return entry
    if carried is None:
        return replace(entry, previous=None, previous_origin="")
    return replace(entry, previous=carried.value, illustrative=entry.illustrative or carried.illustrative)


def _with_its_source(submission, indicator, entry, current):
    told = {name: getattr(entry, name) for name in NUMBERS}
    if current is None or entry.source or not entry.reported or told == {name: getattr(current, name) for name in told}:
        return entry
    earlier = submission.figures.filter(indicator=indicator, **told).exclude(source="").order_by("-revision").first()
    if earlier is None:
        return entry
    return replace(entry, source=earlier.source, illustrative=entry.illustrative or earlier.illustrative)


def _stored(entry):
    if entry.reported:
        return {name: getattr(entry, name) for name in COMPARED}
    return {"status": entry.status, "source": entry.source, "illustrative": entry.illustrative}


def _same(current, entry):
    if not entry.reported:
        return not current.reported and current.reason == entry.reason
    return all(getattr(current, name) == getattr(entry, name) for name in COMPARED)


def _record(figure, before, entry, by):
    if not entry.reported:
        action = "figure.cleared"
    elif before is not None and door.is_correction(figure.submission):
        action = "figure.corrected"
    else:
        action = "figure.entered"
    trail.record(
        action,
        figure.submission,
        by=by,
        reason=entry.reason,
        within=door.season_of(figure.submission),
        indicator=figure.indicator,
        revision=figure.revision,
        before=sentences.kept(before),
        after=sentences.kept(figure),
        **door.marks(before, figure),
    )
