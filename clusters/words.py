"""What is said of a cluster whose organiser calls it a bloc: the one home of these words, for pages and messages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clusters.choices import ClusterWord, PostKind

# What is said of a cluster, and of a bloc.
BLOC = {
    gettext_noop("Head of the cluster"): gettext_noop("Head of the bloc"),
    gettext_noop("Deputy head of the cluster"): gettext_noop("Deputy head of the bloc"),
    gettext_noop("Deputy heads"): gettext_noop("Deputy heads of the bloc"),
    gettext_noop("Head and deputy heads"): gettext_noop("Head and deputy heads of the bloc"),
    gettext_noop("Introduce a head or deputy"): gettext_noop("Introduce a head or deputy of the bloc"),
    gettext_noop("Change the cluster"): gettext_noop("Change the bloc"),
    gettext_noop("Close the cluster"): gettext_noop("Close the bloc"),
    gettext_noop("From that day on no season of the cluster can be opened. What was reported stays as it is."): (
        gettext_noop("From that day on no season of the bloc can be opened. What was reported stays as it is.")
    ),
    gettext_noop("Leaves"): gettext_noop("Leaves the bloc"),
    gettext_noop("left on %(day)s"): gettext_noop("left the bloc on %(day)s"),
    gettext_noop("The whole cluster is computed at once; the last ranking stays until the new one is there."): (
        gettext_noop("The whole bloc is computed at once; the last ranking stays until the new one is there.")
    ),
    gettext_noop("The season has no head."): gettext_noop("The season has no head of the bloc."),
    gettext_noop("Only the board that organises the cluster may change it, and only until it is closed."): gettext_noop(
        "Only the board that organises the bloc may change it, and only until it is closed."
    ),
    gettext_noop("Only the board that organises the cluster may open a season of it."): gettext_noop(
        "Only the board that organises the bloc may open a season of it."
    ),
    gettext_noop(
        "Whether a criterion applies to your own unit is decided by the organiser of the cluster."
    ): gettext_noop("Whether a criterion applies to your own unit is decided by the organiser of the bloc."),
    gettext_noop(
        "Only the secretariat or the organiser decides this, and only until the results are published."
    ): gettext_noop(
        "Only the secretariat or the organiser of the bloc decides this, and only until the results are published."
    ),
    gettext_noop(
        "Only the secretariat or the organiser writes the sheet, and only until the results are published."
    ): gettext_noop(
        "Only the secretariat or the organiser of the bloc writes the sheet, and only until the results are published."
    ),
    gettext_noop("Only the secretariat or the organiser may carry the season on."): gettext_noop(
        "Only the secretariat or the organiser of the bloc may carry the season on."
    ),
    gettext_noop(
        "The secretariat of the cluster or its organiser records conferences, once the season is open."
    ): gettext_noop("The secretariat of the bloc or its organiser records conferences, once the season is open."),
    gettext_noop(
        "The ranking is computed by the secretariat of the season or the organiser of the "
        "cluster, while results are entered and appraised."
    ): gettext_noop(
        "The ranking is computed by the secretariat of the season or the organiser of the bloc, "
        "while results are entered and appraised."
    ),
    gettext_noop(
        "Nobody appraises his own unit: the secretariat appraises, and for the head a deputy, else the organiser."
    ): gettext_noop(
        "Nobody appraises his own unit: the secretariat of the bloc appraises, and for the head a "
        "deputy, else the organiser."
    ),
    gettext_noop(
        "Your unit heads the cluster, and nobody judges his own unit: what it has handed in is "
        "corrected or sent back by the organiser of the cluster, or by a deputy head while points "
        "are appraised."
    ): gettext_noop(
        "Your unit heads the bloc, and nobody judges his own unit: what it has handed in is "
        "corrected or sent back by the organiser of the bloc, or by a deputy head while points "
        "are appraised."
    ),
    gettext_noop(
        "Once handed in, figures of the head are corrected only by the organiser of the cluster, "
        "or by a deputy head while points are appraised, with a reason."
    ): gettext_noop(
        "Once handed in, figures of the head are corrected only by the organiser of the bloc, or "
        "by a deputy head while points are appraised, with a reason."
    ),
    gettext_noop(
        "Once handed in, figures are corrected only by the secretariat or the organiser of the cluster, with a reason."
    ): gettext_noop(
        "Once handed in, figures are corrected only by the secretariat or the organiser of the bloc, with a reason."
    ),
    gettext_noop("You read these points: the secretariat of the cluster appraises this unit."): gettext_noop(
        "You read these points: the secretariat of the bloc appraises this unit."
    ),
    gettext_noop("You read these points: a deputy head appraises the head."): gettext_noop(
        "You read these points: a deputy head of the bloc appraises its head."
    ),
    gettext_noop(
        "You read these points: the season has no deputy of another unit, so the organiser appraises the head."
    ): gettext_noop(
        "You read these points: the season has no deputy of another unit, so the organiser appraises the head of the "
        "bloc."
    ),
    gettext_noop("the body that organises the cluster"): gettext_noop("the body that organises the bloc"),
    gettext_noop("secretariat of the cluster, since your unit is its head"): gettext_noop(
        "secretariat of the bloc, since your unit is its head"
    ),
    gettext_noop("your unit is deputy head"): gettext_noop("your unit is deputy head of the bloc"),
    gettext_noop("Two heads already hold the post at that time: the old one and the new one."): gettext_noop(
        "Two heads of the bloc already hold the post at that time: the old one and the new one."
    ),
    gettext_noop(
        "%(unit)s is head without a last day. Enter the last day of that post first; the two may overlap."
    ): gettext_noop(
        "%(unit)s is head of the bloc without a last day. Enter the last day of that post first; the two may overlap."
    ),
    gettext_noop(
        "The season already has two deputies at that time: %(names)s. End one of these posts first."
    ): gettext_noop(
        "The season already has two deputies of the bloc at that time: %(names)s. End one of these posts first."
    ),
    gettext_noop("The season of %(year)s is not published yet. Publish it before closing the cluster."): gettext_noop(
        "The season of %(year)s is not published yet. Publish it before closing the bloc."
    ),
    gettext_noop(
        "The season begins as a draft: nobody is asked for results until its members, head and sheet stand."
    ): gettext_noop(
        "The season begins as a draft: nobody is asked for results until its members, head of the bloc and sheet stand."
    ),
    gettext_noop(
        "A passed deadline shows lateness; it moves nothing. The secretariat carries the season on itself."
    ): gettext_noop(
        "A passed deadline shows lateness; it moves nothing. The secretariat of the bloc carries the season on itself."
    ),
    gettext_noop(
        "The members enter their results and the points they give themselves. From there only the "
        "organiser of the cluster can put the season back into preparation, with a reason."
    ): gettext_noop(
        "The members enter their results and the points they give themselves. From there only the "
        "organiser of the bloc can put the season back into preparation, with a reason."
    ),
    gettext_noop("The members can no longer change what they entered; the secretariat appraises it."): gettext_noop(
        "The members can no longer change what they entered; the secretariat of the bloc appraises it."
    ),
    gettext_noop("Open the season of a year, then enter its members, its head and its criteria sheet."): gettext_noop(
        "Open the season of a year, then enter its members, its head of the bloc and its criteria sheet."
    ),
}
POSTS = {PostKind.HEAD: "Head of the cluster", PostKind.DEPUTY: "Deputy head of the cluster"}


def said_of(cluster, msgid):
    """Return the message in the reader's language, with the word that the cluster's organiser uses."""
    return _(BLOC.get(msgid, msgid) if cluster.word == ClusterWord.BLOC else msgid)


def post_of(cluster, kind):
    """Return what the cluster calls a post of this kind."""
    return said_of(cluster, POSTS[PostKind(kind)])
