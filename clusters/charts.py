"""Charts as SVG texts: pure functions from names and values to a drawing that reads without colour.

Every drawing is 400 units wide with 14-unit text, so that it reads at 390 px and on paper alike. Hatches tell the
parts apart, each bar carries its figure, `<title>` and `<desc>` say what is drawn. Only presentation attributes are
used, since the pages allow no inline style.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from django.utils.html import escape
from django.utils.safestring import SafeString

from scoring.numbers import written

WIDTH = 400
NAMES = 130
FIGURES = 72
TEXT = 14
LINE = 17
LETTER = 7.4
DIGIT = 8.6  # of a figure, its sign of per cent among them
GAP = 8
INK = "#1b1b1b"
FONT = "'Be Vietnam Pro', Tinos, 'Times New Roman', serif"
NOT_REPORTED = "—"

# Each hatch differs in its strokes, and in its shade where there is colour: neither alone has to carry the meaning.
HATCHES = (
    ("#9c1f24", ""),
    ("#f2d6a2", '<path d="M0 8 8 0" stroke="#1b1b1b" stroke-width="1.6"/>'),
    ("#ffffff", '<circle cx="4" cy="4" r="1.7" fill="#1b1b1b"/>'),
    ("#cfe0ee", '<path d="M0 4H8" stroke="#1b1b1b" stroke-width="1.6"/>'),
    ("#ffffff", ""),
    ("#d9d9d9", '<path d="M4 0V8" stroke="#1b1b1b" stroke-width="1.6"/>'),
    ("#e6eedb", '<path d="M0 0 8 8M0 8 8 0" stroke="#1b1b1b" stroke-width="1.2"/>'),
    ("#5b5b5b", '<path d="M0 4H8M4 0V8" stroke="#ffffff" stroke-width="1.4"/>'),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A member and its value; None is drawn as "—", never as a bar of nothing."""

    name: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Stack:
    """A member and its value in every group, in the order of the groups."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value lies across the drawing; zero always lies on it."""

    low: float
    high: float
    figures: float

    def x(self, value: Decimal | int) -> float:
        span = (self.high - self.low) or 1.0
        return NAMES + GAP + (float(value) - self.low) / span * (WIDTH - NAMES - self.figures - 2 * GAP)


def bars(
    title: str,
    values: Sequence[Bar],
    *,
    mean: Decimal | None = None,
    mean_name: str = "",
    mean_places: int | None = None,
    places: int | None = None,
    unit: str = "",
    description: str = "",
) -> SafeString:
    """Draw a bar a member, with the mean as a dashed line over all of them.

    Without `places` each figure bears its own decimals, as in the table beside it; the mean may have `mean_places`.
    """
    known = [bar.value for bar in values if bar.value is not None]
    write = _writing(places, unit)
    write_mean = write if mean_places is None else _writing(mean_places, unit)
    reach = [*known, *([] if mean is None else [mean])]
    scale = _scale(reach, [write(bar.value) for bar in values])
    pieces: list[str] = []
    figures: list[str] = []
    y = float(GAP)
    for bar in values:
        lines = wrapped(bar.name)
        pieces.append(_name(lines, y))
        middle = y + _height(lines) / 2
        if bar.value is not None:
            pieces.append(_bar(scale, Decimal(0), bar.value, middle, _fill(title, 0)))
        end = max(scale.x(0), scale.x(bar.value or 0))
        figures.append(_clear(end + 4, middle + 5, write(bar.value)))
        y += _height(lines)
    pieces.append(_zero(scale, y))
    if mean is not None:
        pieces.append(_mean(scale, mean, y, f"{mean_name}: {write_mean(mean)}"))
        y += LINE + GAP
    pieces.extend(figures)  # last, so that no line runs through a figure
    said = description or "; ".join(f"{bar.name}: {write(bar.value)}" for bar in values)
    return _drawing(title, said, y + GAP, pieces, hatches=1)


def stacked(
    title: str,
    groups: Sequence[str],
    values: Sequence[Stack],
    *,
    places: int | None = 2,
    unit: str = "",
    description: str = "",
) -> SafeString:
    """Draw a bar a member made of its groups, with the total at its end and the groups' names below."""
    write = _writing(places, unit)
    totals = [sum((part for part in stack.values if part is not None), Decimal(0)) for stack in values]
    ups = [sum((part for part in stack.values if part is not None and part > 0), Decimal(0)) for stack in values]
    downs = [total - up for total, up in zip(totals, ups, strict=True)]
    scale = _scale([*ups, *downs], [write(total) for total in totals])
    pieces: list[str] = []
    y = float(GAP)
    for stack, total, up in zip(values, totals, ups, strict=True):
        lines = wrapped(stack.name)
        middle = y + _height(lines) / 2
        pieces.append(_name(lines, y))
        pieces.extend(_segments(title, scale, stack, middle))
        known = any(part is not None for part in stack.values)
        pieces.append(_text(scale.x(up) + 4, middle + 5, write(total if known else None)))
        y += _height(lines)
    pieces.append(_zero(scale, y))
    y += GAP
    for place, group in enumerate(groups):
        lines = wrapped(group, WIDTH - 44)
        pieces.append(_swatch(title, place, y))
        pieces.append(_lines(lines, 32, y + TEXT, "start"))
        y += len(lines) * LINE + 4
    said = description or "; ".join(
        f"{stack.name}: {write(total if any(part is not None for part in stack.values) else None)}"
        for stack, total in zip(values, totals, strict=True)
    )
    return _drawing(title, said, y + GAP, pieces, hatches=len(groups))


def wrapped(name: str, width: float = NAMES) -> list[str]:
    """Return the name in lines that fit the width; a word is never cut."""
    room = int(width / LETTER)
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _scale(values: Iterable[Decimal], figures: Iterable[str]) -> _Scale:
    """Leave as much room beside the longest bar as the longest figure needs."""
    reach = [0.0, *(float(value) for value in values)]
    longest = max((len(figure) * LETTER + GAP for figure in figures), default=0.0)
    return _Scale(min(reach), max(reach), max(FIGURES, longest))


def _segments(title: str, scale: _Scale, stack: Stack, middle: float) -> Iterable[str]:
    right = left = Decimal(0)
    for place, part in enumerate(stack.values):
        if not part:
            continue
        start = right if part > 0 else left
        if part > 0:
            right += part
        else:
            left += part
        yield _bar(scale, start, start + part, middle, _fill(title, place))


def _writing(places: int | None, unit: str) -> Callable[[Decimal | None], str]:
    """Return how the drawing writes a figure."""

    def write(value: Decimal | None) -> str:
        return NOT_REPORTED if value is None else f"{written(value, places)}{unit}"

    return write


def _height(lines: Sequence[str]) -> float:
    return max(26.0, len(lines) * LINE + 9.0)


@lru_cache(maxsize=256)
def _key(title: str) -> str:
    return sha256(title.encode()).hexdigest()[:8]


def _fill(title: str, place: int) -> str:
    return f"url(#h{_key(title)}-{place % len(HATCHES)})"


def _bar(scale: _Scale, start: Decimal, end: Decimal, middle: float, fill: str) -> str:
    left, right = sorted((scale.x(start), scale.x(end)))
    return (
        f'<rect x="{left:.1f}" y="{middle - 8:.1f}" width="{right - left:.1f}" height="16" '
        f'fill="{fill}" stroke="{INK}" stroke-width="1"/>'
    )


def _swatch(title: str, place: int, y: float) -> str:
    return (
        f'<rect x="{GAP}" y="{y + 2:.1f}" width="18" height="14" '
        f'fill="{_fill(title, place)}" stroke="{INK}" stroke-width="1"/>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _clear(x: float, y: float, text: str) -> str:
    """Draw a figure on white as high as its row, so that no line runs through it or touches it."""
    width = len(text) * DIGIT + 4
    white = f'<rect x="{x - 2:.1f}" y="{y - 17:.1f}" width="{width:.1f}" height="24" fill="#ffffff"/>'
    return white + _text(x, y, text)


def _lines(lines: Sequence[str], x: float, y: float, anchor: str) -> str:
    return "".join(_text(x, y + place * LINE, line, anchor) for place, line in enumerate(lines))


def _name(lines: Sequence[str], y: float) -> str:
    first = y + (_height(lines) - len(lines) * LINE) / 2 + TEXT - 1
    return _lines(lines, NAMES, first, "end")


def _zero(scale: _Scale, bottom: float) -> str:
    return f'<path d="M{scale.x(0):.1f} {GAP / 2}V{bottom:.1f}" stroke="{INK}" stroke-width="1.2"/>'


def _mean(scale: _Scale, mean: Decimal, bottom: float, label: str) -> str:
    x = scale.x(mean)
    half = len(label) * LETTER / 2
    centre = min(max(x, half), WIDTH - half)
    line = (
        f'<path d="M{x:.1f} {GAP / 2}V{bottom + 4:.1f}" stroke="#ffffff" stroke-width="4"/>'
        f'<path d="M{x:.1f} {GAP / 2}V{bottom + 4:.1f}" stroke="{INK}" stroke-width="2" stroke-dasharray="6 4"/>'
    )
    return line + _text(centre, bottom + LINE + 2, label, "middle")


def _hatch(title: str, place: int) -> str:
    shade, strokes = HATCHES[place]
    return (
        f'<pattern id="h{_key(title)}-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{shade}"/>{strokes}</pattern>'
    )


def _drawing(title: str, said: str, height: float, pieces: Iterable[str], *, hatches: int) -> SafeString:
    key = _key(title)
    patterns = "".join(_hatch(title, place) for place in range(min(hatches, len(HATCHES))))
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'aria-labelledby="t{key} d{key}" font-family="{FONT}" font-size="{TEXT}" fill="{INK}">'
        f'<title id="t{key}">{escape(title)}</title><desc id="d{key}">{escape(said)}</desc>'
        f"<defs>{patterns}</defs>{''.join(pieces)}</svg>"
    )
