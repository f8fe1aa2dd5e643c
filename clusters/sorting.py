"""Rows in the order that a reader asks for with ?sort=."""


def known(sort, keys):
    """Whether `sort` is one of the keys, or one turned round with "-" before it."""
    return sort.removeprefix("-") in keys


def ordered(rows, sort, keys):
    """Return the rows by a name of `keys` ({name: what of a row is compared}), with "-" before it for falling order.

    What has no value stands last either way; a name that is not known leaves the rows in their own order.
    """
    read = keys.get(sort.removeprefix("-"))
    if read is None:
        return rows
    known = [row for row in rows if read(row) is not None]
    unknown = [row for row in rows if read(row) is None]
    return (*sorted(known, key=read, reverse=sort.startswith("-")), *unknown)
