"""How a person stands to a season, in words: his role at his unit says nothing of it."""

from django.utils.translation import gettext as _

from clusters.words import said_of


def parts_of(standing, cluster):
    """Return the parts that the person plays in the season, the weightiest first; none for a mere reader."""
    parts = (
        (standing.organises, said_of(cluster, "the body that organises the cluster")),
        (standing.secretariat, said_of(cluster, "secretariat of the cluster, since your unit is its head")),
        (standing.deputy, said_of(cluster, "your unit is deputy head")),
        (bool(standing.own) and not (standing.secretariat or standing.deputy), _("your unit is a member")),
        (standing.follows, _("the Council, which follows the cluster")),
    )
    return [words for plays, words in parts if plays]
