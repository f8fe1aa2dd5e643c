"""Answers of the portal shown in a real browser: what axe, the console, the width and the keyboard find wrong in them.

The answers come from the test client, so that a page in error or refused is shown as easily as any other; the browser
gets them with their headers, the policy of what may run included, and the static files from the checkout.
"""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.contrib.staticfiles import finders

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Nobody answers there: every request is answered by the window itself.
ORIGIN = "http://portal.test"
# Browsers heed it, or complain that they do not, by the origin: ours is none of the portal's.
UNSHOWN = {"Cross-Origin-Opener-Policy"}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`))"""
SPILLED = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [`the page is ${document.documentElement.scrollWidth} px wide: ` + [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".table-scroll"))
        .slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(" | ")]"""
# Buttons, fields and the links that look like buttons: 44 px, a link within a sentence is not one of them.
SMALL = """() => [...document.querySelectorAll("button, select, textarea, .btn, .tabs a, .portal-nav a, "
        + ".cards td > a, .header-button, input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map(one => `only ${Math.round(one.getBoundingClientRect().height)} px high: ${one.outerHTML.slice(0, 120)}`)"""

# Letters and sizes arrive after the page: tables are boxes that Tab stops at until they are known to fit.
SETTLED = """() => document.fonts.ready.then(() =>
    new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"""
# What a press of the Tab key can reach, by a mark that each gets; a radio group is one stop.
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")]
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility())
    .filter(one => !["radio", "hidden"].includes(one.type))
    .map((one, place) => { one.dataset.place = place; return one.outerHTML.slice(0, 120); })"""
FOCUSED = """() => { const one = document.activeElement, style = getComputedStyle(one);
    return one === document.body ? null
        : {place: one.dataset.place, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2}; }"""


class Window:
    """One tab that shows given answers; `said` is what the console said about the one shown."""

    def __init__(self, page):
        self.page, self.said, self.shown = page, [], {}
        page.route("**/*", self._serve)
        page.on("console", lambda line: self._note(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))

    def show(self, address, answer):
        """Show an answer under its address, as if the portal had just sent it."""
        self.shown = {address: answer}
        self.said = []
        self.page.set_viewport_size(WIDE)
        self.page.goto(ORIGIN + address)
        self.page.evaluate(SETTLED)

    def faults(self):
        """What is wrong with the page shown, at both widths."""
        self.page.evaluate(AXE)
        found = self._judged(WIDE, RUN, SMALL) + self._judged(NARROW, RUN, SPILLED)
        return [*found, *(f"console: {line}" for line in self.said)]

    def tabbed(self):
        """What the keyboard cannot do on the page shown: what Tab never reaches, and where its focus is not seen."""
        reachable = self.page.evaluate(REACHABLE)
        self.page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
        unseen, left = set(), set(range(len(reachable)))
        # A third as many presses again, for the stops of radio groups and of the browser itself.
        for _press in range(len(reachable) * 4 // 3 + 5):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused and focused.get("place") is not None:
                place = int(focused["place"])
                left.discard(place)
                unseen |= set() if focused["seen"] else {place}
        found = [f"Tab never reaches {reachable[place]}" for place in sorted(left)]
        return found + [f"focus is not seen on {reachable[place]}" for place in sorted(unseen)]

    def _judged(self, size, *questions):
        self.page.set_viewport_size(size)
        self.page.evaluate(SETTLED)
        return [f"{size['width']} px: {fault}" for question in questions for fault in self.page.evaluate(question)]

    def _note(self, line):
        # The browser says of every refused page that it was refused.
        if "the server responded with a status of 4" not in line:
            self.said.append(line)

    def _serve(self, route):
        parts = urlsplit(route.request.url)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if address in self.shown:
            answer = self.shown[address]
            headers = {name: value for name, value in answer.headers.items() if name not in UNSHOWN}
            route.fulfill(status=answer.status_code, headers=headers, body=answer.body)
        elif file := finders.find(parts.path.removeprefix("/static/")):
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            route.fulfill(body=Path(file).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=204)


@pytest.fixture
def window(browser, playwright):
    """A tab of the real browser for answers of the test client."""
    context = browser.new_context(locale="vi-VN", viewport=WIDE)
    yield Window(context.new_page())
    context.close()
