"""What the database refuses of what people type, told in whole sentences: no model's name, no English."""

import re

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint
from django.utils.translation import override

OURS = ("organisations", "accounts", "clusters", "awards", "reports")
MODELS = [model for name in OURS for model in apps.get_app_config(name).get_models()]


def refusals(model):
    """What each rule of the table says when it is broken, as Django would put it to the form."""
    meta = model._meta
    for field in meta.fields:
        if field.unique and not field.primary_key and field.editable:
            yield field.name, model().unique_error_message(model, (field.name,))
    for constraint in meta.constraints:
        own = constraint.violation_error_message != constraint.default_violation_error_message
        if isinstance(constraint, UniqueConstraint) and constraint.fields and not constraint.condition and not own:
            yield constraint.name, model().unique_error_message(model, constraint.fields)
        else:
            yield constraint.name, constraint.get_violation_error_message()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_a_table_refuses_is_told_in_a_whole_vietnamese_sentence(model):
    with override("vi"):
        told = {name: " ".join(getattr(text, "messages", [str(text)])) for name, text in refusals(model)}

    halves = {name: text for name, text in told.items() if not re.fullmatch(r"[A-ZĐ][^%_]*[ạ-ỹà-ý][^%_]*\.", text)}
    assert halves == {}
    assert [text for text in told.values() if model._meta.verbose_name.capitalize() in text] == []


def test_there_are_rules_to_tell():
    assert sum(len(list(refusals(model))) for model in MODELS) > 50
