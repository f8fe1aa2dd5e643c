"""Acts as sentences for people. Each app registers its own acts when it is ready; an unknown act fails a test."""

import re
from collections.abc import Mapping

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

_sentences = {}
_words = {}
# As many of a result code as every page and paper shows.
CODE_LETTERS = 16
_RESULT = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def register(sentences):
    """Add a table of act -> English msgid; `%(actor)s`, `%(subject)s`, `%(reason)s` and any detail may stand in it."""
    for action, msgid in sentences.items():
        if _sentences.setdefault(action, msgid) != msgid:
            message = f"The act {action} is registered twice with different sentences."
            raise ValueError(message)


def register_words(words):
    """Add a table of code -> English msgid for what details hold as codes: names of fields, of roles, of choices."""
    for code, msgid in words.items():
        if _words.setdefault(str(code), msgid) != msgid:
            message = f"The code {code} is registered twice with different words."
            raise ValueError(message)


def word(code):
    """Return the word for a code in the reader's language; "" for a code that nobody registered."""
    return _(str(_words[code])) if code in _words else ""


def registered():
    """Return the names of all acts that have a sentence."""
    return frozenset(_sentences)


def says(action, name):
    """Whether the act's sentence names this detail."""
    return f"%({name})s" in str(_sentences.get(action, ""))


def sentence(entry):
    """Return what the entry says, in the reader's language."""
    values = _Values(entry)
    msgid = _sentences.get(entry.action)
    if msgid is None:
        return _("%(actor)s changed “%(subject)s”.") % values
    return _(str(msgid)) % values


def detail(entry, name):
    """Return one detail as people write it, “before” and “after” with the mark of made-up figures they bore."""
    value = shown(entry.details.get(name))
    return f"{value} ({_('illustrative figure')})" if entry.details.get(f"illustrative_{name}") else value


class _Values(Mapping):
    """The words that a sentence may name; what an older entry does not hold is a dash."""

    def __init__(self, entry):
        self._entry = entry
        self._details = entry.details

    def __getitem__(self, name):
        match name:
            case "actor":
                return self._entry.actor_name
            case "subject":
                return self._entry.subject_name
            case "reason":
                return self._entry.reason
            case "code" if _RESULT.fullmatch(str(self._details.get(name))):
                return self._details[name][:CODE_LETTERS]
        return detail(self._entry, name)

    def __iter__(self):
        return iter({"actor", "subject", "reason", *self._details})

    def __len__(self):
        return len(set(self))


def shown(value):
    """Return a detail as people write it: rows by name, days as days, nothing as a dash."""
    if value in (None, "", [], {}):
        return "—"
    match value:
        case bool():
            return _("yes") if value else _("no")
        case list():
            between = "; " if any(isinstance(item, dict) and "name" not in item for item in value) else ", "
            return between.join(shown(item) for item in value)
        case {"name": name}:
            return str(name)
        case dict():
            return "; ".join(f"{word(key) or key}: {shown(item)}" for key, item in value.items())
        case str() if _DAY.fullmatch(value) and (day := parse_date(value)):
            return formats.date_format(day, "d/m/Y")
    return word(value) or str(value)
