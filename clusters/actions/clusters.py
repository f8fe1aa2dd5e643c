"""Set up, change and close a cluster."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import trail
from clusters import tokens
from clusters.actions.locks import assign, once, require_fresh, require_reason
from clusters.acts import kept
from clusters.choices import Phase
from clusters.errors import NotAllowedHere
from clusters.models import Cluster
from clusters.words import said_of
from organisations.queries import lineage
from organisations.vietnamese import folded


@once(Cluster)
def open(values, *, by):  # noqa: A001 -- the word of the domain; always called as clusters.open
    """Set up a cluster; `values` are its fields, the code is made from the name."""
    cluster = Cluster(code=_free_code(values["name"]), **values)
    _require_name_free(cluster)
    _require_organiser(cluster)
    cluster.full_clean()
    cluster.save(force_insert=True)
    trail.record("cluster.opened", cluster, by=by, after=kept(values))
    return cluster


@transaction.atomic
def change(cluster, values, *, by, seen=None):
    """Change a cluster's fields; seasons keep the name under which papers were printed only in those papers."""
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    before, after = assign(cluster, values, partial(require_fresh, cluster, tokens.CLUSTER, seen))
    if not after:
        return cluster
    _require_name_free(cluster)
    # One that was named later did not organise the cluster in the beginning.
    if "established_on" in after and cluster.organiser.exists_on(before["established_on"]):
        _require_organiser(cluster)
    cluster.full_clean()
    cluster.save(update_fields=list(after))
    trail.record("cluster.changed", cluster, by=by, before=kept(before), after=kept(after))
    return cluster


@transaction.atomic
def hand_over(cluster, organiser, *, by, reason, seen=None):
    """Let another unit organise the cluster from now on; a published season stays with whoever organised it then."""
    cluster = Cluster.objects.select_for_update(of=("self",)).select_related("organiser").get(pk=cluster.pk)
    fresh = partial(require_fresh, cluster, tokens.CLUSTER, seen)
    before, after = assign(cluster, {"organiser": organiser}, fresh)
    if not after:
        return cluster
    require_reason(reason)
    today = timezone.localdate()
    if not organiser.exists_on(today):
        sentence = _("%(unit)s does not exist on %(day)s. Choose another date or another organiser.")
        raise NotAllowedHere(sentence % {"unit": organiser, "day": f"{today:%d/%m/%Y}"}, "organiser")
    _require_name_free(cluster)
    cluster.full_clean()
    cluster.save(update_fields=["organiser"])
    told = {"before": before["organiser"], "after": organiser}
    trail.record("cluster.handed_over", cluster, by=by, reason=reason, **told)
    return cluster


@transaction.atomic
def close(cluster, on, *, by, reason):
    """Close a cluster from a day on; every season of it must be published. The same day twice is one act."""
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    if cluster.closed_on == on:
        return cluster
    if cluster.closed_on is not None:
        sentence = _("“%(cluster)s” is closed already, from %(day)s.")
        raise NotAllowedHere(sentence % {"cluster": cluster, "day": f"{cluster.closed_on:%d/%m/%Y}"})
    require_reason(reason)
    running = cluster.seasons.exclude(phase=Phase.PUBLISHED).order_by("year").first()
    if running is not None:
        raise NotAllowedHere(
            said_of(cluster, "The season of %(year)s is not published yet. Publish it before closing the cluster.")
            % {"year": running.year}
        )
    if on <= cluster.established_on:
        sentence = _("The cluster exists from %(day)s: it must be closed after that day.")
        raise NotAllowedHere(sentence % {"day": f"{cluster.established_on:%d/%m/%Y}"}, "on")
    cluster.closed_on = on
    cluster.full_clean()
    cluster.save(update_fields=["closed_on"])
    trail.record("cluster.closed", cluster, by=by, reason=reason, on=on)
    return cluster


def _free_code(name):
    code = base = slugify(folded(name))[:36].strip("-") or "cum"
    number = 2
    while Cluster.objects.filter(code=code).exists():
        code, number = f"{base}-{number}", number + 1
    return code


def _require_name_free(cluster):
    """Two open clusters of one organiser under one name could not be told apart."""
    organisers = lineage.line_on(cluster.organiser_id, timezone.localdate())
    same = Cluster.objects.filter(organiser__in=organisers, closed_on=None).exclude(pk=cluster.pk)
    if any(folded(other.name) == folded(cluster.name) for other in same):
        raise NotAllowedHere(
            _("%(organiser)s already organises “%(name)s”. Open that cluster instead, or choose another name.")
            % {"organiser": cluster.organiser, "name": cluster.name}
        )


def _require_organiser(cluster):
    if not cluster.organiser.exists_on(cluster.established_on):
        raise NotAllowedHere(
            _("%(unit)s does not exist on %(day)s. Choose another date or another organiser.")
            % {"unit": cluster.organiser, "day": f"{cluster.established_on:%d/%m/%Y}"}
        )
