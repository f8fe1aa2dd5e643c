"""Every picture that the script takes stands in the guide or the README, and every one that stands there is taken."""

import re

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
