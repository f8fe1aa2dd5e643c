"""What the database refuses, whoever writes to it: no number that is none, no word of a list that is not on it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.factories import clusters as make
from tests.factories.awards import NominationFactory
from tests.factories.reports import PrintedReportFactory

pytestmark = pytest.mark.django_db
OURS = ("organisations", "accounts", "clusters", "awards", "reports")
REFUSED = r"is_known|are_numbers|an_item_has_a_method"
# What is kept as it is, or tells when it was given, is refused for that before.
ROWS = {
    "clusters.season": make.SeasonFactory,
    "clusters.criteriasheet": make.SheetFactory,
    "clusters.criterion": make.CriterionFactory,
    "clusters.submission": make.SubmissionFactory,
    "clusters.indicator": make.IndicatorFactory,
    "clusters.plan": make.PlanFactory,
    "awards.nomination": NominationFactory,
    "reports.printedreport": PrintedReportFactory,
}


def fields(wanted):
    of_ours = (model for app in OURS for model in apps.get_app_config(app).get_models())
    return [(model, field) for model in of_ours for field in model._meta.fields if wanted(field)]


def checks_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [table],
        )
        return " ".join(definition for (definition,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("model", "field"), fields(lambda field: isinstance(field, models.DecimalField)), ids=lambda each: str(each)
)
def test_every_number_that_is_kept_is_one(model, field):
    assert f"({field.column} <> 'NaN'::numeric)" in checks_of(model._meta.db_table)


@pytest.mark.parametrize(("model", "field"), fields(lambda field: field.choices), ids=lambda each: str(each))
def test_every_word_of_a_list_is_one_of_those_that_there_are(model, field):
    found = checks_of(model._meta.db_table)

    listed = [value for value, _label in field.get_choices(include_blank=field.blank)]
    texts = ", ".join(f"'{value}'::text" for value in listed)
    assert f"(({field.column})::text = ANY (ARRAY[{texts}]))" in found


@pytest.mark.parametrize("name", ROWS)
def test_what_is_no_number_or_no_known_word_is_refused_whoever_writes_it(name):
    row = ROWS[name]()
    table, columns = row._meta.db_table, {field.column: field for field in row._meta.fields}
    spoilt = {
        column: "zz" if field.choices else "NaN"
        for column, field in columns.items()
        if isinstance(field, models.DecimalField) or field.choices
    }

    assert spoilt
    for column, value in spoilt.items():
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])  # noqa: S608 -- our own names
