"""Whether a page for Vietnamese readers speaks Vietnamese, and nothing else."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[2] / "locale" / "vi"
SPOKEN = {"title", "alt", "aria-label", "placeholder", "aria-description"}
SILENT = {"script", "style", "template", "code", "kbd", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

# Abbreviations and names of formats that Vietnamese offices write as they stand.
ALLOWED = {
    "pdf",
    "docx",
    "xlsx",
    "word",
    "excel",
    "email",
    "grdp",
    "gdp",
    "usd",
    "kad",
    "sha",
    "ip",
    "json",
    "internet",
}

# A language is called by its own name on every page.
CALLED_SO = {"English"}

# Words that are English, though a Vietnamese syllable without marks could be written so.
ENGLISH = frozenset(
    """a an the to in on no not he she me her him his due date name time done more than then them they there here
    one none can may this that open line lines phone home mine some come game same made make take like note notes
    mean means rule rules use user role roles page pages sum total score scores points rank plan last first next
    left right run runs sign sent send save saved new year years unit units head member members report""".split()  # noqa: SIM905 -- a hundred words in a few lines
)
# In Vietnamese these same letters are words of their own, with or without the marks.
VIETNAMESE = frozenset(
    """in to no can them me an run rung hon ban the tin thu may ham sang ngang song than""".split()  # noqa: SIM905 -- a hundred words in a few lines
)
ONSET = r"(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
VOWELS = r"(?:oai|oay|oeo|uay|uye|uya|iai|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
SYLLABLE = re.compile(f"{ONSET}{VOWELS}(?:ng|nh|[mn])?u?i?")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
NOT_PROSE = re.compile(r"\S+@\S+|https?://\S+|\S*/\S*/\S*|\b\S*\d\S*\b")
CODE = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z]+)+\b|\b[a-z]+\.[a-z_]+\b")


class _Visible(HTMLParser):
    """Everything a reader sees or is read, without what is marked as another language or as not to be translated."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts, self.open = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        other = given.get("lang") not in (None, "vi") or given.get("translate") == "no"
        hidden = self._hidden() or tag in SILENT or other
        if not hidden:
            self.texts += [value for name, value in attrs if name in SPOKEN and value]
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.texts.append(given.get("value") or "")
        if tag not in VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag):
        while any(tag == name for name, _hidden in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not self._hidden() and data.strip():
            self.texts.append(data)

    def _hidden(self):
        return bool(self.open) and self.open[-1][1]


def visible_texts(html):
    reader = _Visible()
    reader.feed(html)
    return [" ".join(text.split()) for text in reader.texts if text.strip()]


@cache
def untranslated_messages():
    """Every English message whose Vietnamese is another text: none of them may stand on a Vietnamese page."""
    entries = [entry for path in sorted(LOCALE.glob("*.po")) for entry in polib.pofile(str(path))]
    return {entry.msgid for entry in entries if entry.msgid and entry.msgstr != entry.msgid}


def not_vietnamese(html):
    """What on the page is no Vietnamese: whole English messages, codes, and words that cannot be Vietnamese."""
    messages, faults = untranslated_messages(), []
    for text in visible_texts(html):
        if text in CALLED_SO:
            continue
        if text in messages:
            faults.append(text)
            continue
        prose = NOT_PROSE.sub(" ", text)
        faults += CODE.findall(prose)
        faults += foreign_words(CODE.sub(" ", prose))
    return faults


def foreign_words(text):
    """The words that no Vietnamese writer can have meant."""
    return [word for word in WORD.findall(text) if _foreign(word)]


def _foreign(word):
    plain = word.lower()
    # A lone letter stands for a number or an item: k trong n điều kiện.
    if (
        not word.isascii()
        or len(word) == 1
        or plain in ALLOWED
        or plain in VIETNAMESE
        or (word.isupper() and len(word) <= 6)
    ):
        return False
    if "'" in word or plain in ENGLISH:
        return True
    # A closing c, ch, p or t always bears a mark in Vietnamese, so that an unmarked one is foreign.
    return SYLLABLE.fullmatch(plain) is None


def assert_vietnamese(html):
    """Fail, naming each fault, when a page for Vietnamese readers says anything in English or in code."""
    assert not_vietnamese(html) == []
