"""Demos beside each other on one machine keep their sign-ins apart: cookies go to every port of a machine."""

import os
import subprocess
import sys

from django.test import Client

ASK = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
SERVERS = {
    "DATABASE_URL": "postgres://x@127.0.0.1/x",
    "REDIS_URL": "redis://127.0.0.1/0",
    "SECRET_KEY": "key-0" * 12,
    "DJANGO_SETTINGS_MODULE": "emulation_portal.settings",
}


def cookies(**environment):
    """The names of both cookies, as a process of its own reads the settings."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PLAIN_HTTP", "PORTAL_EMBEDDED")}
    command = [sys.executable, "-c", ASK]
    asked = subprocess.run(
        command, env=kept | SERVERS | environment, check=True, capture_output=True, text=True, timeout=60
    )
    return asked.stdout.split()


def test_two_demos_on_one_machine_share_no_cookie(tmp_path):
    one, other = (cookies(PORTAL_EMBEDDED="true", DATA_DIR=str(tmp_path / name)) for name in ("one", "other"))

    assert not set(one) & set(other)
    assert one == cookies(PORTAL_EMBEDDED="true", DATA_DIR=str(tmp_path / "one"))


def test_with_servers_of_ones_own_the_names_are_the_known_ones(tmp_path):
    assert cookies(DATA_DIR=str(tmp_path)) == ["__Host-session", "__Host-csrf"]


def test_the_token_is_found_under_whatever_name_its_cookie_has(settings, clerk):
    settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME = "csrf-abc", "session-abc"
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)

    page = browser.get("/").content.decode()
    token = page.split('"X-CSRFToken": "')[1].split('"')[0]

    assert "csrf-abc" in browser.cookies
    assert browser.post("/accounts/sign-out/", headers={"X-CSRFToken": token}).status_code != 403
