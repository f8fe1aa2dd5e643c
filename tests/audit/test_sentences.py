"""Acts as sentences: every act of the source has one, and it says what the entry holds."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from audit import sentences, trail
from audit.models import Entry
from audit.templatetags.trail import changed
from tests.factories.actors import actor
from tests.factories.organisations import UnitFactory

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("organisations", "accounts", "clusters", "awards", "reports", "emulation_portal")


def acts_of(source):
    """The acts that trail.record(…) is called with; where one is computed, every name in the module that may be it."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) != "trail.record":
            continue
        if isinstance(node.args[0], ast.Constant):
            yield node.args[0].value
        else:
            yield from _names_of_acts(tree)


def _names_of_acts(tree):
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [text for text in texts if re.fullmatch(r"[a-z_]+\.[a-z_]+", text)]


def recorded(act, subject, **details):
    trail.record(act, subject, by=actor(), **details)
    return Entry.objects.latest("pk")


def test_the_search_for_acts_sees_written_and_computed_names():
    assert list(acts_of('trail.record("a.b", x, by=y)')) == ["a.b"]
    assert list(acts_of('trail.record("c.d" if x else "e.f", x, by="Text.")')) == ["c.d", "e.f"]


@pytest.mark.parametrize("app", APPS)
def test_every_act_of_the_source_has_a_sentence(app):
    files = [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    acts = {act for path in files for act in acts_of(path.read_text(encoding="utf-8"))}

    assert acts - sentences.registered() == set()


def test_the_source_is_really_searched():
    acts = set(acts_of((ROOT / "organisations/actions/units.py").read_text(encoding="utf-8")))

    assert acts == {"unit.opened", "unit.merged", "unit.renamed", "unit.kind_changed", "unit.closed", "unit.linked"}


def test_one_act_cannot_have_two_sentences():
    with pytest.raises(ValueError, match=r"unit\.opened"):
        sentences.register({"unit.opened": "Something else."})


@pytest.mark.django_db
def test_a_sentence_names_who_what_and_the_details():
    entry = recorded("unit.opened", UnitFactory(name="Hà Nam"), on=dt.date(2025, 7, 1))

    told = sentences.sentence(entry)
    assert all(part in told for part in ("Nguyễn Thị Thử", "Hà Nam", "01/07/2025"))
    assert "%" not in told


@pytest.mark.django_db
def test_what_an_older_entry_does_not_hold_is_a_dash():
    assert "—" in sentences.sentence(recorded("unit.opened", UnitFactory()))


@pytest.mark.django_db
def test_an_unknown_act_is_still_a_sentence_and_shows_no_code():
    told = sentences.sentence(recorded("nothing.known", UnitFactory(name="Hà Nam")))

    assert "Hà Nam" in told
    assert "nothing.known" not in told


@pytest.mark.parametrize(
    ("value", "as_people_write_it"),
    [
        (None, "—"),
        ("", "—"),
        ([], "—"),
        (0, "0"),
        ("2025-07-01", "01/07/2025"),
        ({"id": 1, "name": "Hà Nam"}, "Hà Nam"),
        ([{"id": 1, "name": "Hà Nam"}, {"id": 2, "name": "Nam Định"}], "Hà Nam, Nam Định"),
    ],
)
def test_details_are_shown_as_people_write_them(value, as_people_write_it):
    assert sentences.shown(value) == as_people_write_it


MARKS = {"illustrative_before": True, "illustrative_after": False}


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ({"before": "8", "after": "9"}, {"before": "8", "after": "9"}),
        ({"before": "8", "after": "8"}, None),
        ({"before": "Chưa rõ.", "after": "Đã rõ nét."}, {"before": "Chưa rõ", "after": "Đã rõ nét"}),
        ({"before": "8", "after": "8"} | MARKS, {"before": "8 (số liệu minh họa)", "after": "8"}),
    ],
)
def test_a_mark_is_told_beside_the_value_that_bore_it_and_what_is_the_same_is_no_change(details, told):
    assert changed(Entry(action="season.changed", details=details)) == told


def test_a_sentence_tells_the_mark_of_the_value_that_it_names():
    details = {"before": "8", "after": "8"} | MARKS

    assert "8 (số liệu minh họa)" in sentences.sentence(Entry(action="score.appraised", details=details))


def test_a_result_code_is_as_long_in_the_log_as_on_the_pages_and_other_codes_are_whole(monkeypatch):
    monkeypatch.setitem(sentences._sentences, "thing.coded", "Mã %(code)s.")
    codes = ("0123456789abcdef" * 4, "don-vi-co-ma-rat-dai-nhu-the-nay")

    told = [sentences.sentence(Entry(action="thing.coded", details={"code": code})) for code in codes]

    assert told == ["Mã 0123456789abcdef.", f"Mã {codes[1]}."]


@pytest.mark.parametrize(("msgid", "times"), [("Khóa. Lý do: %(reason)s", 1), ("Khóa.", 1)])
def test_a_reason_stands_once_whether_the_sentence_says_it_or_not(msgid, times, monkeypatch):
    monkeypatch.setitem(sentences._sentences, "thing.locked", msgid)
    entry = Entry(action="thing.locked", reason="Nghỉ hưu.", details={}, at=timezone.now())

    page = render_to_string("audit/_history.html", {"entries": [entry]})

    assert page.count("Nghỉ hưu.") == times
