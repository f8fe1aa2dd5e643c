"""The one way a figure reaches a page: Vietnamese notation in both languages, and three states that never mix."""

import html
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from scoring.numbers import written

register = template.Library()

NOT_REPORTED = "—"
OF_CLASS = ' class="%s"'
OF_LABEL = ' data-label="%s"'


@register.filter
def number(value, places=None):
    """“1.234,56”, as it is typed, in whatever language the page is; “—” for None; with `places`, so many decimals."""
    if value is None or value == "":
        return NOT_REPORTED
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    return written(amount, None if places is None else int(places))


@register.filter
def score(value, places=2):
    """Points of a criteria sheet: always the sheet's number of decimals."""
    return number(value, places)


@register.filter
def percent(value, places=2):
    """A percentage already in hundredths: “94,73%”; “—” stays alone."""
    text = number(value, places)
    return text if text == NOT_REPORTED else f"{text}%"


@register.filter
def cells(written, labels):
    """A row's cells from (class or "", text), for tables of hundreds of them: “<td class="num">12,5</td>”.

    `labels` name the columns, for a narrow screen, where the heads are out of sight.
    """
    told = zip(written, _named(tuple(labels)), strict=True)
    pieces = [f"<td{kind and OF_CLASS % kind}{label}>{_escaped(text)}</td>" for (kind, text), label in told]
    return mark_safe("".join(pieces))  # noqa: S308 -- every text is escaped


@lru_cache(maxsize=64)
def _named(labels):
    """The labels as attributes: every row of a table bears the same."""
    return [OF_LABEL % conditional_escape(label) for label in labels]


def _escaped(text):
    """What Django's own does, without asking of each of a thousand cells whether it is to be translated later."""
    return text if isinstance(text, SafeString) else html.escape(str(text))


@register.simple_tag
def figure(value, not_applicable=False, places=None):
    """One of the three states: “—” not reported, the number (zero is “0”), or “KAD” when it does not apply."""
    if not_applicable:
        return gettext("n/a")
    return number(value, places)
