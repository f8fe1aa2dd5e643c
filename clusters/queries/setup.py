"""How far a portal is on the way to its first season: the first steps ask here whether they are done."""

from clusters.choices import SheetState
from clusters.models import Cluster, CriteriaSheet, Indicator, Member, Post, Season


def has_clusters():
    """Whether any cluster is set up."""
    return Cluster.objects.exists()


def has_seasons():
    """Whether an emulation year of any cluster is open."""
    return Season.objects.exists()


def has_members():
    """Whether any season has a member."""
    return Member.objects.exists()


def has_posts():
    """Whether any member was introduced for a post."""
    return Post.objects.exists()


def has_indicators():
    """Whether any indicator is defined."""
    return Indicator.objects.exists()


def has_published_sheets():
    """Whether any criteria sheet is ready to score by."""
    return CriteriaSheet.objects.exclude(state=SheetState.DRAFT).exists()
