"""Points by people: self-scored, appraised, agreed. Each keeps its own place; where two differ, somebody says why."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters import sentences
from clusters.actions import entry as door
from clusters.choices import CriterionKind, Method, Period, Phase, SheetState, SubmissionState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed
from clusters.models import NotAssigned, Score, Submission
from clusters.queries import live, sheets

PHASES = {
    "self": (Phase.REPORTING,),
    "appraised": door.JUDGING,
    "agreed": door.JUDGING,
}
BEFORE = {"self": (), "appraised": ("self",), "agreed": ("appraised", "self")}


@dataclass(frozen=True, slots=True)
class Mark:
    """Points for one line at one stage, with the reason; None takes the points back."""

    points: Decimal | None
    reason: str = ""
    illustrative: bool = False


def self_score(member, criterion, mark, *, by, token=None):
    """Record the unit's own points, while results are being entered or were sent back."""
    return _give("self", member, criterion, mark, by, token)


def appraise(member, criterion, mark, *, by, token=None):
    """Record the appraised points; whoever calls has made sure that nobody appraises his own unit."""
    return _give("appraised", member, criterion, mark, by, token)


def agree(member, criterion, mark, *, by, token=None):
    """Record the points that were agreed; they are what the ranking counts."""
    return _give("agreed", member, criterion, mark, by, token)


GIVE = {"self": self_score, "appraised": appraise, "agreed": agree}


@transaction.atomic
def accept_proposed(member, seen, *, by):
    """Take the self-scored points as appraised for the lines in `seen` ({criterion id: version that was read}).

    Returns the lines that were accepted, and those left alone with the words why; what is accepted already is neither.
    """
    season = member.season = door.locked_season(member.season_id)
    door.require_phase(season, *door.JUDGING)
    sheet = sheets.current(season)
    excused = set(NotAssigned.objects.filter(member=member).values_list("criterion_id", flat=True))
    found = Score.objects.select_for_update(of=("self",)).filter(member=member, criterion__in=seen)
    found = found.select_related("criterion__sheet").prefetch_related("criterion__inputs__indicator")
    accepted, left = [], []
    for score in found.order_by("criterion__position"):
        score.member = member
        if score.appraised_points is not None and score.appraised_points == score.self_points:
            continue
        if obstacle := _obstacle(score, seen[score.criterion_id], sheet, excused):
            left.append((score.criterion, obstacle))
            continue
        _store(score, "appraised", Mark(score.self_points, illustrative=score.illustrative), by)
        accepted.append(score.criterion)
    return accepted, left


def _obstacle(score, version, sheet, excused):
    """Why the proposed points cannot be taken over as they are; nothing when they can."""
    if sheet is None or score.criterion.sheet_id != sheet.pk:
        return _("it belongs to an earlier version of the criteria sheet")
    if score.criterion_id in excused:
        return _("it does not apply to the unit")
    if score.version != version or score.appraised_points is not None or score.self_points is None:
        return _("its points were changed meanwhile")
    rule = live.rule_of(score.criterion)
    if _asks(rule) and not score.self_reason.strip():
        return _("it asks for a reason, and the unit wrote none")
    return _out_of_bounds(rule, score.self_points, "appraised")


@transaction.atomic
def _give(stage, member, criterion, mark, by, token):
    season = member.season = door.locked_season(member.season_id)
    door.require_open(season)
    _require_open(stage, member)
    _require_line(season, member, criterion)
    score = _locked(member, criterion)
    stands = (getattr(score, f"{stage}_points"), getattr(score, f"{stage}_reason"), score.illustrative)
    if mark.points == stands[0] and not mark.reason.strip():
        mark = replace(mark, reason=stands[1])  # the same points rest on what they rested on
    if stands == (mark.points, mark.reason, _marked(score, stage, mark)):
        return score
    sentence = _("Somebody changed these points before you. Look at what stands now, then decide.")
    door.require_fresh(score, token, sentence)
    _require_sound(score, stage, mark)
    return _store(score, stage, mark, by)


def _require_open(stage, member):
    """What was sent back during the appraisal is open to the unit whole: its own points as well as its figures.

    What was handed in is closed to it as a whole too.
    """
    of_year = Submission.objects.filter(member=member, period=Period.FULL_YEAR).first() if stage == "self" else None
    state = of_year.state if of_year else None
    opened = (Phase.APPRAISAL,) if state == SubmissionState.RETURNED else ()
    door.require_phase(member.season, *PHASES[stage], *opened)
    if state == SubmissionState.SUBMITTED:
        raise SeasonClosed(
            _(
                "The results of %(member)s are handed in, and with them the points that it gives itself. Take them "
                "back first, then change the points."
            )
            % {"member": member}
        )


def _locked(member, criterion):
    """The row of the line, made when there is none; the season's lock keeps two from being made."""
    score, _made = Score.objects.get_or_create(member=member, criterion=criterion)
    score = Score.objects.select_for_update(of=("self",)).get(pk=score.pk)
    score.member, score.criterion = member, criterion
    return score


def _require_line(season, member, criterion):
    if criterion.kind != CriterionKind.ITEM:
        raise NotAllowedHere(_("A group has no points of its own: they are the sum of its lines."))
    if criterion.sheet.season_id != season.pk or criterion.sheet.state == SheetState.DRAFT:
        raise NotAllowedHere(_("The criteria sheet of %(season)s is not published yet.") % {"season": season})
    if NotAssigned.objects.filter(member=member, criterion=criterion).exists():
        sentence = _("“%(criterion)s” does not apply to %(member)s, so no points are given.")
        raise NotAllowedHere(sentence % {"criterion": criterion, "member": member})


def _require_sound(score, stage, mark):
    if mark.points is None:
        door.require_reason(mark.reason, _("Say why the points are taken back."))
        return
    rule = live.rule_of(score.criterion)
    if cause := _out_of_bounds(rule, mark.points, stage):
        raise NotAllowedHere(cause[:1].upper() + cause[1:])
    if mark.reason.strip():
        return
    if _asks(rule) and not _argued(score, stage, mark.points):
        raise Incomplete(_("This line asks for a reason: say what the points rest on."))
    if unequal := _unequal(score, stage, mark.points, rule):
        raise Incomplete(unequal)


def _asks(rule):
    """Whether the line wants a reason beside whatever points people give."""
    return bool(getattr(rule, "reason", None))


def _argued(score, stage, points):
    """Whether an earlier opinion gave the same points with a reason."""
    earlier = [(getattr(score, f"{one}_points"), getattr(score, f"{one}_reason")) for one in BEFORE[stage]]
    return any(stood == points and reason.strip() for stood, reason in earlier)


def _unequal(score, stage, points, rule):
    """Why the points want a reason: another number stood before, or is the rule's to give; empty where they equal it.

    What stood before is an earlier opinion, else what the rule computes; on a line marked by hand nothing need.
    """
    given = (getattr(score, f"{one}_points") for one in BEFORE[stage])
    expected = next((one for one in given if one is not None), None)
    if expected is None:
        if score.criterion.method == Method.MANUAL:
            return ""
        computed = live.computed(score.member, score.criterion, rule)
        if computed is None or computed.value is None:
            return _instead(computed)
        expected = computed.value
    if expected == points:
        return ""
    return _("The points differ from the proposed %(points)s. Say why.") % {"points": sentences.number(expected)}


def _instead(computed):
    if computed is not None and computed.cause == "depends_on_others":
        return _("The rule computes the points of this line with the ranking. Say why others are given instead.")
    return _("The rule of this line has computed no points yet. Say why they are given by hand.")


def _out_of_bounds(rule, points, stage):
    """Why the rule does not take the points; nothing when it does, or cannot be used."""
    given = rule.marked(points, stage) if rule is not None else None
    if given is None or given.cause is None:
        return ""
    return sentences.of_cause(given.cause, given.steps[-1].args[1])


def _store(score, stage, mark, by):
    before, was_marked = sentences.kept(getattr(score, f"{stage}_points")), score.illustrative
    given = mark.points is not None
    fields = {
        f"{stage}_points": mark.points,
        f"{stage}_reason": mark.reason if given else "",
        f"{stage}_at": timezone.now() if given else None,
        f"{stage}_by_id": by.user_id if given else None,
        "illustrative": _marked(score, stage, mark),
        "version": score.version + 1,
    }
    for name, value in fields.items():
        setattr(score, name, value)
    score.full_clean()
    score.save(update_fields=[name.removesuffix("_id") for name in fields])
    record = partial(
        trail.record, f"score.{stage}", score.member, by=by, reason=mark.reason, within=score.member.season
    )
    marks = {"illustrative_before": was_marked, "illustrative_after": score.illustrative}
    told = marks if was_marked != score.illustrative else {}
    record(criterion=score.criterion, before=before, after=sentences.kept(mark.points), **told)
    return score


def _marked(score, stage, mark):
    """Whether the line is illustrative with the mark: one for the points of all stages, it stays with another's."""
    others = any(getattr(score, f"{other}_points") is not None for other in BEFORE if other != stage)
    return (mark.illustrative and mark.points is not None) or (score.illustrative and others)
