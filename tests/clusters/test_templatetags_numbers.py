"""Figures as a reader sees them, in both languages."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from clusters.choices import IndicatorKind
from clusters.models import Indicator
from clusters.templatetags.figures import value_text


def shown(source, language="vi", **context):
    with override(language):
        return Template("{% load numbers %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234567.8900"), "1.234.567,89"),
        (Decimal("-2.5"), "−2,5"),
        (Decimal("0.0000"), "0"),
        (Decimal("-0.0"), "0"),
        (96, "96"),
        (None, "—"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_number_is_written_in_one_notation_whatever_the_language_of_the_page(value, text, language):
    assert shown("{{ value|number }}", language, value=value) == text


def test_what_django_itself_localises_is_written_in_the_same_notation_on_an_english_page():
    assert shown("{% load l10n %}{{ value|localize }}", "en", value=Decimal("1234.5")) == "1234,5"


def test_a_score_keeps_its_places_and_rounds_half_up():
    assert shown("{{ value|score }} {{ value|number:1 }}", value=Decimal("10.125")) == "10,13 10,1"


def test_a_percentage_bears_its_sign_only_when_there_is_one():
    assert shown("{{ value|percent }} {{ none|percent }}", value=Decimal("94.7328"), none=None) == "94,73% —"


def test_the_three_states_never_mix():
    states = "{% figure none %} {% figure zero %} {% figure zero True %}"

    assert shown(states, none=None, zero=Decimal(0)) == "— 0 KAD"
    assert shown(states, "en", none=None, zero=Decimal(0)) == "— 0 n/a"


def test_a_date_is_written_day_first_in_both_languages():
    for language in ("vi", "en"):
        assert shown("{{ day|date }}", language, day=date(2020, 12, 31)) == "31/12/2020"


@pytest.mark.parametrize(("value", "told"), [("35.911602", "35,91%"), ("94.1250", "94,125%"), ("12.5", "12,5%")])
def test_a_share_that_two_numbers_made_is_as_exact_as_beside_them_and_a_typed_one_as_typed(value, told):
    assert value_text(Decimal(value), Indicator(kind=IndicatorKind.RATIO, places=2)) == told
