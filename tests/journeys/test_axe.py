"""Every page of the portal, looked at as a person with a screen reader, a narrow screen or no mouse would."""

import pytest
from django.urls import reverse

from tests.journeys.pages import pages
from tests.matrix.objects import build_world
from tests.matrix.walk import tables


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.timeout(300)
@pytest.mark.parametrize("table", tables())
def test_axe_the_console_and_both_widths_find_nothing_wrong(table, request, client_of, window):
    found = []
    for page in pages(table, build_world(request.getfixturevalue), client_of):
        if "text/html" not in page.answer.headers["Content-Type"]:
            continue
        window.show(page.address, page.answer)
        found += [f"{page.name}: {fault}" for fault in window.faults()]

    assert "\n".join(found) == ""


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<img src="/static/img/mark.svg">', "1440 px: image-alt"),
        ("<textarea></textarea>", "1440 px: label"),
        ('<p class="text-white">trắng trên trắng</p>', "1440 px: color-contrast"),
        ('<div class="sort-mark"><button>Nộp</button></div>', "1440 px: only 30 px high"),
        ('<p class="text-nowrap">' + "một câu rất dài " * 20 + "</p>", "390 px: the page is"),
        ('<p style="color: red">đỏ</p>', "console: Applying inline style"),
        ("<script>1</script>", "console: Executing inline script"),
    ],
)
def test_a_planted_fault_is_found(client, window, planted, fault):
    answer = client.get(reverse("accounts:sign_in"))
    for name, body in (("good", ""), ("bad", planted)):
        answer.body = answer.content.replace(b"</main>", body.encode() + b"</main>")
        window.show(f"/{name}/", answer)
        assert [found.startswith(fault) for found in window.faults()][:1] == [True] * (name == "bad")


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "routes"),
    [
        ("portal", {"home"}),
        ("accounts", {"accounts:sign_in", "accounts:people", "accounts:new_person"}),
        ("clusters_setup", {"clusters:season", "clusters:members", "clusters:add_criterion"}),
        ("clusters_figures", {"clusters:figures", "clusters:scores"}),
        ("clusters_ranking", {"clusters:ranking"}),
    ],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(table, routes, request, client_of, window):
    found, walked = [], set()
    for page in pages(table, build_world(request.getfixturevalue), client_of):
        if page.route in routes and page.answer.status_code == 200:
            walked.add(page.route)
            window.show(page.address, page.answer)
            found += [f"{page.name}: {fault}" for fault in window.tabbed()]

    assert "\n".join(found) == ""
    assert walked == routes


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<div id="trap"><a href="#">mắc kẹt</a></div><p tabindex="0" id="after">sau</p>', "Tab never reaches"),
        ("<select data-unseen></select>", "focus is not seen"),
    ],
)
def test_a_planted_trap_and_an_unseen_focus_are_found(client, window, planted, fault):
    answer = client.get(reverse("accounts:sign_in"))
    answer.body = answer.content.replace(b"</main>", planted.encode() + b"</main>")
    window.show("/", answer)
    window.page.evaluate("""() => {
        document.querySelector("#trap a")?.addEventListener("keydown", event => event.preventDefault());
        const unseen = document.querySelector("[data-unseen]");
        unseen?.addEventListener("focus", () => unseen.style.setProperty("outline", "none", "important"));
    }""")

    assert [found for found in window.tabbed() if found.startswith(fault)] != []
