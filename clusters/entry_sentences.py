"""Why somebody may not change what is reported of a unit, and who may."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from clusters.choices import ENTRY, Phase, SubmissionState
from clusters.policies import JUDGING
from clusters.words import said_of

TAKEN_BACK = {
    True: gettext_lazy(
        "While results are entered, your unit may take its own back, change them and hand them in again."
    ),
    False: gettext_lazy("Your unit itself changes them again only if they are sent back."),
}

REFUSALS = {
    "self": gettext_noop("These points are given by the unit's officer, during entry or after a return."),
    "appraised": gettext_noop(
        "Nobody appraises his own unit: the secretariat appraises, and for the head a deputy, else the organiser."
    ),
    "agreed": gettext_noop("Agreed points are recorded by whoever appraises the unit, during the appraisal."),
}


def refusal(stands, submission, otherwise):
    """The sentence for whoever may not enter, correct or send back; `otherwise` where nothing more can be said."""
    if stands is None or submission.member_id not in stands.own:
        return otherwise
    if submission.member_id in stands.gone:
        return _("%(unit)s has left this season: its results are kept as they are, to be read.") % {
            "unit": submission.member
        }
    if submission.member_id in stands.heads and stands.phase in ENTRY and stands.staff:
        return said_of(
            submission.member.season.cluster,
            "Your unit heads the cluster, and nobody judges his own unit: what it has handed in is corrected or sent "
            "back by the organiser of the cluster, or by a deputy head while points are appraised.",
        )
    if stands.staff and not stands.enters:
        return _("Figures and plans are entered by the officer of the unit; its leader reads them and hands them in.")
    return otherwise


def closed(stands, submission):
    """What keeps somebody from changing results, and what he can do; empty where it is something else."""
    if stands is None:
        return ""
    if stands.phase == Phase.PUBLISHED:
        return _("The results of the season are published and are kept as they are.")
    handed_in = submission.state == SubmissionState.SUBMITTED
    if submission.member_id not in stands.own:
        told = _("These results are not handed in: their unit enters them, and you correct them once they are.")
        return told if stands.phase == Phase.REPORTING and not handed_in else ""
    if stands.phase == Phase.REPORTING and handed_in:
        told = _("These results were handed in.")
        return f"{told} {TAKEN_BACK[True]}"
    if stands.phase in JUDGING:
        told = _("Entry is over: the season is in the phase “%(phase)s”.") % {"phase": Phase(stands.phase).label}
        return f"{told} {TAKEN_BACK[False]}"
    return ""


def afterwards(stands, submission, *, may_take_back):
    """What the unit reads before it hands in: who corrects its figures from then on."""
    if stands is None:
        return _(
            "Once handed in, each figure is corrected with a reason, or the unit takes the results back and hands them "
            "in again."
        )
    if submission.member_id in stands.heads:
        who = said_of(
            submission.member.season.cluster,
            "Once handed in, figures of the head are corrected only by the organiser of the cluster, or by a deputy "
            "head while points are appraised, with a reason.",
        )
    else:
        who = said_of(
            submission.member.season.cluster,
            "Once handed in, figures are corrected only by the secretariat or the organiser of the cluster, with a "
            "reason.",
        )
    return f"{who} {TAKEN_BACK[may_take_back]}"


def appraiser(stands, member):
    """Who appraises the member, for whoever may not; empty while nobody does."""
    if stands.phase not in JUDGING:
        return ""
    if member.pk not in stands.heads:
        told = "You read these points: the secretariat of the cluster appraises this unit."
        lacking = "" if stands.heads else said_of(member.season.cluster, "The season has no head.")
        return f"{said_of(member.season.cluster, told)} {lacking}".strip()
    if stands.apart:
        return said_of(member.season.cluster, "You read these points: a deputy head appraises the head.")
    told = "You read these points: the season has no deputy of another unit, so the organiser appraises the head."
    return said_of(member.season.cluster, told)


def unmarked(stands, member, stage):
    """Why somebody may not give a member's points at the stage."""
    if stage == "self" and member.pk in stands.handed_in:
        told = _("The points that your unit gives itself were handed in with its results of the year.")
        return f"{told} {TAKEN_BACK[True]}"
    if stage != "self" and stands.phase not in JUDGING:
        told = _("Points are appraised and agreed after entry; the season is in the phase “%(phase)s”.")
        return told % {"phase": Phase(stands.phase).label}
    return said_of(member.season.cluster, REFUSALS[stage])
