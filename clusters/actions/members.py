"""Who belongs to a season, and in which order."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.errors import Frozen, NotAllowedHere, Stale
from clusters.models import Member, Post
from clusters.queries import open_business
from clusters.words import post_of
from organisations.models import Unit
from organisations.queries import lineage


@locks.once(Member)
def admit(season, unit, values, *, by):
    """Make the unit a member; `values` hold joined_on and, where there is one, the decision."""
    season = locks.season(season.pk)
    # Two clusters may admit the same unit at the same moment: the second waits here and sees the first.
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    _require_existing(unit, values["joined_on"])
    _require_free(season, unit)
    _require_gone(season, unit, values["joined_on"])
    last = season.members.aggregate(last=Max("position"))["last"] or 0
    member = Member(season=season, unit=unit, position=last + 1, **values)
    member.full_clean()
    member.save(force_insert=True)
    locks.touch(season)
    trail.record("member.admitted", member, by=by, season=season, on=member.joined_on, decision=member.decision)
    return member


@transaction.atomic
def leave(member, on, *, by, reason):
    """Record that a member left on a day; its posts must have ended by then, and nothing may still wait for it."""
    season = locks.season(member.season_id)
    member = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    locks.require_reason(reason)
    if member.left_on == on:
        return member
    if member.left_on is not None:
        raise NotAllowedHere(
            _("%(unit)s has already left this season, on %(day)s.")
            % {"unit": member, "day": f"{member.left_on:%d/%m/%Y}"}
        )
    if on <= member.joined_on:
        sentence = _("%(unit)s is a member from %(day)s: it must leave after that day.")
        raise NotAllowedHere(sentence % {"unit": member, "day": f"{member.joined_on:%d/%m/%Y}"}, "on")
    if on > timezone.localdate():
        sentence = _("%(unit)s has not left yet. Choose today or an earlier day; record a later one when it has come.")
        raise NotAllowedHere(sentence % {"unit": member}, "on")
    posts = Post.objects.filter(member=member).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    if post := posts.first():
        raise NotAllowedHere(
            _("%(unit)s still holds the post “%(post)s”. End the post first, then record that the unit left.")
            % {"unit": member, "post": post_of(member.season.cluster, post.kind)}
        )
    if still_open := open_business.of_member(member):
        sentence = _("%(unit)s cannot leave the season yet.") % {"unit": member}
        raise NotAllowedHere(" ".join([sentence, *still_open]))
    member.left_on = on
    member.full_clean()
    member.save(update_fields=["left_on"])
    locks.touch(season)
    trail.record("member.left", member, by=by, reason=reason, season=season, on=on)
    return member


@locks.removes_once("season_id")
def remove(member, *, by, reason):
    """Take back an admission by mistake; refused once anything is recorded about the member."""
    season = locks.season(member.season_id)
    member = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    locks.require_reason(reason)
    told = {name: getattr(member, name) for name in ("joined_on", "decision")}
    trail.record("member.removed", member, by=by, reason=reason, season=season, before=told)
    try:
        member.delete()
    except ProtectedError as kept:  # whatever points at a member protects it, in this app and in those above
        sentence = _("Something is already recorded about %(unit)s. Record the day on which it left instead.")
        raise Frozen(sentence % {"unit": member}) from kept
    locks.touch(season)


@transaction.atomic
def reorder(season, order, *, by, version=None):
    """Put the members in the order of `order`, the primary keys of them all."""
    season = locks.season(season.pk, version)
    members = {member.pk: member for member in season.members.select_for_update(of=("self",)).select_related("unit")}
    if sorted(order) != sorted(members):
        sentence = _("The list of members changed while this page was open. Look at it again, then change the order.")
        raise Stale(sentence, current=season)
    before = sorted(members, key=lambda pk: (members[pk].position, pk))
    if before == list(order):
        return season
    for position, pk in enumerate(order, start=1):
        members[pk].position = position
    Member.objects.bulk_update(members.values(), ["position"])
    locks.touch(season)
    named = {"before": [str(members[pk]) for pk in before], "after": [str(members[pk]) for pk in order]}
    trail.record("member.reordered", season, by=by, **named)
    return season


@transaction.atomic
def copy(season, source, values, *, by, version=None, key=None):
    """Admit the members of another season of the cluster whose units still exist; return those left out.

    A second post of the same form (`key`) admits nobody more and leaves nobody out.
    """
    left_out = []
    if key is not None and locks.heard(Member, key, season.pk, source.pk, values):
        return left_out
    locks.season(season.pk, version)
    for member in source.members.filter(left_on=None).select_related("unit"):
        try:
            with transaction.atomic():
                admit(season, member.unit, values, by=by)
        except NotAllowedHere as refusal:
            left_out.append((member.unit, str(refusal)))
    return left_out


def _require_existing(unit, day):
    if not unit.exists_on(day):
        gone = _("%(unit)s does not exist on %(day)s. Choose the unit that took its place, or another date.")
        to_come = _("%(unit)s does not exist yet on %(day)s. Choose the unit that stood in its place, or another date.")
        sentence = to_come if day < unit.valid_from else gone
        raise NotAllowedHere(sentence % {"unit": unit, "day": f"{day:%d/%m/%Y}"})


def _require_gone(season, unit, day):
    """A unit that comes back was gone in between."""
    former = season.members.filter(unit=unit, left_on__gt=day).order_by("-left_on").first()
    if former is not None:
        sentence = _("%(unit)s was a member of this season until %(day)s. Choose that day or a later one.")
        raise NotAllowedHere(sentence % {"unit": unit, "day": f"{former.left_on:%d/%m/%Y}"}, "joined_on")


def _require_free(season, unit):
    """A unit competes in one cluster of an organiser a year, whoever stands for that organiser by then."""
    organisers = lineage.line_on(season.cluster.organiser_id, dt.date(season.year, 12, 31))
    same_year = Member.objects.filter(
        unit=unit, left_on=None, season__year=season.year, season__cluster__organiser__in=organisers
    )
    other = same_year.select_related("season__cluster").first()
    if other is None:
        return
    if other.season_id == season.pk:
        raise NotAllowedHere(_("%(unit)s is already a member of this season.") % {"unit": unit})
    raise NotAllowedHere(
        _("%(unit)s is already a member of “%(cluster)s” in %(year)s. A unit competes in one cluster a year.")
        % {"unit": unit, "cluster": other.season.cluster, "year": season.year}
    )
