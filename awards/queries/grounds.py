"""Whether what a nomination rests on still stands: its member, the conclusion and the ranking that it cites."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.choices import COUNTED, IN_HAND, OPEN, Stage
from awards.models import Nomination
from awards.queries import nominations as read
from clusters.models import RankingRow
from clusters.queries.gap import Gap

# What is to be done with a nomination whose ground has gone, by its stage; a decided one is done with.
_MEND = gettext_lazy("Complete it, so that it cites what stands now, or withdraw it.")
_RETURN = gettext_lazy("Return it, so that the secretariat completes it and hands it in anew, or withdraws it.")
REMEDIES = {Stage.DRAFT: _MEND, Stage.RETURNED: _MEND, Stage.SUBMITTED: _RETURN, Stage.APPROVED: _RETURN}


def gone(nominations, final):
    """Return {nomination: why} for those that no longer rest on what stands; `final` is the run that may be cited now.

    A run computed anew takes nothing away where it leaves the unit its place, and a reason given for departing from the
    ranking stands whatever the ranking says.
    """
    compared = [] if final is None else [each for each in nominations if not _cites(each, final)]
    places = _places(compared, final)
    found = {each: _why(each, final, places) for each in nominations}
    return {each: why for each, why in found.items() if why}


def moved(nominations, shown):
    """{nomination: (place in the ranking that it cites, place in the one that is shown)} where the two differ.

    A place is None where the unit has none. One query, none where all cite what is shown or nothing is.
    """
    older = [each for each in nominations if shown and each.run and each.run.code != shown.code]
    places, none = _places(older, shown), (None, False)
    pairs = {
        each: tuple(places.get((run, each.member_id), none)[0] for run in (each.run_id, shown.pk)) for each in older
    }
    return {each: (then, now) for each, (then, now) in pairs.items() if then != now}


def _why(nomination, final, places):
    remedy = REMEDIES.get(Stage(nomination.stage), "")
    if nomination.member.left_on is not None:
        told = {"unit": nomination.member, "day": f"{nomination.member.left_on:%d/%m/%Y}"}
        return _told(_("%(unit)s left the season on %(day)s.") % told, remedy)
    if nomination.conclusion.replaced_by_id is not None:
        return _told(_("The conclusion that the nomination cites was corrected since."), remedy)
    if _cites(nomination, final):
        return ""
    if final is None:
        return _(
            "The ranking that the nomination cites was overtaken. Compute the ranking again, then look here again."
        )
    then, now = (places.get((run, nomination.member_id)) for run in (nomination.run_id, final.pk))
    return "" if then == now else _told(_otherwise(nomination, then, now), remedy)


def _cites(nomination, final):
    """Whether the nomination need not be held against the final run: it cites it, or says why it departs."""
    return bool(nomination.departure) or (
        nomination.run is not None and final is not None and nomination.run.code == final.code
    )


def _otherwise(nomination, then, now):
    places = {"unit": nomination.member, "now": now and now[0], "then": then and then[0]}
    if None in places.values() or places["now"] == places["then"]:
        return _("The ranking that stands now says otherwise of %(unit)s than the one cited.") % places
    sentence = _("In the ranking that stands now %(unit)s is number %(now)d, in the one cited number %(then)d.")
    return sentence % places


def _told(why, remedy):
    return f"{why} {remedy}".strip()


def _places(nominations, run):
    """{(run, member): (place, held)} in what they cite and in the run; asked in one question, and only where needed."""
    if not nominations:
        return {}
    runs = {run.pk, *(each.run_id for each in nominations)}
    rows = RankingRow.objects.filter(run__in=runs, member__in={each.member_id for each in nominations})
    return {(run, member): rest for run, member, *rest in rows.values_list("run", "member", "place", "held")}


def of_publishing(season):
    """What is said before the season is published: nominations whose ground has gone, the decided too."""
    counted = Nomination.objects.filter(season=season, stage__in=COUNTED)
    found = list(counted.select_related("member__unit", "category", "run", "conclusion"))
    weak = gone(found, read.citable_run(season)) if found else {}
    still_open = [str(each) for each in weak if each.stage != Stage.DECIDED]
    decided = [str(each) for each in weak if each.stage == Stage.DECIDED]
    return [*_gap(still_open), *_told_only(decided)]


def _gap(names):
    sentence = ngettext(
        "%(count)s nomination no longer rests on what stands: %(names)s. Open it: its page says what to do.",
        "%(count)s nominations no longer rest on what stands: %(names)s. Open them: their pages say what to do.",
        len(names),
    )
    return [Gap(sentence % _named(names), "awards:season")] if names else []


def _told_only(names):
    sentence = ngettext(
        "%(count)s decided nomination rested on what was changed since: %(names)s. Tell the body that decided.",
        "%(count)s decided nominations rested on what was changed since: %(names)s. Tell the body that decided.",
        len(names),
    )
    return [Gap(sentence % _named(names), "awards:season", blocking=False)] if names else []


def open_places(season):
    """What is not handed in, and what the quota leaves to propose: told before the season is published."""
    uses = read.quota_uses(season)
    in_hand = [each for use in uses for each in use.taken if each.stage in IN_HAND]
    return [*_in_hand(in_hand), *_unproposed([use for use in uses if use.left > 0])]


def _in_hand(nominations):
    """Publishing hands nothing in."""
    sentence = ngettext(
        "%(count)s nomination is not handed in: %(names)s. It stays on your first page until it is, or is withdrawn.",
        "%(count)s nominations are not handed in: %(names)s. They stay on your first page until they are, or are "
        "withdrawn.",
        len(nominations),
    )
    names = [f"{each} ({each.get_stage_display()})" for each in nominations]
    return [Gap(sentence % _named(names), "awards:season", blocking=False)] if names else []


def _unproposed(uses):
    """Once a season is published, the conference's conclusion is recorded no more."""
    sentence = _(
        "Not all that may be proposed was proposed: %(names)s. Record what the conference concluded of it before "
        "publishing: afterwards no conclusion is added, mistakes in one are corrected."
    )
    names = "; ".join(f"{use.quota.category} ({len(use.taken)}/{use.quota.most})" for use in uses)
    return [Gap(sentence % {"names": names}, "awards:season", blocking=False)] if names else []


def _named(names):
    return {"count": len(names), "names": "; ".join(names)}


def of_member(member):
    """What keeps a member from leaving: nominations of it that may still end in a decision."""
    standing = Nomination.objects.filter(member=member, stage__in=OPEN).select_related("category")
    sentence = _("It is nominated for “%(award)s” (%(stage)s): have the nomination withdrawn first.")
    return [sentence % {"award": each.category, "stage": each.get_stage_display()} for each in standing]
