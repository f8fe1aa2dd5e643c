"""The browser's assets are those that VENDOR.txt describes, and every name points at a file."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"


def described():
    lines = (VENDOR / "VENDOR.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[1:] for line in lines}


def test_vendor_txt_describes_every_file_and_no_other():
    assert set(described()) == {path.name for path in VENDOR.iterdir()} - {"VENDOR.txt"}


@pytest.mark.parametrize("name", described())
def test_a_vendored_file_is_unaltered_and_bears_its_version(name):
    _package, version, licence, digest = described()[name]

    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert version in name
    assert licence


@pytest.mark.parametrize("name", ["templates/base.html", "templates/500.html", "static/css/portal.css"])
def test_every_vendored_name_in_a_page_or_a_style_sheet_is_a_file(name):
    used = set(re.findall(r"vendor/([\w.-]+)", (ROOT / name).read_text(encoding="utf-8")))

    assert used - set(described()) == set()
    assert used
