"""A backup: one tar file with the database, the files and the checksum of each."""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from runner.place import clean_environment
from runner.postgres import debian_programs, wheel_programs
from runner.words import Trouble

DUMP, MANIFEST = "database.dump", "manifest.json"
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
# Without them the first questions would be planned for tables of which nothing is known.
STATISTICS = "ANALYZE"


def programs(environment):
    """Return the folder of PostgreSQL's tools: the embedded server's own, or Debian's for servers that were named."""
    folder = wheel_programs() if "PORTAL_EMBEDDED" in environment else debian_programs("pg_dump")
    if folder is None:
        raise Trouble("pg_dump is missing: install the postgresql-client of your server's version.")
    return folder


def write(place, environment, name):
    """Write a backup and return its path; the file appears only when it is whole."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = place.backups / f"{name}-{stamp}.tar"
    place.backups.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.backups) as folder:
        dump = Path(folder) / DUMP
        tool(environment, "pg_dump", "-Fc", "--no-owner", "--no-privileges", "-f", dump, environment["DATABASE_URL"])
        members = {DUMP: dump} | {f"files/{path.relative_to(place.files)}": path for path in _files(place.files)}
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps({name: _digest(path) for name, path in members.items()}, indent=1))
        unfinished = Path(folder) / "backup.tar"
        with tarfile.open(unfinished, "w") as archive:
            for member, path in {MANIFEST: manifest, **members}.items():
                archive.add(path, member, recursive=False)
        unfinished.chmod(0o600)
        unfinished.replace(target)
    return target


@contextmanager
def opened(path):
    """Yield the folder of an unpacked backup whose every checksum is right."""
    if not path.is_file():
        raise Trouble(f"There is no backup {path}. `ls var/backups` shows those that there are.")
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        try:
            _unpack(path, Path(folder).resolve())
            manifest = json.loads((Path(folder) / MANIFEST).read_text())
        except (tarfile.TarError, OSError, ValueError) as problem:
            raise Trouble(f"{path} is not a whole backup of the portal: nothing was changed.") from problem
        wrong = [name for name, digest in manifest.items() if _digest(Path(folder) / name) != digest]
        if wrong or DUMP not in manifest:
            raise Trouble(f"{path} is damaged in {', '.join(wrong) or DUMP}: nothing was changed.")
        yield Path(folder)


def _unpack(path, folder):
    """Take plain files only, and only inside the folder: Debian's Python 3.11 has no filter for this yet."""
    with tarfile.open(path) as archive:
        for member in archive:
            target = (folder / member.name).resolve()
            if not member.isfile() or folder not in target.parents:
                raise tarfile.TarError(member.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.extractfile(member) as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)


def load(place, environment, folder):
    """Put the database and the files of an unpacked backup in place of what is there, all or nothing."""
    script, empty = folder / "restore.sql", folder / "empty.sql"
    empty.write_text(EMPTY)
    tool(environment, "pg_restore", "--no-owner", "--no-privileges", "-f", script, folder / DUMP)
    options = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", empty, "-f", script, "-c", STATISTICS]
    tool(environment, "psql", *options, environment["DATABASE_URL"])
    new = folder / "files"
    new.mkdir(exist_ok=True)
    old = place.data / "files.replaced"
    shutil.rmtree(old, ignore_errors=True)
    if place.files.exists():
        place.files.replace(old)
    shutil.move(new, place.files)
    shutil.rmtree(old, ignore_errors=True)
    # What was prepared belonged to the other data: let the next start look again.
    stamps = place.stamps_of(environment)
    (stamps / "migrate").unlink(missing_ok=True)
    (stamps / "demo").write_text("restored")


def has_data(environment):
    """Say whether the database holds anything of the portal."""
    return int(answer(environment, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) > 0


def sessions(environment):
    """Count the other connections that are open to the database."""
    others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    return int(answer(environment, f"SELECT count(*) FROM pg_stat_activity WHERE {others}"))  # noqa: S608 -- our own words


def answer(environment, query):
    """Return what the database says to this, as text."""
    return tool(environment, "psql", "-XtAc", query, environment["DATABASE_URL"])


def tool(environment, name, *arguments):
    """Run one of PostgreSQL's own programs and return what it says; trouble if it fails.

    The password goes through the environment, for a command line is seen by everybody.
    """
    url = environment["DATABASE_URL"]
    login, password = _apart(url)
    command = [programs(environment) / name, *(login if argument == url else argument for argument in arguments)]
    settings = clean_environment(PGPASSWORD=password) if password else clean_environment()
    ran = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Trouble(f"{name} failed, and nothing was changed: {ran.stderr.strip()}")
    return ran.stdout


def _apart(url):
    """Return the address of a database without its password, and the password."""
    parts = urlsplit(url)
    user, colon, password = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    return (parts._replace(netloc=f"{user}@{host}").geturl(), unquote(password)) if colon else (url, "")


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def _digest(path):
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
