"""The posts of a season: introduced, decided by the Council, ended."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.actions import posts as posts_actions
from clusters.conversation import Talk, converse, settable
from clusters.forms.members import DecideForm, EndForm, IntroduceForm
from clusters.models import Post
from clusters.queries.standing import seasons_visible_to
from clusters.templatetags.seasons import season_crumbs
from clusters.tokens import POST_DECISION, POST_TERM, token
from clusters.words import post_of, said_of

GET_AND_POST = ["GET", "POST"]


@login_required
@require_http_methods(GET_AND_POST)
def introduce_post(request, pk):
    season = settable(request, pk)
    form = IntroduceForm(request.POST or None, season=season)
    intro = _(
        "Record who was introduced for a post. The Council's decision is recorded afterwards, with its number and date."
    )
    talk = Talk(
        said_of(season.cluster, "Introduce a head or deputy"),
        _page(season),
        _("Record the post"),
        season_crumbs(season),
        intro,
        done=_("The post is recorded."),
    )

    def act(values):
        posts_actions.introduce(values["member"], form.values(), by=request.actor, key=values["key"] or None)
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def decide_post(request, pk):
    post = _found(request, pk)
    correcting = post.decided_on is not None
    initial = {"number": post.decision_number, "on": post.decided_on}
    seen = token(post, POST_DECISION)
    form = DecideForm(request.POST or None, correcting=correcting, initial=initial, token=seen)
    heading = _("Correct the decision") if correcting else _("Record the Council's decision")
    talk = _talk(post, heading, _("Record the decision"))

    def act(values):
        told = {"reason": values.get("reason", ""), "seen": values["seen"]}
        posts_actions.decide(post, (values["number"], values["on"]), by=request.actor, **told)
        return _page(post.member.season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def end_post(request, pk):
    post = _found(request, pk)
    form = EndForm(request.POST or None, initial={"on": post.valid_to}, token=token(post, POST_TERM))
    talk = _talk(post, _("End the post"), _("End the post"))

    def act(values):
        posts_actions.end(post, values["on"], by=request.actor, reason=values["reason"], seen=values["seen"])
        return _page(post.member.season)

    return converse(request, form, talk, act)


def _talk(post, heading, button):
    facts = [(_("Post"), post_of(post.member.season.cluster, post.kind)), (_("Unit"), post.member.unit.full_name)]
    season = post.member.season
    return Talk(heading, _page(season), button, season_crumbs(season), facts=facts, done=_("Saved."))


def _found(request, pk):
    visible = Post.objects.filter(member__season__in=seasons_visible_to(request.actor)).select_related("member__unit")
    post = get_object_or_404(visible, pk=pk)
    post.member.season = settable(request, post.member.season_id)
    return post


def _page(season):
    return reverse("clusters:members", args=[season.pk])
