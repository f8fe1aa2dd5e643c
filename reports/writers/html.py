"""A paper as a part of a page, the same texts as on paper; `reports/document.html` puts it on a page of its own."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reports.blocks import Blank, Document
from reports.layout import Plain, laid_out

BLANKS = (Blank.NOT_REPORTED.value, Blank.NOT_APPLICABLE.value)


def write(document: Document) -> SafeString:
    """Return the paper as HTML, everything in it escaped but our own drawings."""
    data = laid_out(document)
    for part in data["parts"]:
        for block in part["blocks"]:
            if block["kind"] == "table":
                _set_sides(block)
            elif block["kind"] == "chart":
                block["svg"] = mark_safe(block["svg"])  # noqa: S308 -- drawn by clusters.charts, which escapes names
    return render_to_string("reports/_paper.html", {"paper": data})


def _set_sides(table: Plain) -> None:
    kinds = [column["kind"] for column in table["columns"]]
    for row in table["rows"]:
        row["sides"] = [
            (text, "blank" if text in BLANKS else kind) for text, kind in zip(row["cells"], kinds, strict=False)
        ]
