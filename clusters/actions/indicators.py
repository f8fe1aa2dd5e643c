"""What is measured: defined, changed while nobody has reported it, given a new version afterwards."""

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import trail
from clusters import tokens
from clusters.actions import locks
from clusters.acts import kept
from clusters.choices import FITTING, Aggregation
from clusters.errors import Frozen, NotAllowedHere
from clusters.models import Figure, Indicator, Plan
from organisations.vietnamese import folded


@locks.once(Indicator)
def create(values, *, by):
    """Define an indicator; `values` are its fields, the code is made from the name."""
    same = [each for each in Indicator.objects.filter(retired_on=None) if folded(each.name) == folded(values["name"])]
    if same:
        raise NotAllowedHere(
            _("The indicator “%(name)s” exists already. Use it, or choose another name.") % {"name": same[0]}
        )
    indicator = Indicator(code=_free_code(values["name"]), **_placed(values))
    _require_fitting(indicator)
    indicator.full_clean()
    indicator.save(force_insert=True)
    trail.record("indicator.created", indicator, by=by, after=kept(values))
    return indicator


@transaction.atomic
def edit(indicator, values, *, by, seen=None):
    """Change an indicator; once a figure or a plan exists only the hint, the legal basis and the place in lists may."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    before, after = locks.assign(indicator, values, partial(locks.require_fresh, indicator, tokens.INDICATOR, seen))
    if set(after) & set(tokens.INDICATOR_MEANING) and has_figures(indicator):
        raise Frozen(
            _("Figures exist for “%(name)s”: its meaning is kept. Make a new version of it instead.")
            % {"name": Indicator.objects.get(pk=indicator.pk)}
        )
    if after:
        _require_fitting(indicator)
        indicator.full_clean()
        indicator.save(update_fields=list(after))
        trail.record("indicator.edited", indicator, by=by, before=kept(before), after=kept(after))
    return indicator


@locks.once(Indicator)
def renew(indicator, values, *, by):
    """Make the next version of an indicator; the old one is retired and keeps its figures."""
    versions = Indicator.objects.select_for_update().filter(code=indicator.code)
    newest = max(versions, key=lambda each: each.version)
    if newest.pk != indicator.pk:
        raise NotAllowedHere(_("A newer version of “%(name)s” exists. Change that one.") % {"name": indicator})
    renewed = Indicator(code=newest.code, version=newest.version + 1, **_placed(values))
    _require_fitting(renewed)
    renewed.full_clean()
    renewed.save(force_insert=True)
    if newest.retired_on is None:
        newest.retired_on = timezone.localdate()
        newest.save(update_fields=["retired_on"])
    before = {name: getattr(newest, name) for name in tokens.INDICATOR}
    trail.record("indicator.renewed", renewed, by=by, version=renewed.version, before=before, after=kept(values))
    return renewed


@transaction.atomic
def retire(indicator, on, *, by, reason, seen=None):
    """Take an indicator out of use from a day on; sheets that use it keep it. The same day twice is one act."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if indicator.retired_on == on:
        return indicator
    locks.require_fresh(indicator, tokens.INDICATOR_USE, seen)
    locks.require_reason(reason)
    before, indicator.retired_on = indicator.retired_on, on
    indicator.full_clean()
    indicator.save(update_fields=["retired_on"])
    trail.record("indicator.retired", indicator, by=by, reason=reason, before=before, on=on)
    return indicator


def has_figures(indicator):
    """Whether anything was reported or planned under the indicator."""
    return Figure.objects.filter(indicator=indicator).exists() or Plan.objects.filter(indicator=indicator).exists()


def _require_fitting(indicator):
    """Refuse to combine figures in a way that says nothing of their kind, and a weighted mean without its weight."""
    fitting = FITTING[indicator.kind]
    if indicator.aggregation not in fitting:
        sentence = _("Figures of the kind “%(kind)s” cannot be combined so. Choose one of: %(fitting)s.")
        told = {
            "kind": indicator.get_kind_display(),
            "fitting": ", ".join(f"“{Aggregation(each).label}”" for each in fitting),
        }
        raise NotAllowedHere(sentence % told, field="aggregation")
    weighted = indicator.aggregation == Aggregation.WEIGHTED_MEAN
    if weighted and indicator.weight_id is None:
        raise NotAllowedHere(_("A weighted mean goes by another indicator. Choose it."), field="weight")
    if not weighted and indicator.weight_id is not None:
        sentence = _("Only a weighted mean goes by another indicator. Choose “Not weighted”.")
        raise NotAllowedHere(sentence, field="weight")


def _placed(values):
    """New indicators come last in lists, unless told otherwise."""
    if values.get("position"):
        return values
    last = Indicator.objects.aggregate(last=Max("position"))["last"] or 0
    return {**values, "position": last + 1}


def _free_code(name):
    code = base = slugify(folded(name))[:56].strip("-") or "chi-tieu"
    number = 2
    while Indicator.objects.filter(code=code).exists():
        code, number = f"{base}-{number}", number + 1
    return code
