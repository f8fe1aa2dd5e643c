"""What is shown when a page cannot be: always a sentence, always a next step, always Vietnamese."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.handlers.exception import response_for_exception
from django.test import Client, RequestFactory
from django.urls import reverse

from emulation_portal import views
from tests.plugins.language import assert_vietnamese


@pytest.fixture
def request_of(rf: RequestFactory):
    return rf.get("/")


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (views.bad_request, 400, "Không đọc được yêu cầu"),
        (views.forbidden, 403, "Hiện bạn chưa làm được việc này"),
        (views.stale_form, 403, "Trang đã mở quá lâu"),
        (views.not_found, 404, "Không tìm thấy trang"),
        (views.broken, 500, "Cổng thông tin đang gặp sự cố"),
    ],
)
def test_a_refusal_names_what_happened_and_leads_on_without_a_database(request_of, view, status, title):
    answer = view(request_of)
    page = answer.content.decode()

    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert "Về trang “Việc của tôi”" in page
    assert_vietnamese(page)


def test_a_refusal_shows_the_sentence_of_the_code_that_refused(request_of):
    page = views.forbidden(request_of, PermissionDenied("Chỉ Cụm trưởng mới được công bố.")).content.decode()

    assert "<strong>Chỉ Cụm trưởng mới được công bố.</strong>" in page


@pytest.mark.parametrize(
    ("view", "status", "sentence"),
    [
        (views.bad_request, 400, "Cổng thông tin không đọc được nội dung đã gửi."),
        (views.forbidden, 403, "Vai trò bạn đang dùng không có quyền làm việc này."),
        (views.not_found, 404, "Nội dung này không còn, hoặc bạn không xem được trong vai trò đang dùng."),
        (views.broken, 500, "Cổng thông tin đang gặp sự cố. Hãy đợi một phút rồi thử lại."),
    ],
)
def test_what_a_page_asked_for_by_itself_is_refused_in_a_sentence_and_no_page(rf, view, status, sentence):
    request = rf.post("/")
    request.htmx = True

    answer = view(request)

    page = answer.content.decode()
    assert (answer.status_code, "<h1" in page) == (status, False)
    assert "Chưa lưu." in page
    assert sentence in page
    assert_vietnamese(page)


def test_a_fragment_without_its_token_leads_back_to_its_page(db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/clusters/figures/7/"}

    answer = Client(enforce_csrf_checks=True).post(reverse("set_text_size"), {"size": "large"}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Bạn đã đăng nhập hoặc đăng xuất sau khi mở trang này." in page
    assert 'href="/clusters/figures/7/"' in page


def test_a_form_without_its_token_is_refused_with_advice(db):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(reverse("set_text_size"), {"size": "large"})

    assert answer.status_code == 403
    assert "Chưa có gì được lưu." in answer.content.decode()


def test_large_text_is_remembered_and_leads_back_to_the_page(client_of, clerk):
    client = client_of(clerk)

    answer = client.post(reverse("set_text_size"), {"size": "large", "next": "/reports/"})

    assert (answer.status_code, answer.url) == (302, "/reports/")
    assert '<html lang="vi" class="large-text">' in client.get(reverse("home")).content.decode()


def test_the_text_switch_leads_to_no_other_site(client_of, clerk):
    answer = client_of(clerk).post(reverse("set_text_size"), {"size": "normal", "next": "https://evil.example/"})

    assert answer.url == "/"


@pytest.mark.usefixtures("expected_errors")
@pytest.mark.parametrize(("error", "traced"), [(PermissionDenied("Chỉ Cụm trưởng."), False), (ValueError(), True)])
def test_a_refused_request_is_one_line_of_the_log_and_an_error_keeps_its_traceback(caplog, rf, error, traced):
    with caplog.at_level("WARNING"):
        response_for_exception(rf.get("/nam-thi-dua/"), error)

    assert [(bool(line.exc_info), "/nam-thi-dua/" in line.getMessage()) for line in caplog.records] == [(traced, True)]
