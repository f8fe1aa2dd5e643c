from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.roles import MISPLACED, Right, Role, fits, grants
from organisations.fields import NFCCharField
from organisations.models.unit import DateRange, Unit


class AssignmentQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def ending_after(self, day):
        """Those valid on the day or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def visible_to(self, actor):
        """Those the actor keeps: all for the centre; for a province those to its own unit and to the units below it."""
        if actor is None:
            return self.none()
        if actor.is_administrator:
            return self
        if not grants(actor.role, Right.MANAGE_PEOPLE):
            return self.none()
        return self.filter(unit__in=Unit.objects.within(actor.unit_ids))


class Assignment(models.Model):
    """A person holds a role at a unit from one day until, not including, another; an empty end is no end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="assignments", verbose_name=_("unit"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("ends on"), null=True, blank=True)
    decision = NFCCharField(_("decision"), max_length=200, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="assignment_ends_after_it_begins",
                violation_error_message=_("An assignment must end after the day on which it begins."),
            ),
            ExclusionConstraint(
                name="same_assignment_never_overlaps",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "This person already holds the same role at this unit on some of these days."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.unit}"

    def clean(self):
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            sentence = gettext("An assignment must end after the day on which it begins.")
            raise ValidationError({"valid_to": sentence})
        # One that was given earlier may still be ended.
        if self._state.adding and self.unit_id and self.role in MISPLACED and not fits(self.role, self.unit):
            raise ValidationError({"unit": MISPLACED[self.role] % {"unit": self.unit.full_name}})
