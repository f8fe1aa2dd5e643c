"""In which orders a reader may ask for the rows of a ranking."""

from functools import partial
from operator import attrgetter

from clusters import sorting

SORTS = {
    "place": attrgetter("place"),
    "unit": attrgetter("unit.sort_key"),
    "score": attrgetter("score"),
    "total": attrgetter("total"),
    "gap": attrgetter("gap"),
}


def known(run, sort):
    """Whether the table of a run, if there is one, knows an order; only the order of a column is asked for."""
    if sorting.known(sort, SORTS):
        return True
    columns = run.sheet.criteria.filter(parent=None).values_list("pk", flat=True) if run else ()
    return sorting.known(sort, {str(key) for key in columns})


def ordered(table, sort):
    """The rows of a table in the order asked for: a key of SORTS or the key of a column, with "-" to turn it round.

    What has no value stands last either way; a key that the table does not know gives the table's own order.
    """
    columns = {column.key: partial(_points, place) for place, column in enumerate(table.columns)}
    return sorting.ordered(table.rows, sort, columns | SORTS)


def _points(place, row):
    return row.groups[place]
