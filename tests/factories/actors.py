"""Somebody who acts, for tests of the apps below accounts: the attributes of an Actor and nothing else."""

from types import SimpleNamespace


def actor(**attributes):
    """Return the central board's administrator, unless told otherwise."""
    return SimpleNamespace(
        **{
            "user_id": 1,
            "user_name": "Nguyễn Thị Thử",
            "role": "administrator",
            "unit_id": None,
            "unit_name": "Ban Thi đua - Khen thưởng Trung ương",
            "unit_ids": frozenset(),
            "is_administrator": True,
        }
        | attributes
    )
