"""What waits for a person: the first page asks every provider here, and knows nothing else of the apps.

A provider is a function `(actor) -> Iterable[Item]`; it asks the database a number of questions that does not grow
with the number of items.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from accounts.queries import setup as people
from accounts.roles import Role
from awards.queries import setup as awards
from clusters.queries import setup as clusters
from clusters.queries.standing import ORGANISERS


class Group(Enum):
    """The parts of the first page, in the order in which they are shown."""

    TO_DO = "to_do"
    RETURNED = "returned"
    TO_REVIEW = "to_review"
    TO_FOLLOW = "to_follow"

    @property
    def heading(self):
        return HEADINGS[self]


HEADINGS = {
    Group.TO_DO: _("To do now"),
    Group.RETURNED: _("Sent back to you"),
    Group.TO_REVIEW: _("Waiting for your review"),
    Group.TO_FOLLOW: _("To follow"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: a title that names the act, where it is done, and by when; `note` is one more sentence.

    What is `final` cannot be undone.
    """

    title: str
    url: str
    group: Group = Group.TO_DO
    due: dt.date | None = None
    note: str = ""
    final: bool = False


PROVIDERS: list[Callable[..., Iterable[Item]]] = []


def waiting_for(actor):
    """Every item of every provider, by group in the page's order, the most urgent first within a group.

    What cannot be undone comes last, however urgent: whatever else waits is done before it.
    """
    items = [item for provider in PROVIDERS for item in provider(actor)]
    grouped = ((group, sorted((i for i in items if i.group is group), key=_urgency)) for group in Group)
    return [(group, found) for group, found in grouped if found]


def _urgency(item):
    return item.final, item.due is None, item.due or dt.date.max


@dataclass(frozen=True, slots=True)
class Step:
    """One step from an empty portal to a first published season: whether it is done, and where to do it."""

    title: str
    url_name: str
    done: bool = False


# The order in which they are taken; the queries of each app answer for each whether it is done.
STEPS = (
    ("units", _("Enter the units, or load the list of provinces."), "organisations:units"),
    ("people", _("Create an account for each person."), "accounts:people"),
    ("assignments", _("Assign each person to a unit, with a role and dates."), "accounts:people"),
    ("cluster", _("Set up a cluster and name the body that organises it."), "clusters:clusters"),
    ("season", _("Open a season of the cluster."), "clusters:seasons"),
    ("members", _("Enter the members of the cluster for that year."), "clusters:seasons"),
    ("posts", _("Record the head and the deputies, with the decision."), "clusters:seasons"),
    ("indicators", _("Define the indicators that the members report."), "clusters:indicators"),
    ("sheet", _("Write the criteria sheet, line by line, and publish it."), "clusters:seasons"),
    ("opened", _("Open the season for entry: the members enter their figures."), "clusters:seasons"),
    ("handed_in", _("Follow the members until all have handed in their results."), "clusters:seasons"),
    ("ranking", _("Appraise the points, agree on them and compute the ranking."), "clusters:seasons"),
    ("conclusion", _("Record the conclusion of the year-end conference."), "clusters:seasons"),
    ("categories", _("Enter the awards with their legal bases."), "awards:categories"),
    ("quotas", _("Set how many of each award the season may propose."), "awards:index"),
    ("nominations", _("The secretariat proposes units for awards, the reviewer reviews them."), "awards:index"),
    ("published", _("Publish the results of the season."), "clusters:seasons"),
)


def first_steps():
    """The steps of an empty portal, in order; none once the results of a season are published, the last of them."""
    done = clusters.done()
    if done["published"]:
        return []
    done |= awards.done() | people.done()
    return [Step(title, url_name, done[key]) for key, title, url_name in STEPS]


@dataclass(frozen=True, slots=True)
class Coming:
    """What will stand on an empty first page, from whom it comes, and what is to be done before it can."""

    sentences: tuple[str, ...]
    url_name: str
    action: str


FOR_ORGANISERS = _(
    "Here will stand the nominations that the secretariats of the clusters that your body organises hand in for "
    "review, and the points of a head that no deputy may appraise."
)
NO_CLUSTER = _("Your body organises no cluster yet: set one up, then open a season of it.")
NO_SEASON = _("No season of your clusters is open yet: open one, then enter its members and its criteria sheet.")
BEGUN = _("You follow how far each season is on the page of the seasons.")
PEOPLE = _(
    "What people ask you for, an account, an assignment or a new password, does not come here: do it at “People”."
)


def coming(actor):
    """What will come to whoever organises clusters and has nothing to do now; None for others."""
    if actor is None or actor.role not in ORGANISERS:
        return None
    organised, begun = clusters.organised_by(actor)
    told = (FOR_ORGANISERS, *((PEOPLE,) if actor.role == Role.ADMINISTRATOR else ()))
    if not organised:
        return Coming((*told, NO_CLUSTER), "clusters:clusters", _("See the clusters"))
    return Coming((*told, BEGUN if begun else NO_SEASON), "clusters:seasons", _("See the seasons"))
