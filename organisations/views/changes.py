"""Pages on which a unit begins, changes and ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from organisations import policies
from organisations.actions import units
from organisations.errors import UnitRefused
from organisations.forms import CloseForm, KindForm, LinkForm, MergeForm, RenameForm, UnitForm
from organisations.models import Unit

GET_AND_POST = ["GET", "POST"]
CHANGES_FROM_A_DAY = gettext_noop(
    "What was reported earlier keeps the old name and code; from the day given here the new ones count."
)

UNDER_ANOTHER = gettext_noop(
    "Here a province, a centrally run city or a body of the centre is added. An agency, commune, enterprise or council "
    "of a province is added on the page of that province: find it in the list, open it and press “Add a unit under it”."
)


@login_required
@require_http_methods(GET_AND_POST)
def open_unit(request, parent_id=None):
    parent = _unit(request, parent_id) if parent_id else None
    if not policies.may_add_unit(request.actor, parent):
        raise PermissionDenied(_("Only the administrator in charge may add a unit here."))
    form = UnitForm(request.POST or None, parent=parent)

    def act(values):
        return units.establish(_new(values, parent), **values)

    words = _("Add a unit"), UNDER_ANOTHER if parent is None else CHANGES_FROM_A_DAY
    return _converse(request, form, parent, words, act)


@login_required
@require_http_methods(GET_AND_POST)
def merge(request, unit_id):
    unit = _changeable(request, unit_id)
    form = MergeForm(request.POST or None, unit=unit, initial=_as_it_is(unit))

    def act(values):
        return units.merge([unit, *values.pop("others")], _new(values, unit.parent), **values)

    return _converse(request, form, unit, _("Merge with other units"), act)


@login_required
@require_http_methods(GET_AND_POST)
def rename(request, unit_id):
    unit = _changeable(request, unit_id)
    form = RenameForm(request.POST or None, initial={"name": unit.name})
    return _converse(request, form, unit, _("Change the name"), lambda values: units.rename(unit, **values))


@login_required
@require_http_methods(GET_AND_POST)
def change_kind(request, unit_id):
    unit = _changeable(request, unit_id)
    form = KindForm(request.POST or None, unit=unit)
    return _converse(request, form, unit, _("Change the kind"), lambda values: units.change_kind(unit, **values))


@login_required
@require_http_methods(GET_AND_POST)
def close(request, unit_id):
    unit = _changeable(request, unit_id)
    form = CloseForm(request.POST or None)
    return _converse(request, form, unit, _("Close the unit"), lambda values: units.close(unit, **values))


@login_required
@require_http_methods(GET_AND_POST)
def link(request, unit_id):
    """Record a predecessor that is there already, as after a division."""
    unit = _changeable(request, unit_id)
    form = LinkForm(request.POST or None, unit=unit)

    def act(values):
        return units.link(values.pop("predecessor"), unit, **values).successor

    intro = _("Both units stay as they are; only that the one took the place of the other is recorded.")
    return _converse(request, form, unit, (_("Record a predecessor"), intro), act)


def _converse(request, form, unit, words, act):
    if form.is_valid():
        try:
            changed = act(form.cleaned_data | {"by": request.actor})
        except UnitRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Saved: %(unit)s.") % {"unit": changed.full_name})
            return redirect("organisations:unit", changed.pk)
    back = reverse("organisations:unit", args=[unit.pk]) if unit else reverse("organisations:units")
    heading, intro = words if isinstance(words, tuple) else (words, CHANGES_FROM_A_DAY)
    context = {"form": form, "unit": unit, "heading": heading, "intro": _(intro), "back": back}
    return render(request, "organisations/change.html", context)


def _unit(request, unit_id):
    return get_object_or_404(Unit.objects.visible_to(request.actor).select_related("parent"), pk=unit_id)


def _changeable(request, unit_id):
    unit = _unit(request, unit_id)
    if not policies.may_change_unit(request.actor, unit):
        raise PermissionDenied(_("Only the administrator in charge may change this unit."))
    return unit


def _new(values, parent):
    """Take out of the form's values what describes the unit itself."""
    return units.NewUnit(parent=parent, **{name: values.pop(name) for name in ("code", "name", "kind", "note")})


def _as_it_is(unit):
    return {"name": unit.name, "code": unit.code, "kind": unit.kind}
