"""How many of each award a season may propose, and the awards themselves: law kept as data."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import COUNTED
from awards.errors import NotReady, QuotaExceeded
from awards.models import AwardCategory, Nomination, SeasonQuota
from clusters.actions.entry import require_fresh
from clusters.actions.locks import assign, once
from clusters.models import Season

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
QUOTA = ("most", "legal_basis", "illustrative")


@transaction.atomic
def set_quota(season, category, *, by, token=None, **told):
    """Set how many of the award the season may propose; never fewer than already stand proposed.

    `token` is the version that the reader saw, 0 where he saw none; without it nobody is surprised.
    """
    # A proposal locks the season too, so that none slips in under a quota being lowered.
    season = Season.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=season.pk)
    named = {"season": season, "category": category}
    quota = SeasonQuota.objects.filter(**named).first() or SeasonQuota(**named)
    sentence = _("Somebody changed this quota while you were looking at it. Look at what stands now before you go on.")
    changes = _assigned(quota, QUOTA, told, partial(require_fresh, quota, token, sentence))
    standing = Nomination.objects.filter(season=season, category=category, stage__in=COUNTED).count()
    if quota.most < standing:
        raise QuotaExceeded(
            _("%(count)d nominations for %(award)s stand already; withdraw some before you lower the quota.")
            % {"count": standing, "award": category}
        )
    return _saved(quota, changes, action="quota.set", by=by)


@once(AwardCategory)
def save_category(category, *, by, token=None, **told):
    """Open an award (`category` None) or change one; its law ends after it begins.

    A second post of the form (`key`) that opened one answers with what the first one made.
    """
    begins, ends = (told.get(name, getattr(category, name, None)) for name in ("effective_from", "effective_to"))
    if begins and ends and ends <= begins:
        sentence = _("The law is in force from %(day)s: it must end after that day.")
        raise NotReady(sentence % {"day": f"{begins:%d/%m/%Y}"}, "effective_to")
    if category is None:
        opened = AwardCategory()
        return _saved(opened, _assigned(opened, CATEGORY, told), action="category.opened", by=by)
    category = AwardCategory.objects.select_for_update().get(pk=category.pk)
    sentence = _("Somebody changed this award while you were looking at it. Look at what stands now before you go on.")
    changes = _assigned(category, CATEGORY, told, partial(require_fresh, category, token, sentence))
    return _saved(category, changes, action="category.changed", by=by)


def _assigned(row, names, told, require=None):
    return assign(row, {name: told[name] for name in names if name in told}, require)


def _saved(row, changes, *, action, by):
    (before, after), new = changes, row.pk is None
    if not after and not new:
        return row
    row.version += 1
    row.full_clean()
    row.save()
    trail.record(action, row, by=by, **({} if new else {"before": before}), after=after)
    return row
