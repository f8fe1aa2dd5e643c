"""Facts that trip a gate of the sheet: recorded with their basis, withdrawn with a reason, never deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import entry as door
from clusters.errors import NotAllowedHere
from clusters.models import Finding
from clusters.queries import criteria, sheets


@transaction.atomic
def record_finding(member, gate, basis, *, by, illustrative=False):
    """Record that a gate closes for the member; recorded twice it is one finding."""
    season = door.locked_season(member.season_id)
    door.require_open(season)
    door.require_reason(basis, _("Say on what the finding rests: the document, its number and date."))
    if gate not in criteria.finding_gates(sheets.current(season)):
        raise NotAllowedHere(_("The criteria sheet of %(season)s has no such rule.") % {"season": season})
    standing = Finding.objects.filter(member=member, gate=gate, withdrawn_at=None).first()
    if standing is not None:
        return standing
    finding = Finding(
        member=member,
        gate=gate,
        basis=basis,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
        illustrative=illustrative,
    )
    finding.full_clean()
    finding.save()
    made_up = {"illustrative": True} if illustrative else {}
    trail.record("finding.recorded", member, by=by, reason=basis, gate=gate, **made_up)
    return finding


@transaction.atomic
def withdraw(finding, reason, *, by):
    """Withdraw a finding; it stays, with the reason."""
    season = door.locked_season(finding.member.season_id)
    finding = Finding.objects.select_for_update(of=("self",)).select_related("member__unit").get(pk=finding.pk)
    if finding.withdrawn_at is not None:
        return finding
    door.require_open(season)
    door.require_reason(reason, _("Say why the finding is withdrawn."))
    finding.withdrawn_at, finding.withdrawn_reason = timezone.now(), reason
    finding.full_clean()
    finding.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    trail.record("finding.withdrawn", finding.member, by=by, reason=reason, gate=finding.gate)
    return finding
