"""The message catalogues: one hand-written file an area, compiled into the one file that Django reads.

`locale/vi/<area>.po` holds English messages and their Vietnamese; English is its own translation, so its catalogue is
made from the same messages. Needs no gettext on the machine: `python -m emulation_portal.catalogues`.
"""

import os
import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
HEADER = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


class CatalogueConflict(Exception):
    """Two areas translate one message differently; the sentence names both places."""


def merged(folder):
    """Every entry of the areas' files, once each; CatalogueConflict when two of them disagree."""
    entries, places = {}, {}
    for path in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.obsolete:
                continue
            key = (entry.msgctxt, entry.msgid)
            place = (path, entry.msgid)
            if key in entries:
                _agree(entries[key], entry, places[key], place)
                continue
            entries[key], places[key] = entry, place
    return list(entries.values())


def _agree(first, second, first_place, second_place):
    same = first.msgstr == second.msgstr and first.msgstr_plural == second.msgstr_plural
    if not same or first.msgid_plural != second.msgid_plural:
        places = f"{_written(*first_place)} and at {_written(*second_place)}"
        message = f"“{first.msgid}” is translated differently at {places}."
        raise CatalogueConflict(message)


def _written(path, message):
    """The file and the line where a message stands; a message over several lines is found by its beginning."""
    start = f'"{polib.escape(message)[:40]}'
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"{path.name}:{next((number for number, line in enumerate(lines, 1) if start in line), 1)}"


def compile_all(locale=LOCALE):
    """Write both compiled catalogues where they are out of date, and return how many messages they hold."""
    entries = merged(locale / "vi")
    _write(locale, "vi", entries)
    _write(locale, "en", [_english(entry) for entry in entries])
    return len(entries)


def _english(entry):
    plural = {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr="" if plural else entry.msgid,
        msgstr_plural=plural,
    )


def _write(locale, language, entries):
    catalogue = polib.POFile(check_for_duplicates=False)
    catalogue.metadata = {**HEADER, "Language": language, "Plural-Forms": PLURALS[language]}
    catalogue.extend(entries)
    target = locale / language / "LC_MESSAGES" / "django.mo"
    content = catalogue.to_binary()
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # A server that starts meanwhile reads the old file or the new one, never half of one.
    unfinished = target.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)


if __name__ == "__main__":
    try:
        count = compile_all()
    except CatalogueConflict as conflict:
        sys.exit(str(conflict))
    sys.stdout.write(f"{count} messages in each catalogue.\n")
