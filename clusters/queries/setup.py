"""How far a portal is on the way to its first season: the first steps ask here whether they are done."""

from django.db import connection

from clusters.models import Cluster, Indicator, Member, Post, Season


def has_clusters():
    """Whether any cluster is set up."""
    return Cluster.objects.exists()


def has_seasons():
    """Whether a season of any cluster is open."""
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
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM clusters_criteriasheet WHERE state <> 'draft')")
        return cursor.fetchone()[0]
