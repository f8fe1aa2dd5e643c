"""What a source states for the whole only: kept as stated, corrected with a reason, never counted."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from clusters import sentences
from clusters.actions import entry as door
from clusters.choices import Period, Phase, StatementAggregate, StatementSection
from clusters.errors import Incomplete, SeasonClosed
from clusters.models import Indicator, Season, Statement

PLAIN = (
    "period",
    "indicator",
    "subject",
    "section",
    "aggregate",
    "value",
    "numerator",
    "denominator",
    "measure",
    "qualifier",
    "reference_year",
    "note",
    "source",
    "illustrative",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as its source words it; `units` are the units it names."""

    aggregate: str = StatementAggregate.VALUE
    period: str = Period.FULL_YEAR
    indicator: Indicator | None = None
    subject: str = ""
    section: str = StatementSection.RESULTS
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    measure: str = ""
    qualifier: str = ""
    units: tuple = field(default=())
    reference_year: int | None = None
    note: str = ""
    source: str = ""
    illustrative: bool = False
    position: int | None = None


@transaction.atomic
def state(owner, said, *, by):
    """Record a statement of the season or own year; the same statement posted twice is one."""
    _require_sound(said)
    # The owner's row is the lock that makes a second post wait and find the first.
    owner = type(owner).objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    stated = _statements(owner)
    for statement in stated.filter(**_same(said)).prefetch_related("units"):
        if {unit.pk for unit in statement.units.all()} == {unit.pk for unit in said.units}:
            return statement
    _require_unpublished(owner)
    statement = Statement(**_owned_by(owner), **_values(said))
    statement.position = said.position if said.position is not None else stated.count() + 1
    statement.full_clean()
    statement.save()
    statement.units.set(said.units)
    trail.record("statement.stated", statement, by=by, after=sentences.kept(said), said=_values(said))
    return statement


@transaction.atomic
def correct(statement, said, reason, *, by, token=None):
    """Correct a statement, with a reason; the trail keeps what stood before."""
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    before = {name: getattr(statement, name) for name in PLAIN}
    units, stated = list(statement.units.all()), sentences.kept(statement)
    if before == _values(said) and {unit.pk for unit in units} == {unit.pk for unit in said.units}:
        return statement
    sentence = _("Somebody changed this statement before you. Look at what stands now, then decide.")
    door.require_fresh(statement, token, sentence)
    _require_sound(said)
    door.require_reason(reason, _("Say why the statement is corrected."))
    for name, value in _values(said).items():
        setattr(statement, name, value)
    statement.version += 1
    statement.full_clean()
    statement.save(update_fields=[*PLAIN, "version"])
    statement.units.set(said.units)
    stood = {"before": stated, "stood": before | {"units": units}}
    said_now = {"after": sentences.kept(said), "said": _values(said) | {"units": list(said.units)}}
    trail.record("statement.corrected", statement, by=by, reason=reason, **stood, **said_now)
    return statement


def _require_unpublished(owner):
    if isinstance(owner, Season) and owner.phase == Phase.PUBLISHED:
        sentence = _("The results of %(season)s are published: a statement is corrected, but none is added.")
        raise SeasonClosed(sentence % {"season": owner})


def _require_sound(said):
    if said.value is None and said.numerator is None and not (said.qualifier.strip() or said.units):
        raise Incomplete(
            _("Enter the number that the source states, or how it words it (“exceeded”), or the units that it names.")
        )
    if (said.numerator is None) != (said.denominator is None):
        raise Incomplete(_("A ratio needs both of its numbers."))
    if said.indicator is None and not said.subject.strip():
        raise Incomplete(_("Choose an indicator, or say in words what is stated."))


def _values(said):
    return {name: getattr(said, name) for name in PLAIN}


def _same(said):
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in _values(said).items()
    }


def _owned_by(owner):
    return {"season" if isinstance(owner, Season) else "unit_year": owner}


def _statements(owner):
    return Statement.objects.filter(**_owned_by(owner))
