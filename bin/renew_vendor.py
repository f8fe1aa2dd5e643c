"""Fetch the browser assets anew into static/vendor and describe them in VENDOR.txt.

Run it by hand to move to another version: change VERSIONS, run it, then change the names in templates/base.html and
static/css/portal.css (tests/test_vendor.py names each that is left behind). It needs npm and the project's own Python.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import django_htmx

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
VERSIONS = {"bootstrap": "5.3.9", "@fontsource/be-vietnam-pro": "5.3.0"}
SUBSETS = ("latin", "vietnamese")
WEIGHTS = (400, 600, 700)


def main():
    """Replace every file of static/vendor; nothing else is touched."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for old in VENDOR.iterdir():
        old.unlink()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        rows += _bootstrap(_unpacked("bootstrap", Path(folder)))
        rows += _fonts(_unpacked("@fontsource/be-vietnam-pro", Path(folder)))
    rows += _htmx()
    head = "file\tpackage\tversion\tlicence\tsha256\n"
    (VENDOR / "VENDOR.txt").write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def _unpacked(package, folder):
    """The folder of one npm package, fetched by npm itself."""
    command = ["npm", "pack", "--silent", f"{package}@{VERSIONS[package]}"]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]  # noqa: S603 -- our own two packages
    target = folder / package.replace("/", "-")
    with tarfile.open(folder / name) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _bootstrap(package):
    version = VERSIONS["bootstrap"]
    files = {
        f"bootstrap-{version}.min.css": package / "dist/css/bootstrap.min.css",
        f"bootstrap-{version}.bundle.min.js": package / "dist/js/bootstrap.bundle.min.js",
        f"bootstrap-{version}.LICENCE.txt": package / "LICENSE",
    }
    return [_kept(name, source.read_bytes(), "bootstrap", version, "MIT") for name, source in files.items()]


def _fonts(package):
    name, licence = "@fontsource/be-vietnam-pro", "OFL-1.1"
    version = VERSIONS[name]
    rows = [_kept(f"be-vietnam-pro-{version}.LICENCE.txt", (package / "LICENSE").read_bytes(), name, version, licence)]
    for subset in SUBSETS:
        for weight in WEIGHTS:
            source = package / "files" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            target = f"be-vietnam-pro-{version}-{subset}-{weight}.woff2"
            rows.append(_kept(target, source.read_bytes(), name, version, licence))
    return rows


def _htmx():
    source = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    content = source.read_bytes()
    version = re.search(rb'version:"(2[^"]*)"', content).group(1).decode()
    return [_kept(f"htmx-{version}.min.js", content, "htmx.org (in django-htmx)", version, "0BSD")]


def _kept(name, content, package, version, licence):
    # A map is not shipped, and a store of hashed static files refuses a link to a file that is not there.
    content = re.sub(rb"\n?(/\*|//)# sourceMappingURL=[^\n]*", b"", content)
    (VENDOR / name).write_bytes(content)
    return f"{name}\t{package}\t{version}\t{licence}\t{hashlib.sha256(content).hexdigest()}"


if __name__ == "__main__":
    sys.exit(main())
