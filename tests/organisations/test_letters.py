"""Every text can be printed: what a form takes has a shape in our fonts, or is refused by name."""

import struct
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.utils import translation

import emulation_portal.urls  # noqa: F401 -- brings in every form
from clusters.forms.conferences import ResolutionForm
from organisations import letters
from organisations.fields import ComposedTextField

FONTS = sorted((Path(apps.get_app_config("reports").path) / "fonts").glob("*.ttf"))
# What is looked for, and what nobody prints: names to sign in with, keys of forms.
NEVER_PRINTED = {"q", "username", "phone"}


def shapes(font):
    """Return the letters that a font has a shape for, from its table of Unicode's first plane (format 4)."""
    data = font.read_bytes()
    tables = {data[at : at + 4]: int.from_bytes(data[at + 8 : at + 12]) for at in range(12, 12 + 16 * data[5], 16)}
    start = tables[b"cmap"]
    kinds = [struct.unpack_from(">HHI", data, start + 4 + 8 * place) for place in range(data[start + 3])]
    (at,) = [start + offset for platform, encoding, offset in kinds if (platform, encoding) == (3, 1)]
    form, _length, _language, twice = struct.unpack_from(">4H", data, at)
    assert form == 4
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{twice // 2}H", data, at + place)
        for place in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    found = set()
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            row = at + 16 + 3 * twice + 2 * place + offsets[place] + 2 * (code - first)
            glyph = int.from_bytes(data[row : row + 2]) if offsets[place] else code + deltas[place]
            if glyph % 0x10000:
                found.add(code)
    return found


def told():
    return {code for first, last in letters._ranges() for code in range(first, last + 1)}


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_table_of_letters_is_what_the_font_holds(font):
    assert len(FONTS) == 4
    assert told() == {code for code in shapes(font) if code >= ord(" ")}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Thống nhất\x0bđề nghị", "Thống nhất\nđề nghị"),
        ("\uf0b7 Một\n\uf0a7 Hai", "• Một\n• Hai"),
        ("3\u00a0218 hộ\u200b nghèo\ufeff", "3 218 hộ nghèo"),
        ("① đạt ⇒ thưởng", "(1) đạt → thưởng"),
        ("231\u2011QĐ\u00adTTg", "231-QĐTTg"),
    ],
)
def test_a_sign_with_a_plain_equal_is_kept_as_that(typed, kept):
    assert ComposedTextField(widget=forms.Textarea).clean(typed) == kept


def test_a_break_in_a_field_of_one_line_is_a_blank():
    assert ComposedTextField().clean("Hội nghị\x0b tổng kết\u2028năm 2020\x0b") == "Hội nghị tổng kết năm 2020"


@pytest.mark.parametrize("sign", ["✓", "☐", "★", "😀", "中", "\uf0fc"])
def test_a_sign_that_no_paper_holds_is_refused_by_name(sign):
    form = ResolutionForm({"kind": "concluded", "text": f"Thống nhất {sign} đề nghị", "on": "18/01/2021"})

    with translation.override("vi"):
        text = str(form.errors["text"].as_text())

    name = f"Ký tự “{sign}” không in được" if sign.isprintable() else "Sau “Thống nhất ” có một ký tự không nhìn thấy"
    assert text.startswith(f"* {name}")


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "\x9f", "\ud800", "\ufffe"])
def test_a_sign_that_nobody_sees_is_refused_by_its_place(sign):
    with translation.override("vi"), pytest.raises(forms.ValidationError) as refused:
        ComposedTextField().clean(f"Thống nhất{sign} đề nghị")

    assert refused.value.messages == [
        "Sau “Thống nhất” có một ký tự không nhìn thấy và không in được. Hãy xóa và gõ lại chỗ này."
    ]


def test_every_text_field_of_a_form_asks_whether_it_can_be_printed():
    unasked = {
        f"{form.__name__}.{name}"
        for form in _all(forms.BaseForm)
        if form.__module__.split(".")[0] in ("accounts", "audit", "awards", "clusters", "organisations", "reports")
        for name, field in getattr(form, "base_fields", {}).items()
        if type(field) is forms.CharField and not isinstance(field.widget, forms.HiddenInput | forms.PasswordInput)
        if name not in NEVER_PRINTED and "password" not in name
    }

    assert unasked == set()


def _all(kind):
    return {each for one in kind.__subclasses__() for each in (one, *_all(one))}
