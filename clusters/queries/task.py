"""One thing that waits for a person."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; `group` is the part of the first page: to_do, returned, to_review or to_follow."""

    title: str
    url: str
    group: str = "to_do"
    due: dt.date | None = None
    note: str = ""
    final: bool = False  # it cannot be undone, so whatever else waits comes before it
