"""What a person's hands do in the portal, by the words that stand on its pages."""

import re

from django.urls import reverse
from playwright.sync_api import expect


def sign_in(page, username, password):
    """Leave whoever is signed in, and come in through the front door."""
    page.context.clear_cookies()
    page.goto(reverse("accounts:sign_in"))
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    press(page, "Đăng nhập")
    expect(page.locator("h1")).not_to_have_text("Đăng nhập")


def press(page, words):
    """Press the button that begins with these words inside the page, never one of the frame around it."""
    page.locator("main").get_by_role("button", name=_beginning(words)).first.click()


def follow(page, words):
    """Follow the link that begins with these words inside the page."""
    page.locator("main").get_by_role("link", name=_beginning(words)).first.click()


def _beginning(words):
    return re.compile(f"^\\s*{re.escape(words)}")


def menu(page, words):
    """Open a part of the portal by its menu."""
    page.get_by_role("navigation").get_by_role("link", name=words, exact=True).first.click()


def tab(page, part):
    """Turn to a page of the season by its tab, known by the part of its address."""
    page.locator(f"main nav .tabs a[href*='{part}/']").click()


def fill(page, **texts):
    """Type into fields by their names."""
    for name, text in texts.items():
        page.locator(f"main [name={name}]").fill(text)


def choose(page, **labels):
    """Choose options by the words that they show; part of the words is enough."""
    for name, label in labels.items():
        field = page.locator(f"main select[name={name}]")
        value = field.locator("option", has_text=label).first.get_attribute("value")
        field.select_option(value)


def row_of(page, name):
    """The row of a table whose head says the name."""
    return page.locator("main tr").filter(has=page.get_by_role("rowheader", name=re.compile(re.escape(name)))).first


def says(page, *sentences):
    """Every sentence stands in the page."""
    for sentence in sentences:
        expect(page.locator("main")).to_contain_text(sentence)
