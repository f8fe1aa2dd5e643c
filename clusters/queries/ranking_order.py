"""In which orders a reader may ask for the rows of a ranking."""

from operator import attrgetter

SORTS = {
    "place": attrgetter("place"),
    "unit": attrgetter("unit.sort_key"),
    "score": attrgetter("score"),
    "total": attrgetter("total"),
    "gap": attrgetter("gap"),
}


def ordered(table, sort):
    """The rows of a table in the order asked for: a key of SORTS or the key of a column, with "-" to turn it round.

    What has no value stands last either way; a key that the table does not know gives the table's own order.
    """
    name = sort.removeprefix("-")
    columns = [column.key for column in table.columns]
    if name not in SORTS and name not in columns:
        return table.rows
    read = SORTS.get(name) or (lambda row: row.groups[columns.index(name)])
    known = [row for row in table.rows if read(row) is not None]
    unknown = [row for row in table.rows if read(row) is None]
    return (*sorted(known, key=read, reverse=sort.startswith("-")), *unknown)
