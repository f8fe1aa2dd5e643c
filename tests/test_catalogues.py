"""Every message that the code says stands in both catalogues, and every entry is said somewhere."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import django
import polib
import pytest
from django.utils.translation.template import templatize

from emulation_portal import catalogues
from tests.plugins.language import foreign_words

ROOT = Path(__file__).resolve().parent.parent
APPS = ("emulation_portal", "reports", "awards", "clusters", "accounts", "organisations", "audit", "scoring")
KEYWORDS = (
    "gettext_noop gettext_lazy ngettext_lazy:1,2 npgettext:1c,2,3 npgettext_lazy:1c,2,3 "
    "pgettext:1c,2 pgettext_lazy:1c,2"
)
VIETNAMESE_LETTERS = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}|%([sd])")


def said(root=ROOT, apps=APPS):
    """Every message in the code and the templates: (context, message) -> where it stands."""
    with_xgettext = shutil.which("xgettext")
    assert with_xgettext, "Install gettext: its xgettext reads the messages out of the code."
    sources = {path.relative_to(root): path.read_text(encoding="utf-8") for app in apps for path in _python(root / app)}
    for path in sorted((root / "templates").rglob("*.*")):
        source = path.read_text(encoding="utf-8")
        sources[path.relative_to(root)] = templatize(source, origin=str(path.relative_to(root)))
    return _extracted(with_xgettext, sources)


def _python(folder):
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def _extracted(program, sources):
    with tempfile.TemporaryDirectory() as folder:
        for name, source in sources.items():
            target = Path(folder) / f"{name}.py"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, encoding="utf-8")
        keywords = [f"--keyword={keyword}" for keyword in KEYWORDS.split()]
        names = "\n".join(f"{name}.py" for name in sources)
        command = [program, "-L", "Python", "--from-code=UTF-8", "-o", "-", "-f", "-", "--add-location=full", *keywords]
        done = subprocess.run(command, input=names, cwd=folder, capture_output=True, text=True, check=True)
    entries = polib.pofile(done.stdout)
    return {(entry.msgctxt, entry.msgid): _place(entry) for entry in entries}


def _place(entry):
    name, line = entry.occurrences[0]
    return f"{name.removesuffix('.py')}:{line}"


# Django would name our models, which have names in English only.
NAMES_NO_MODEL = {
    "%(model_name)s with this %(field_label)s already exists.",
    "%(model_name)s with this %(field_labels)s already exists.",
    "Constraint “%(name)s” is violated.",
}


@pytest.fixture(scope="module")
def messages():
    return said()


@pytest.fixture(scope="module")
def entries():
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogues.merged(ROOT / "locale" / "vi")}


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def untranslated(messages, entries):
    missing = [f"{place}: {key[1]}" for key, place in messages.items() if key not in entries]
    return missing + [key[1] for key, entry in entries.items() if not all(texts(entry))]


def test_every_message_has_its_vietnamese(messages, entries):
    assert untranslated(messages, entries) == []


def django_says():
    """Messages of Django's own, which the portal may word better."""
    files = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    return {entry.msgid for path in files for entry in polib.pofile(str(path))}


def left_over(messages, entries):
    said_by_django = django_says()
    return sorted(key[1] for key in entries if key not in messages and key[1] not in said_by_django)


def test_no_entry_is_left_over(messages, entries):
    assert left_over(messages, entries) == []


def test_a_thing_has_one_name_in_english(entries):
    """The words of the README's glossary."""
    assert [text for _context, text in entries if "emulation year" in text.lower()] == []


def test_no_entry_waits_for_a_second_look(entries):
    assert [key[1] for key, entry in entries.items() if entry.fuzzy] == []


def not_english(messages):
    """A message may give a Vietnamese example, but then it has words of English around it."""
    return [key[1] for key in messages if VIETNAMESE_LETTERS.search(key[1]) and not foreign_words(key[1])]


def test_every_message_is_english(messages):
    assert not_english(messages) == []


def placeholders(text):
    return {name or brace or letter or "{}" for name, brace, letter in PLACEHOLDER.findall(text)}


def misplaced(entries):
    """The messages whose translations name other values than they do."""
    wrong = []
    for (_context, message), entry in entries.items():
        if message in NAMES_NO_MODEL:
            continue
        wanted = placeholders(entry.msgid_plural or message)
        wrong += [message for text in texts(entry) if placeholders(text) != wanted]
    return wrong


def test_every_translation_has_the_places_of_its_message(entries):
    assert misplaced(entries) == []


def test_english_is_as_complete_as_vietnamese():
    catalogues.compile_all()
    both = [polib.mofile(str(ROOT / "locale" / name / "LC_MESSAGES" / "django.mo")) for name in ("vi", "en")]

    vietnamese, english = ({(entry.msgctxt, entry.msgid): texts(entry) for entry in catalogue} for catalogue in both)

    assert english.keys() == vietnamese.keys()
    assert [key[1] for key, found in english.items() if found[0] != key[1]] == []


def write(folder, name, content):
    (folder / "vi").mkdir(exist_ok=True)
    (folder / "vi" / name).write_text(content, encoding="utf-8")


def test_two_areas_that_disagree_are_both_named(tmp_path):
    write(tmp_path, "one.po", 'msgid "Score"\nmsgstr "Điểm"\n')
    write(tmp_path, "two.po", '\n\nmsgid "Score"\nmsgstr "Số điểm"\n')

    with pytest.raises(catalogues.CatalogueConflict) as found:
        catalogues.compile_all(tmp_path)

    assert str(found.value) == "“Score” is translated differently at one.po:1 and at two.po:3."


def test_two_areas_that_agree_share_an_entry_and_plurals_are_kept(tmp_path):
    plural = 'msgid "%d year"\nmsgid_plural "%d years"\nmsgstr[0] "%d năm"\n'
    write(tmp_path, "one.po", plural)
    write(tmp_path, "two.po", plural + '\nmsgctxt "paper"\nmsgid "No."\nmsgstr "Số"\n')

    assert catalogues.compile_all(tmp_path) == 2

    english = polib.mofile(str(tmp_path / "en" / "LC_MESSAGES" / "django.mo"))
    assert [(entry.msgctxt, entry.msgid, texts(entry)) for entry in english] == [
        (None, "%d year", ["%d year", "%d years"]),
        ("paper", "No.", ["No."]),
    ]


def test_a_planted_message_without_vietnamese_is_found(tmp_path, entries):
    (tmp_path / "templates").mkdir()
    page = '{% comment %}{% translate "Not said" %}{% endcomment %}{% translate "Nobody translated me." %}'
    (tmp_path / "templates" / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "views.py").write_text('_("Xin chào")\n\nngettext("a cat", "cats", 2)\n', encoding="utf-8")

    found = said(tmp_path, ("code",))

    assert found == {
        (None, "Nobody translated me."): "templates/page.html:2",
        (None, "Xin chào"): "code/views.py:1",
        (None, "a cat"): "code/views.py:3",
    }
    assert found.keys() & entries.keys() == set()
    assert not_english(found) == ["Xin chào"]
    assert untranslated(found, entries) == [
        "code/views.py:1: Xin chào",
        "code/views.py:3: a cat",
        "templates/page.html:2: Nobody translated me.",
    ]


def planted(content):
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(content)}


def test_a_planted_entry_that_nobody_says_is_found(messages, entries):
    assert left_over(messages, entries | planted('msgid "Nobody says me."\nmsgstr "Vào"\n')) == ["Nobody says me."]


def test_a_planted_empty_translation_is_found(messages, entries):
    assert untranslated(messages, entries | planted('msgid "Units"\nmsgstr ""\n')) == ["Units"]


def test_a_planted_translation_that_forgets_a_value_is_found():
    assert misplaced(planted('msgid "%(done)s of %(total)s"\nmsgstr "%(done)s trên %(totl)s"\n')) == [
        "%(done)s of %(total)s"
    ]
