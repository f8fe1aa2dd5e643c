"""What the apps say waits for a person, as items of the first page."""

from awards.queries import work
from clusters.queries import tasks
from emulation_portal.work import Group, Item


def of_clusters(actor):
    """Results to enter or complete, and points to appraise."""
    return [
        Item(
            title=task.title,
            url=task.url,
            group=Group(task.group),
            due=task.due,
            note=task.note,
            final=task.final,
        )
        for task in tasks.tasks(actor)
    ]


def of_awards(actor):
    """Units to propose, nominations to hand in or complete, to review, and waiting for the decision."""
    return [Item(title=task.title, url=task.url, group=Group(task.group)) for task in work.tasks(actor)]
