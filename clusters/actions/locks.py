"""What every act of setting a season up begins with: the row locked, fresh, and open to change."""

from functools import wraps

from django.db import transaction
from django.utils.translation import gettext as _

from clusters.choices import Phase, SheetState
from clusters.errors import Frozen, Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import CriteriaSheet, Receipt, Season
from clusters.tokens import posted, token


def once(model):
    """Make a creating action answer a second post of the same form (`key`) with what the first one made."""

    def guard(action):
        @wraps(action)
        @transaction.atomic
        def guarded(*args, by, key=None, **kwargs):
            if key is None:
                return action(*args, by=by, **kwargs)
            receipt, new = _receipt(model, key, args, sorted(kwargs.items()))
            if not new:
                return _still_there(model, receipt.made)
            made = action(*args, by=by, **kwargs)
            Receipt.objects.filter(pk=receipt.pk).update(made=made.pk)
            return made

        return guarded

    return guard


def _still_there(model, pk):
    made = model.objects.filter(pk=pk).first()
    if made is None:
        raise NotAllowedHere(_("What was made with this form has been removed since. Open a new form."))
    return made


def removes_once(owner):
    """Make a removing action do nothing on a second post of the same form (`key`); `owner` finds what is left behind.

    It is the name of the thing's own field, or a function of the thing. The receipt keeps the owner's key: whoever asks
    with a form whose thing has gone is led back to it.
    """

    def guard(action):
        @wraps(action)
        @transaction.atomic
        def guarded(thing, *, by, key=None, **kwargs):
            if key:
                left = owner(thing) if callable(owner) else getattr(thing, owner)
                _known, new = _receipt(type(thing), key, thing.pk, made=left)
                if not new:
                    return
            action(thing, by=by, **kwargs)

        return guarded

    return guard


def heard(model, key, *values):
    """Whether this very form was acted on before; for acts on many rows of the model, of which none is the answer."""
    _known, new = _receipt(model, key, values)
    return not new


def _receipt(model, key, *values, made=None):
    defaults = {"kind": model._meta.label_lower, "made": made}
    return Receipt.objects.get_or_create(key=posted(key, *values), defaults=defaults)


def season(pk, version=None):
    """Return the season locked; refuse it published, or changed since `version` was read."""
    found = Season.objects.select_for_update(of=("self",)).select_related("cluster__organiser").get(pk=pk)
    if found.phase == Phase.PUBLISHED:
        raise SeasonClosed(_("The results of “%(season)s” are published; it is kept as it is.") % {"season": found})
    require_seen(found, version)
    return found


def require_seen(found, version):
    """Refuse when the season was changed since `version` was read."""
    if version is not None and found.version != version:
        sentence = _(
            "Somebody changed “%(season)s” while this page was open. Look at what stands now, then save again."
        )
        raise Stale(sentence % {"season": found}, current=found)


def touch(found):
    """Count one more change of a locked season."""
    found.version += 1
    found.save(update_fields=["version"])


def draft(pk, edited=None):
    """Return the sheet locked with its season; refuse it published, or edited since `edited` was read."""
    season_id = CriteriaSheet.objects.values_list("season_id", flat=True).get(pk=pk)
    owner = season(season_id)
    found = CriteriaSheet.objects.select_for_update().get(pk=pk)
    found.season = owner
    if found.state != SheetState.DRAFT:
        sentence = _("“%(sheet)s” is published and is kept as it is. Make a new version of it to change something.")
        raise Frozen(sentence % {"sheet": found})
    require_unedited(found, edited)
    return found


def require_unedited(found, edited):
    """Refuse when the sheet was edited since `edited` was read."""
    if edited is not None and found.edited != edited:
        sentence = _("Somebody changed “%(sheet)s” while this page was open. Look at what stands now, then save again.")
        raise Stale(sentence % {"sheet": found}, current=found)


def edited(sheet):
    """Count one more edit of a locked draft."""
    sheet.edited += 1
    sheet.save(update_fields=["edited"])


def require_reason(reason):
    if not reason.strip():
        raise Incomplete(_("Write the reason: it is kept with the change."))


def require_fresh(thing, fields, seen):
    """Refuse when a field was changed since the token `seen` was made; no token, no reader to surprise."""
    if seen and seen != token(thing, fields):
        sentence = _("Somebody changed “%(thing)s” while this page was open. Look at what stands now, then save again.")
        raise Stale(sentence % {"thing": thing}, current=thing)


def assign(thing, values, require=None):
    """Set the values and return which of them changed, as before and after.

    `require` refuses a stale form. It is asked only where something would change: whoever asks for what stands already,
    as a form posted twice does, overwrites nothing.
    """
    before = {name: getattr(thing, name) for name in values}
    changed = {name for name, value in values.items() if before[name] != value}
    if changed and require is not None:
        require()
    for name in changed:
        setattr(thing, name, values[name])
    return {name: before[name] for name in changed}, {name: values[name] for name in changed}
