"""The guide is true: its pictures are those that the script takes, its bold words those that stand on the screen."""

import re

import pytest

from emulation_portal import catalogues
from tests.architecture.sources import ROOT

TAKEN = re.compile(r'_take\(\w+, "([\w-]+)"')
SHOWN = re.compile(r"!\[[^\]]{10,}\]\((?:docs/huong-dan/)?anh/([\w-]+)\.png\)")


def taken():
    return sorted(TAKEN.findall((ROOT / "tests/journeys/pictures.py").read_text()))


def shown():
    pages = [ROOT / "README.md", *(ROOT / "docs/huong-dan").glob("*.md")]
    return sorted({name for page in pages for name in SHOWN.findall(page.read_text())})


def test_the_pictures_taken_are_those_shown_and_those_that_lie_there():
    lying = sorted(path.stem for path in (ROOT / "docs/huong-dan/anh").iterdir())

    assert taken() == shown() == lying
    assert len(lying) > 20


def test_every_picture_is_taken_once():
    assert len(taken()) == len(set(taken()))


GUIDE = sorted((ROOT / "docs/huong-dan").glob("*.md"), key=lambda page: page.name)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# Bold in the guide for stress, not as the name of a button, a tab, a field or a choice.
STRESSED = {"ghi lý do", "không lấy lại được", "không quay lại được", "người quản trị", "tỉnh"}
# Said by scripts and papers, which take their words from elsewhere than a page's template.
ELSEWHERE = {"DỰ THẢO"}


def named(page):
    """The bold words of a page of the guide; those that end as a sentence does head a paragraph."""
    found = {" ".join(words.split()) for words in BOLD.findall(page.read_text())}
    return {words for words in found if words[-1] not in ".:?"} - STRESSED - ELSEWHERE


def on_the_screen():
    """The Vietnamese words of the catalogue; what is filled in when a page is drawn stands for any text."""
    entries = catalogues.merged(catalogues.LOCALE / "vi")
    words = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]
    return [_pattern(" ".join(text.split()).removesuffix(".")) for text in words]


def _pattern(text):
    parts = re.split(r"%\(\w+\)s", text)
    # A message that is hardly more than its gaps would let anything pass.
    told = sum(len(part.strip(" “”:–")) for part in parts)
    return re.compile(".+".join(map(re.escape, parts)) if told >= 6 else re.escape(text), re.IGNORECASE)


def stands(words, screen):
    """Whether the words are a message; “…” at their end leaves out what a page fills in."""
    begun = re.escape(words.removesuffix("…"))
    return any(each.fullmatch(words) or (words[-1] == "…" and each.pattern.startswith(begun)) for each in screen)


@pytest.mark.parametrize("part", GUIDE, ids=lambda part: part.stem)
def test_every_button_that_the_guide_names_is_on_the_screen(part):
    screen = on_the_screen()

    assert [words for words in sorted(named(part)) if not stands(words, screen)] == []


def test_the_guide_names_buttons_on_every_page_but_a_wrong_one_is_found():
    screen = on_the_screen()

    assert [page.stem for page in GUIDE if page.stem != "README" and len(named(page)) < 10] == []
    assert [stands(words, screen) for words in ("Bắt đầu bảng tiêu chí", "Lập hội nghị …")] == [False, False]


def test_the_guide_leads_to_each_of_its_parts():
    table = (ROOT / "docs/huong-dan/README.md").read_text()

    assert [page.name for page in GUIDE if page.stem != "README" and f"]({page.name})" not in table] == []
