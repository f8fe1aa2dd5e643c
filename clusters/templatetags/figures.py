"""Figures on a page: the three states, the percentage that a ratio makes, a rank out of how many."""

from django import template
from django.utils.translation import gettext

from clusters import arithmetic_sentences, sentences
from clusters.choices import IndicatorKind
from clusters.queries.last_year import shown_value
from clusters.templatetags.numbers import NOT_REPORTED, number
from scoring.numbers import MOST_DECIMALS
from scoring.rounding import most_exact

register = template.Library()
PERCENTAGES = (IndicatorKind.PERCENTAGE, IndicatorKind.RATIO)


@register.simple_tag
def figure_text(indicator, figure, applies=True):
    """“35,91% (65/181)”, “33/63”, “10,05%”, “Có”; “—” when not reported, “KAD” when it does not apply."""
    if not applies:
        return gettext("n/a")
    if figure is None or not figure.reported:
        return NOT_REPORTED
    match indicator.kind:
        case IndicatorKind.RATIO:
            share = shown_value(figure)
            parts = f"{number(figure.numerator)}/{number(figure.denominator)}"
            return parts if share is None else f"{number(share, indicator.places)}% ({parts})"
        case IndicatorKind.RANK:
            return number(figure.value) + (f"/{number(figure.denominator)}" if figure.denominator is not None else "")
    return value_text(figure.value, indicator)


@register.filter
def value_text(value, indicator):
    """One number of an indicator (a plan, last year's value): a percentage bears its sign, yes and no are words."""
    if value is None or value == "":
        return NOT_REPORTED
    if indicator.kind == IndicatorKind.YES_NO:
        return gettext("Yes") if value else gettext("No")
    if indicator.kind == IndicatorKind.RATIO and most_exact([value]) > MOST_DECIMALS:
        # Nobody typed it: it is the share that two numbers made, shown as beside them.
        return f"{number(value, indicator.places)}%"
    return f"{number(value)}%" if indicator.kind in PERCENTAGES else number(value)


@register.filter
def whole_text(whole, indicator):
    """What the members' figures make together: how many of how many, or the one value, a mean with all its decimals."""
    if whole.count is not None:
        return f"{whole.count}/{whole.counted}"
    told = number(whole.value, whole.places)
    percentage = whole.is_percentage or indicator.kind in PERCENTAGES
    return f"{told}%" if percentage and whole.value is not None else told


@register.filter
def beside(heads, cells):
    """Each cell with the head of its column."""
    return zip(heads, cells, strict=True)


@register.simple_tag
def stage_points(line, stage):
    """Points of one stage of a line: “—” when not given, “KAD” when the line does not apply."""
    if line.not_assigned is not None:
        return gettext("n/a")
    return number(line.points(stage), line.criterion.sheet.places)


@register.simple_tag
def cannot(points):
    """“Cannot be computed yet: …”, for points without a value."""
    return sentences.of_step(points.steps[-1])


@register.simple_tag
def explained(line):
    """The sentences that explain what the rule computed."""
    if not line.computed:
        return []
    taken = line.criterion.inputs.all()
    percent = bool(taken) and all(each.indicator.kind in PERCENTAGES for each in taken)
    return arithmetic_sentences.explanation(line.computed.steps, line.rule, percent=percent)
