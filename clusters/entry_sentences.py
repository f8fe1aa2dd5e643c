"""Why somebody may not change what is reported of a unit, and who may."""

from django.utils.translation import gettext as _

from clusters.choices import ENTRY


def refusal(stands, submission, otherwise):
    """The sentence for whoever may not enter, correct or send back; `otherwise` where nothing more can be said."""
    if stands is None or submission.member_id not in stands.own:
        return otherwise
    if submission.member_id in stands.gone:
        return _("%(unit)s has left this season: its results are kept as they are, to be read.") % {
            "unit": submission.member
        }
    if submission.member_id in stands.heads and stands.phase in ENTRY and stands.staff:
        return _(
            "Your unit heads the cluster, and nobody judges his own unit: what it has handed in is corrected or sent "
            "back by the organiser of the cluster, or by a deputy head while points are appraised."
        )
    if stands.staff and not stands.enters:
        return _("Figures and plans are entered by the officer of the unit; its leader reads them and hands them in.")
    return otherwise
