"""How many of each award a season may propose, and the awards themselves: law kept as data."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import COUNTED
from awards.errors import QuotaExceeded, Stale
from awards.models import AwardCategory, Nomination, SeasonQuota

QUOTA = ("most", "legal_basis", "illustrative")
CATEGORY = (
    "code",
    "name",
    "level",
    "recipient",
    "deciding_body",
    "legal_basis",
    "effective_from",
    "effective_to",
    "position",
)


@transaction.atomic
def set_quota(season, category, *, by, token=None, **told):
    """Set how many of the award the season may propose; never fewer than already stand proposed."""
    quota = SeasonQuota.objects.select_for_update().filter(season=season, category=category).first()
    if quota is not None and token is not None and quota.version != token:
        raise Stale(_("Somebody changed this quota while you were looking at it."), current=quota)
    standing = Nomination.objects.filter(season=season, category=category, stage__in=COUNTED).count()
    if told["most"] < standing:
        raise QuotaExceeded(
            _("%(count)d nominations for %(award)s stand already; withdraw some before you lower the quota.")
            % {"count": standing, "award": category}
        )
    before = {name: getattr(quota, name) for name in QUOTA} if quota else None
    quota = quota or SeasonQuota(season=season, category=category)
    return _saved(quota, QUOTA, told, before, action="quota.set", by=by)


@transaction.atomic
def save_category(category, *, by, token=None, **told):
    """Open an award (`category` None) or change one."""
    before = None
    if category is not None:
        category = AwardCategory.objects.select_for_update().get(pk=category.pk)
        if token is not None and category.version != token:
            raise Stale(_("Somebody changed this award while you were looking at it."), current=category)
        before = {name: getattr(category, name) for name in CATEGORY}
    return _saved(category or AwardCategory(), CATEGORY, told, before, action="category.saved", by=by)


def _saved(row, names, told, before, *, action, by):
    for name in names:
        if name in told:
            setattr(row, name, told[name])
    row.version += 1
    row.full_clean()
    row.save()
    trail.record(action, row, by=by, before=before, after={name: getattr(row, name) for name in names})
    return row
