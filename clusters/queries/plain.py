"""Rows of plain SQL as the models that they are.

For what every page of a season asks: there the ORM takes longer to put the question than the database to answer it.
"""

from functools import cache

from django.db import connection


@cache
def columns(model, alias):
    """Every column of the model, read from `alias`, for the list of a SELECT."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def width(*models):
    """How many values `read` takes for these models."""
    return sum(len(model._meta.concrete_fields) for model in models)


def read(values, *models):
    """Yield one instance of each model from the values of `columns` of all of them in turn; None where there is none.

    Related objects are not set.
    """
    for model in models:
        names, converted = _shape(model)
        own, values = list(values[: len(names)]), values[len(names) :]
        if own[0] is None:
            yield None
            continue
        for place, field in converted:
            own[place] = field.from_db_value(own[place], None, connection)
        yield model.from_db(connection.alias, names, own)


@cache
def _shape(model):
    fields = model._meta.concrete_fields
    converted = tuple((place, field) for place, field in enumerate(fields) if hasattr(field, "from_db_value"))
    return tuple(field.attname for field in fields), converted
