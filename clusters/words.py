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
}
POSTS = {PostKind.HEAD: "Head of the cluster", PostKind.DEPUTY: "Deputy head of the cluster"}


def said_of(cluster, msgid):
    """Return the message in the reader's language, with the word that the cluster's organiser uses."""
    return _(BLOC.get(msgid, msgid) if cluster.word == ClusterWord.BLOC else msgid)


def post_of(cluster, kind):
    """Return what the cluster calls a post of this kind."""
    return said_of(cluster, POSTS[PostKind(kind)])
