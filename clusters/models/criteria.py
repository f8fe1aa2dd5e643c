from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.choices import CriterionKind, Derive, InputPart, Method, NotAssignedPolicy, Period, PlanGiver, SheetState
from organisations.fields import NFCCharField, NFCTextField


class CriteriaSheet(models.Model):
    """One version of a season's scoring table; published it is immutable, frozen a ranking rests on it."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)
    title = NFCCharField(max_length=250)
    decision = NFCCharField(max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(default=2)
    declared_max = models.DecimalField(max_digits=10, decimal_places=4)
    total_cap = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    not_assigned = models.CharField(max_length=8, choices=NotAssignedPolicy, default=NotAssignedPolicy.EXCLUDE)
    # Lists in the shape of scoring.frozen: ties are ordered steps, classes go from best to last, gates name an effect.
    ties = models.JSONField(default=list, blank=True)
    classes = models.JSONField(default=list, blank=True)
    gates = models.JSONField(default=list, blank=True)
    illustrative = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("season", "version")
        constraints = [
            models.UniqueConstraint(fields=("season", "version"), name="one_sheet_a_version"),
            models.UniqueConstraint(
                fields=("season",), condition=Q(state=SheetState.DRAFT), name="one_draft_sheet_a_season"
            ),
            models.CheckConstraint(
                condition=Q(state=SheetState.DRAFT, published_at=None)
                | (~Q(state=SheetState.DRAFT) & Q(published_at__isnull=False)),
                name="published_sheet_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.title} (v{self.version})"


class Criterion(models.Model):
    """One line of a sheet: a group that adds up its children, or an item that earns points by its method."""

    sheet = models.ForeignKey("clusters.CriteriaSheet", models.PROTECT, related_name="criteria")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    label = NFCCharField(max_length=20, blank=True)
    name = NFCTextField()
    kind = models.CharField(max_length=6, choices=CriterionKind, default=CriterionKind.ITEM)
    max_points = models.DecimalField(max_digits=10, decimal_places=4)
    cap = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    floor = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    # A bonus or a penalty adds nothing to the maximum; nor do the lines under it.
    bonus = models.BooleanField(default=False)
    method = models.CharField(max_length=14, choices=Method, blank=True)
    params = models.JSONField(default=dict, blank=True)
    derive = models.CharField(max_length=12, choices=Derive, blank=True)
    lower_mode = models.CharField(max_length=8, blank=True)
    legal_basis = NFCCharField(max_length=250, blank=True)
    note = NFCTextField(blank=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=CriterionKind.GROUP, method="") | (Q(kind=CriterionKind.ITEM) & ~Q(method="")),
                name="an_item_has_a_method_and_a_group_none",
            ),
            models.UniqueConstraint(fields=("sheet", "position"), name="one_criterion_a_position"),
        ]

    def __str__(self):
        return f"{self.label} {self.name}".strip()


class CriterionInput(models.Model):
    """What an item takes in: an indicator, the part it plays, the period, and whose plan counts."""

    criterion = models.ForeignKey("clusters.Criterion", models.CASCADE, related_name="inputs")
    part = models.CharField(max_length=10, choices=InputPart, default=InputPart.ACTUAL)
    indicator = models.ForeignKey("clusters.Indicator", models.PROTECT, related_name="criterion_inputs")
    plan_giver = models.CharField(max_length=8, choices=PlanGiver, blank=True)
    period = models.CharField(max_length=2, choices=Period, default=Period.FULL_YEAR)
    # For a condition: how the indicator is derived and compared, in the shape of scoring.frozen.
    condition = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("criterion", "position"), name="one_input_a_position")]

    def __str__(self):
        return f"{self.criterion}: {self.indicator}"


class NotAssigned(models.Model):
    """The criterion does not apply to the member (KAD); decided with a reason."""

    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="not_assigned")
    criterion = models.ForeignKey("clusters.Criterion", models.PROTECT, related_name="not_assigned")
    reason = NFCTextField()

    class Meta:
        ordering = ("criterion__position",)
        constraints = [models.UniqueConstraint(fields=("member", "criterion"), name="not_assigned_once")]

    def __str__(self):
        return f"{self.criterion}: {self.member}"
