"""What the apps say waits for a person, as items of the first page."""

from clusters.queries import tasks
from emulation_portal.work import Group, Item


def of_clusters(actor):
    """Results to enter or complete, and points to appraise."""
    return [
        Item(title=task.title, url=task.url, group=Group(task.group), due=task.due, note=task.note)
        for task in tasks.tasks(actor)
    ]
