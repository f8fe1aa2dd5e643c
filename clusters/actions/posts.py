"""Posts of a season: introduced by the members, decided by the Council, held over dates."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.choices import PostKind
from clusters.errors import Incomplete, NotAllowedHere
from clusters.models import Member, Post
from clusters.tokens import POST_DECISION, POST_TERM
from clusters.words import post_of, said_of

MOST_DEPUTIES = 2
MOST_HEADS = 2  # the old and the new one, while the flag changes hands


@locks.once(Post)
def introduce(member, values, *, by):
    """Record that the member was introduced for a post; `values` are the fields of the post but for its decision."""
    season = locks.season(member.season_id)
    member = Member.objects.select_related("unit").get(pk=member.pk)
    post = Post(member=member, **values)
    post.full_clean(validate_constraints=False)
    if post.valid_to is not None:
        _require_after(post, post.valid_to, "valid_to")
    _require_member(member, post)
    _require_no_other_post(post)
    if post.kind == PostKind.HEAD:
        _require_head_free(season, post)
    else:
        _require_deputy_free(season, post)
    post.validate_constraints()
    post.save(force_insert=True)
    locks.touch(season)
    trail.record("post.introduced", post, by=by, member=member, kind=post.kind, season=season)
    return post


@transaction.atomic
def decide(post, decision, *, by, reason="", seen=None):
    """Record the Council's `decision`, its number and its date; a correction needs a reason."""
    number, on = decision
    season, post = _locked(post)
    if (post.decision_number, post.decided_on) == (number, on):
        return post
    locks.require_fresh(post, POST_DECISION, seen)
    if not number.strip():
        raise Incomplete(_("Enter the number of the decision."))
    if post.introduced_on and on < post.introduced_on:
        raise NotAllowedHere(
            _("The decision cannot be older than the introduction on %(day)s.")
            % {"day": f"{post.introduced_on:%d/%m/%Y}"},
            "on",
        )
    if post.decided_on is not None:
        locks.require_reason(reason)
    before = {"number": post.decision_number, "on": post.decided_on}
    post.decision_number, post.decided_on = number, on
    post.full_clean()
    post.save(update_fields=["decision_number", "decided_on"])
    locks.touch(season)
    trail.record("post.decided", post, by=by, reason=reason, before=before, number=number, on=on)
    return post


@transaction.atomic
def end(post, on, *, by, reason, seen=None):
    """End a post on a day; on that day it is no longer held."""
    season, post = _locked(post)
    if post.valid_to == on:
        return post
    locks.require_fresh(post, POST_TERM, seen)
    locks.require_reason(reason)
    _require_after(post, on, "on")
    before, post.valid_to = post.valid_to, on
    post.full_clean()
    post.save(update_fields=["valid_to"])
    locks.touch(season)
    trail.record("post.ended", post, by=by, reason=reason, before=before, on=on)
    return post


def _require_after(post, end, field):
    if end <= post.valid_from:
        sentence = _("The post is held from %(day)s: it must end after that day.")
        raise NotAllowedHere(sentence % {"day": f"{post.valid_from:%d/%m/%Y}"}, field)


def _locked(post):
    season = locks.season(post.member.season_id)
    return season, Post.objects.select_for_update(of=("self",)).select_related("member__unit").get(pk=post.pk)


def _overlapping(season, post, kind):
    posts = Post.objects.filter(member__season=season, kind=kind).exclude(pk=post.pk).select_related("member__unit")
    posts = posts.filter(Q(valid_to=None) | Q(valid_to__gt=post.valid_from))
    return list(posts if post.valid_to is None else posts.filter(valid_from__lt=post.valid_to))


def _require_member(member, post):
    if member.left_on is not None and (post.valid_to is None or post.valid_to > member.left_on):
        raise NotAllowedHere(
            _("%(unit)s left the season on %(day)s and cannot hold a post after that day.")
            % {"unit": member, "day": f"{member.left_on:%d/%m/%Y}"}
        )


def _require_no_other_post(post):
    own = Post.objects.filter(member=post.member).filter(Q(valid_to=None) | Q(valid_to__gt=post.valid_from))
    if post.valid_to is not None:
        own = own.filter(valid_from__lt=post.valid_to)
    if held := own.first():
        raise NotAllowedHere(
            _("%(unit)s already holds the post “%(post)s” at that time. End that post first.")
            % {"unit": post.member, "post": post_of(post.member.season.cluster, held.kind)}
        )


def _require_head_free(season, post):
    """One head; the next one may take office before the present one, whose end is known, has left it."""
    heads = _overlapping(season, post, PostKind.HEAD)
    endless = [head for head in heads if head.valid_to is None]
    if endless:
        raise NotAllowedHere(
            said_of(
                season.cluster,
                "%(unit)s is head without a last day. Enter the last day of that post first; the two may overlap.",
            )
            % {"unit": endless[0].member}
        )
    if len(heads) >= MOST_HEADS:
        raise NotAllowedHere(
            said_of(season.cluster, "Two heads already hold the post at that time: the old one and the new one.")
        )


def _require_deputy_free(season, post):
    deputies = _overlapping(season, post, PostKind.DEPUTY)
    if len(deputies) >= MOST_DEPUTIES:
        raise NotAllowedHere(
            said_of(
                season.cluster,
                "The season already has two deputies at that time: %(names)s. End one of these posts first.",
            )
            % {"names": ", ".join(str(deputy.member) for deputy in deputies)}
        )
