"""The switch makes every page English: what is left in Vietnamese are names and figures, never the portal's words."""

import polib
import pytest
from django.conf import settings

from tests.journeys.pages import pages
from tests.matrix.objects import build_world
from tests.matrix.walk import tables
from tests.plugins.language import LOCALE, visible_texts

# Names that people gave, and papers, which are Vietnamese whatever the page around them is.
NAMES = {"Ban Thi đua - Khen thưởng Trung ương", "Hội nghị tổng kết", "Bảng tổng hợp điểm"}


@pytest.fixture(scope="module")
def vietnamese_words():
    """Every message of the portal in Vietnamese, where that is not its English too."""
    entries = [entry for path in LOCALE.glob("*.po") for entry in polib.pofile(str(path))]
    english = {entry.msgid for entry in entries}
    return {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())} - english - NAMES


def in_english(client_of):
    def client(user):
        client = client_of(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return client


def left_in_vietnamese(html, words):
    """The texts of an English page that are messages in Vietnamese."""
    return [text for text in visible_texts(html.replace('<html lang="en"', "<html")) if text in words]


@pytest.mark.django_db
@pytest.mark.parametrize("table", tables())
def test_no_word_of_the_portal_is_left_in_vietnamese(table, request, client_of, vietnamese_words):
    found = []
    for page in pages(table, build_world(request.getfixturevalue), in_english(client_of)):
        if page.answer.headers["Content-Type"].startswith("text/html"):
            html = page.answer.body.decode()
            assert '<html lang="en"' in html or "<html" not in html, page.name
            found += [f"{page.name}: {text}" for text in left_in_vietnamese(html, vietnamese_words)]

    assert found == []


def test_a_planted_vietnamese_button_is_found(vietnamese_words):
    assert left_in_vietnamese('<html lang="en"><button>Đăng xuất</button></html>', vietnamese_words) == ["Đăng xuất"]
