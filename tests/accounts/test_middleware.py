"""Under which assignment a request is carried out."""

import pytest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from accounts.models import Assignment
from clusters.models import UnitYear
from tests.factories.accounts import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lapsed(clerk, client_of, head_unit):
    """A browser in which somebody worked as the head's clerk until that assignment ended at midnight."""
    other = AssignmentFactory(user=clerk, unit=head_unit)
    browser = client_of(clerk)
    browser.post("/accounts/acting/", {"assignment": other.pk})
    browser.get("/")
    Assignment.objects.filter(pk=other.pk).update(valid_to=timezone.localdate())
    return browser


NEW_YEAR = reverse_lazy("clusters:unit_year_new")
ENDED = "Phân công của bạn đã hết hiệu lực: Cán bộ phụ trách của đơn vị, Quảng Ninh."
NOW = "Bây giờ bạn làm việc với vai trò: Cán bộ phụ trách của đơn vị, Nam Định."


def test_who_worked_under_an_assignment_that_ended_is_told_once_as_whom_he_works_now(lapsed):
    pages = [lapsed.get("/accounts/me/").content.decode() for _visit in range(2)]

    assert [(ENDED in page, NOW in page) for page in pages] == [(True, True), (False, False)]


def test_what_is_sent_under_an_assignment_that_ended_is_not_carried_out_under_another(lapsed, clerk, member_unit):
    form = {"unit": member_unit.pk, "year": "2020", "title": "", "source": ""}

    refused = lapsed.post(NEW_YEAR, form)
    kept = UnitYear.objects.count()
    lapsed.post(NEW_YEAR, form)

    assert (refused.status_code, kept, UnitYear.objects.count()) == (409, 0, 1)
    assert f"{ENDED} {NOW} Nội dung bạn vừa gửi chưa được thực hiện." in refused.content.decode()


def test_a_fragment_goes_on_under_no_other_assignment_before_the_page_has_told(lapsed):
    answers = [lapsed.post(NEW_YEAR, {}, HTTP_HX_REQUEST="true") for _time in range(2)]

    assert [(one.status_code, ENDED in one.content.decode()) for one in answers] == [(403, True)] * 2
    assert ENDED in lapsed.get("/accounts/me/").content.decode()


def test_an_assignment_that_nobody_chose_ends_no_more_silently(clerk, client_of, head_unit):
    AssignmentFactory(user=clerk, unit=head_unit, valid_from=timezone.localdate())
    browser = client_of(clerk)
    browser.get("/")
    clerk.assignments.order_by("valid_from").filter(unit__code="36").update(valid_to=timezone.localdate())

    assert "Bây giờ bạn làm việc với vai trò: Cán bộ phụ trách của đơn vị, Quảng Ninh." in (
        browser.get("/accounts/me/").content.decode()
    )


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/clusters/seasons/4/ranking/?sort=unit", "/clusters/seasons/4/ranking/%3Fsort%3Dunit"),
        ("http://elsewhere.example/clusters/seasons/4/", "/"),
        (None, "/"),
    ],
)
def test_who_presses_a_button_after_signing_out_is_told_and_comes_back_to_that_page(came_from, back, clerk, client_of):
    browser, said = client_of(clerk), {} if came_from is None else {"HTTP_REFERER": came_from}
    browser.logout()

    answer = browser.post(reverse("clusters:request_run", args=[4]), **said)

    assert (answer.status_code, answer.url) == (302, f"{reverse('accounts:sign_in')}?next={back}")
    page = browser.get(answer.url).content.decode()
    assert "Bạn không còn đăng nhập nên việc vừa bấm chưa được thực hiện." in page
