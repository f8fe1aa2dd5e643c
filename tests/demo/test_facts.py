"""Every fact of the five articles is held as a typed value and printed from it in its season's paper."""

from collections import Counter

import pytest

from clusters.models import Criterion, Statement
from tests.demo.articles import ARTICLES, AWARDED, DELEGATES, MOVEMENTS, PLEDGES, STILL_TO_COME
from tests.demo.conftest import build, texts
from tests.demo.facts import Said

FACTS = [(source, fact) for source, *facts in ARTICLES for fact in facts]
FORMS = ("page", "pdf", "docx")


def one_line(text):
    """The text without the breaks that a page or a file puts into it; a PDF keeps no unbreakable spaces."""
    return " ".join(text.split())


def missing(found, source, fact):
    """Return the words of a fact that a paper does not hold."""
    wanted = [words for words in fact.words(source) if words]
    return [words for words in wanted if words not in found and one_line(words).strip() not in one_line(found)]


@pytest.mark.parametrize(("source", "fact"), FACTS, ids=str)
def test_a_fact_is_held_as_a_typed_value_and_printed(source, fact, demo, printed):
    assert len(list(fact.rows(source))) == 1
    assert [words for form in FORMS for words in missing(printed[source.paper][form], source, fact)] == []


def test_the_list_of_facts_is_whole():
    assert Counter(source.paper for source, _fact in FACTS) == {
        ("summary", 2013): 20,
        ("half-year", 2018): 14,
        ("summary", 2020): 34,
        ("own-year", 2020): 19,
        ("summary", 2023): 13,
    }


def test_what_is_still_to_come_is_counted_and_is_of_these_kinds_alone():
    assert Counter(kind for kind, _name in STILL_TO_COME) == {MOVEMENTS: 21, DELEGATES: 11, PLEDGES: 7, AWARDED: 2}
    assert len(set(STILL_TO_COME)) == 41


def test_a_fact_that_is_not_held_or_not_printed_is_found(demo):
    source, fact = next((source, fact) for source, fact in FACTS if isinstance(fact, Said) and fact.about == "budget")
    Statement.objects.filter(pk__in=[row.pk for row in fact.rows(source)]).update(
        value=1, numerator=None, denominator=None
    )
    try:
        changed = texts(build(*source.paper).document)["page"]

        assert len(list(fact.rows(source))) == 0
        assert missing(changed, source, fact) == ["7/7\N{NO-BREAK SPACE}tỉnh đều vượt kế hoạch"]
    finally:
        Statement.objects.filter(season__year=2013, indicator__name__startswith="Thu ngân sách").update(
            value=None, numerator=7, denominator=7
        )


def test_a_line_that_only_adds_points_names_no_least(demo):
    bonuses = Criterion.objects.filter(sheet__season__year=2020, label__startswith="IV")

    assert dict(bonuses.values_list("label", "floor")) == {"IV": -3, "IV.1": None, "IV.2": -3}
