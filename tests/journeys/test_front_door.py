"""Through the front door, in a real browser."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser


def test_a_person_who_has_signed_in_sees_the_first_page_without_a_complaint_of_the_browser(page_of, clerk):
    page, said = page_of(clerk), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)

    answer = page.goto(reverse("home"))

    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert said == []
