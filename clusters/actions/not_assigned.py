"""“Does not apply” (KAD): decided for a member and a criterion, with its reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.choices import CriterionKind
from clusters.errors import NotAllowedHere
from clusters.models import Criterion, Member, NotAssigned


@transaction.atomic
def set(member, criterion, *, by, reason, version=None):  # noqa: A001 -- always called as not_assigned.set
    """Record that the criterion does not apply to the member."""
    season = locks.season(member.season_id)
    row = NotAssigned.objects.filter(member=member, criterion=criterion, reason=reason).first()
    if row is not None:
        return row
    locks.require_seen(season, version)
    locks.require_reason(reason)
    criterion = Criterion.objects.select_related("sheet").get(pk=criterion.pk)
    member = Member.objects.select_related("unit").get(pk=member.pk)
    if criterion.sheet.season_id != season.pk or criterion.kind != CriterionKind.ITEM:
        raise NotAllowedHere(_("Choose a criterion of this season's sheet, not a group."))
    row, new = NotAssigned.objects.get_or_create(member=member, criterion=criterion, defaults={"reason": reason})
    if not new:
        raise NotAllowedHere(_("This is recorded already: %(reason)s") % {"reason": row.reason})
    locks.touch(season)
    trail.record("not_assigned.set", member, by=by, reason=reason, member=member, criterion=criterion)
    return row


@transaction.atomic
def clear(row, *, by, reason):
    """Record that the criterion applies to the member after all."""
    season = locks.season(row.member.season_id)
    locks.require_reason(reason)
    row = NotAssigned.objects.select_related("member__unit", "criterion").filter(pk=row.pk).first()
    if row is None:
        raise NotAllowedHere(_("Somebody recorded before you that the criterion applies again; nothing is left to do."))
    told = {"member": row.member, "criterion": row.criterion, "before": row.reason}
    trail.record("not_assigned.cleared", row.member, by=by, reason=reason, **told)
    row.delete()
    locks.touch(season)
