"""The formats of a workbook, made once each and asked for by their words: "centred bold", "number 2 total"."""

from typing import Any

from reports.wording import MADE_UP

BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter", "text_wrap": True}
EDGE = {"border": 1}
WORDS: dict[str, dict[str, Any]] = {
    "text": {"align": "left"},
    "small": {"font_size": 10},
    "centred": {"align": "center"},
    "right": {"align": "right"},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "title": {"align": "center", "bold": True, "font_size": 14},
    "mark": {"bold": True, "font_size": 16, "align": "right"},
    "head": {**EDGE, "bold": True, "align": "center"},
    "cell": EDGE,
    "number": {**EDGE, "align": "right", "text_wrap": False},
    "total": {"bold": True},
    "group": {"bold": True},
    "body": {},
    "marked": {},
}


class Styles:
    """Formats by their words; a whole number among the words is the places of a figure, "marked" a made-up one."""

    def __init__(self, book: Any) -> None:
        self.book, self.made = book, {}

    def __getitem__(self, words: str) -> Any:
        if words not in self.made:
            form = dict(BASE)
            for word in words.split():
                form |= {"num_format": figure_format(int(word))} if word.isdigit() else WORDS[word]
            if "marked" in words.split():
                form["num_format"] += f'"{MADE_UP}"'
            self.made[words] = self.book.add_format(form)
        return self.made[words]


def figure_format(places: int) -> str:
    """Return Excel's format with so many places; a reader's own Excel puts in his own marks."""
    return "#,##0" + ("." + "0" * places if places else "")
