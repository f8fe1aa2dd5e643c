"""The words of the clusters app, and the table of a season's allowed moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClusterWord(TextChoices):
    """What the organiser calls the group."""

    CLUSTER = "cluster", _("cluster")
    BLOC = "bloc", _("bloc")


class Phase(TextChoices):
    DRAFT = "draft", _("Being prepared")
    REPORTING = "reporting", _("Entering results")
    APPRAISAL = "appraisal", _("Under appraisal")
    APPRAISED = "appraised", _("Appraised, points agreed")
    PUBLISHED = "published", _("Published")


# While the season stands here, what was handed in may still change and be ranked.
ENTRY = (Phase.REPORTING, Phase.APPRAISAL, Phase.APPRAISED)
AGREED = (Phase.APPRAISED, Phase.PUBLISHED)


class Move(TextChoices):
    """Who may carry a season over a step: its secretariat, or whoever organises the cluster."""

    SECRETARIAT = "secretariat", _("The secretariat of the season")
    ORGANISER = "organiser", _("The organiser of the cluster")


# from: {to: who may; a move back always needs a reason}
MOVES = {
    Phase.DRAFT: {Phase.REPORTING: Move.SECRETARIAT},
    Phase.REPORTING: {Phase.APPRAISAL: Move.SECRETARIAT, Phase.DRAFT: Move.ORGANISER},
    Phase.APPRAISAL: {Phase.APPRAISED: Move.SECRETARIAT, Phase.REPORTING: Move.SECRETARIAT},
    Phase.APPRAISED: {Phase.PUBLISHED: Move.SECRETARIAT, Phase.APPRAISAL: Move.SECRETARIAT},
    Phase.PUBLISHED: {},
}
PHASE_ORDER = list(MOVES)


class PostKind(TextChoices):
    HEAD = "head", _("Head of the cluster")
    DEPUTY = "deputy", _("Deputy head of the cluster")


class IndicatorKind(TextChoices):
    AMOUNT = "amount", _("Amount")
    PERCENTAGE = "percentage", _("Percentage")
    RATIO = "ratio", _("Ratio (numerator over denominator)")
    COUNT = "count", _("Count")
    RANK = "rank", _("Rank out of n")
    YES_NO = "yes_no", _("Yes or no")


class Direction(TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Aggregation(TextChoices):
    MEAN = "mean", _("Mean of the members")
    WEIGHTED_MEAN = "weighted_mean", _("Mean weighted by another indicator")
    SUM = "sum", _("Sum")
    RATIO_OF_SUMS = "ratio_of_sums", _("Ratio of the sums")
    MEAN_OF_RATIOS = "mean_of_ratios", _("Mean of the members' ratios")
    COUNT_MEETING_PLAN = "count_meeting_plan", _("Number of members that met the plan")
    COUNT_YES = "count_yes", _("Number of members that answered yes")
    LIST = "list", _("List, not combined")


_OF_NUMBERS = tuple(one for one in Aggregation if one not in (Aggregation.RATIO_OF_SUMS, Aggregation.COUNT_YES))
_OF_SHARES = tuple(one for one in Aggregation if one not in (Aggregation.SUM, Aggregation.COUNT_YES))
# How the figures of a kind may be combined: a sum of percentages says nothing, and a place is not added to a place.
FITTING = {
    IndicatorKind.AMOUNT: _OF_NUMBERS,
    IndicatorKind.COUNT: _OF_NUMBERS,
    IndicatorKind.PERCENTAGE: tuple(one for one in _OF_NUMBERS if one != Aggregation.SUM),
    IndicatorKind.RATIO: _OF_SHARES,
    IndicatorKind.RANK: (Aggregation.COUNT_MEETING_PLAN, Aggregation.LIST),
    IndicatorKind.YES_NO: (Aggregation.COUNT_YES, Aggregation.LIST),
}


class Period(TextChoices):
    HALF_YEAR = "H1", _("First six months")
    FULL_YEAR = "FY", _("Full year")


class PlanGiver(TextChoices):
    CENTRE = "centre", _("Assigned by the centre")
    COUNCIL = "council", _("Assigned by the provincial People's Council")
    OWN = "own", _("Registered by the unit itself")


class FigureStatus(TextChoices):
    ESTIMATE = "estimate", _("Estimate")
    FINAL = "final", _("Final")


class PreviousOrigin(TextChoices):
    CARRIED = "carried", _("Carried over from last year's figure")
    TYPED = "typed", _("Typed in")


class SubmissionState(TextChoices):
    DRAFT = "draft", _("Being entered")
    SUBMITTED = "submitted", _("Handed in")
    RETURNED = "returned", _("Returned for completion")


class StatementAggregate(TextChoices):
    """How the source words a figure that is known only as a whole."""

    MEAN = "mean", _("mean")
    SUM = "sum", _("total")
    PLAN_PERCENT = "plan_percent", _("mean percentage of the year plan")
    COUNT = "count", _("number of members")
    CHANGE = "change", _("change against last year")
    RATIO = "ratio", _("ratio of the whole")
    VALUE = "value", _("stated value")


class StatementSection(TextChoices):
    """Where a report prints a statement that is about no indicator."""

    RESULTS = "results", _("Results on the indicators")
    MOVEMENTS = "movements", _("Emulation movements")
    AWARDS = "awards", _("Awards given")
    CLUSTER = "cluster", _("Activities of the cluster and its conference")


class SheetState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("sheet", "Published")
    FROZEN = "frozen", _("Frozen")


class CriterionKind(TextChoices):
    GROUP = "group", _("Group")
    ITEM = "item", _("Criterion")


class NotAssignedPolicy(TextChoices):
    EXCLUDE = "exclude", _("Left out of the points and of the maximum")
    FULL = "full", _("Counted with full points")
    ZERO = "zero", _("Counted with no points")


class Method(TextChoices):
    PLAN_STEP = "plan_step", _("Plan met, exceeded or missed")
    PROPORTIONAL = "proportional", _("In proportion")
    BANDS = "bands", _("By bands")
    RANK = "rank", _("By rank")
    LEADER = "leader", _("Against the leading unit")
    CHECK = "check", _("Met or not met; k of n conditions")
    COUNT = "count", _("By count")
    MANUAL = "manual", _("Marked by hand")


class Derive(TextChoices):
    VALUE = "value", _("The value itself")
    RATIO = "ratio", _("Percentage of the plan")
    DELTA = "delta", _("Change against last year")
    GROWTH = "growth", _("Growth against last year in per cent")
    RANK_CHANGE = "rank_change", _("Places gained in the rank")
    SHARE = "share", _("Numerator over denominator in per cent")


class InputPart(TextChoices):
    """The part an indicator plays in a criterion."""

    ACTUAL = "actual", _("Result")
    CONDITION = "condition", _("Condition")


class RunState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Not done")


OPEN = (RunState.QUEUED, RunState.RUNNING)


class ConferenceKind(TextChoices):
    HALF_YEAR = "half_year", _("Half-year review conference")
    YEAR_END = "year_end", _("Year-end review conference")


class ResolutionKind(TextChoices):
    DISCUSSED = "discussed", _("Discussed")
    PROPOSED = "proposed", _("Proposed")
    DIRECTED = "directed", _("Direction given")
    CONCLUDED = "concluded", _("Concluded")
