"""What every answer carries, refusals and errors included."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from emulation_portal.middleware import HEADERS
from emulation_portal.urls import *  # noqa: F403 -- the portal's handlers, with a few pages that fail
from emulation_portal.urls import urlpatterns as portal


def refused(request):
    raise PermissionDenied("Chỉ cán bộ nhập số liệu của đơn vị mới được nhập.")


def suspicious(request):
    raise SuspiciousOperation


def broken(request):
    raise ZeroDivisionError


def plain(request):
    return HttpResponse("")


def cached(request):
    return HttpResponse("", headers={"Cache-Control": "public, max-age=60"})


urlpatterns = [
    *portal,
    path("plain/", plain),
    path("refused/", refused),
    path("suspicious/", suspicious),
    path("broken/", broken),
    path("cached/", cached),
]


@pytest.fixture
def client(clerk, client_of):
    client = client_of(clerk)
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.fixture
def get(client):
    return client.get


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/plain/", 200), ("/refused/", 403), ("/nowhere/", 404), ("/suspicious/", 400), ("/broken/", 500)],
)
def test_every_answer_carries_the_headers(get, expected_errors, address, status):
    answer = get(address)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_page_that_says_how_it_may_be_cached_is_left_alone(get):
    assert get("/cached/").headers["Cache-Control"] == "public, max-age=60"


def test_the_portal_is_vietnamese_whatever_the_browser_prefers(get):
    answer = get("/", headers={"accept-language": "en-US,en;q=0.9"})

    assert answer.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in answer.content.decode()


def test_the_switch_makes_the_portal_english_and_back(client):
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    english = client.get("/").content.decode()
    client.post("/i18n/setlang/", {"language": "vi", "next": "/"})

    assert '<html lang="en"' in english
    assert "<h1>My work</h1>" in english
    assert "<h1>Việc của tôi</h1>" in client.get("/").content.decode()


def test_a_closed_portal_says_so_and_comes_back_by_itself(get, settings, tmp_path, expected_errors):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    assert get("/plain/").status_code == 200

    settings.MAINTENANCE_FILE.touch()
    answer = get("/plain/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "<h1>Cổng thông tin đang bảo trì</h1>" in answer.content.decode()
    assert get("/health/").headers["Content-Type"] == "application/json"
