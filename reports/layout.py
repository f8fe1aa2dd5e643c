"""A document as plain texts: what page, PDF and Word file are all drawn from, so that they cannot differ."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from organisations import letters
from reports import shown, wording
from reports.blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Letterhead,
    List,
    Note,
    Paragraph,
    Part,
    Recipients,
    Run,
    SignatureGrid,
    Signer,
    Table,
    heads,
    parts,
)

Plain = dict[str, Any]


def laid_out(document: Document) -> Plain:
    """Return the document as dictionaries, lists and texts only, ready for a template or for JSON."""
    return {
        "title": letters.printable(document.title),
        "draft": document.draft,
        "foot": foot(document),
        "parts": [_part(part) for part in parts(document)],
    }


def foot(document: Document) -> str:
    """Return the line in the foot of every page: the code of the result and the time of printing."""
    pieces = []
    if document.result_code:
        pieces.append(f"{wording.RESULT_CODE}: {document.result_code}")
    if document.printed_at:
        local = timezone.localtime(document.printed_at)
        pieces.append(f"{wording.PRINTED_AT} {local:%H:%M} {local:%d/%m/%Y}")
    return " · ".join(pieces)


def blocks_of(part: Part) -> Iterator[tuple[Block, Plain]]:
    """Yield each block with its plain form; a table's form lacks the rows, which may be many.

    A chart is followed by its table, recipients and the signatures after them are one closing. Every text comes with a
    stand-in for each letter that no paper can print.
    """
    for block, plain in _plain_blocks(part):
        yield block, _printable(plain)


def _plain_blocks(part: Part) -> Iterator[tuple[Block, Plain]]:
    recipients: Recipients | None = None
    for block in part.blocks:
        match block:
            case Recipients():
                recipients = block
            case SignatureGrid():
                yield block, _closing(recipients, block)
                recipients = None
            case Chart():
                yield block, {"kind": "chart", "title": block.title, "svg": block.svg}
                yield block.table, _table(block.table)
            case _:
                yield block, _block(block)
    if recipients:
        yield recipients, _closing(recipients, None)


def _printable(value: Any) -> Any:
    match value:
        case str():
            return letters.printable(value)
        case dict():
            return {name: _printable(held) for name, held in value.items()}
        case list():
            return [_printable(held) for held in value]
    return value


def _part(part: Part) -> Plain:
    blocks = []
    for block, plain in blocks_of(part):
        if isinstance(block, Table):
            plain["rows"] = _rows(block)
        blocks.append(plain)
    title = letters.printable(part.section.title)
    return {"orientation": part.section.orientation.value, "title": title, "blocks": blocks}


def _block(block: Block) -> Plain:
    match block:
        case Letterhead():
            return _letterhead(block)
        case Heading():
            return {"kind": "heading", "level": block.level, "text": shown.filled(block.text), "subject": block.subject}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.runs)}
        case List():
            return {"kind": "list", "numbered": block.numbered, "items": [_runs(item) for item in block.items]}
        case Table():
            return _table(block)
        case Note():
            return {"kind": "note", "text": block.text}
        case _:
            raise TypeError(f"no layout for {type(block).__name__}")


def _letterhead(head: Letterhead) -> Plain:
    return {
        "kind": "letterhead",
        "parent": head.parent_agency,
        "issuing": shown.filled(head.issuing_agency),
        "number": shown.number_line(head),
        "place": shown.place_and_date(head),
        "country": wording.COUNTRY,
        "motto": wording.MOTTO,
    }


def _runs(runs: tuple[Run, ...]) -> list[Plain]:
    return [
        {"text": shown.run(run), "bold": getattr(run, "bold", False), "italic": getattr(run, "italic", False)}
        for run in runs
    ]


def _table(block: Table) -> Plain:
    head = heads(block.columns)
    return {
        "kind": "table",
        "title": block.title,
        "unit": f"{wording.UNIT}: {block.unit}" if block.unit else "",
        "columns": [{"kind": column.kind.value, "width": column.width} for column in block.columns],
        "head": [
            [
                {"text": cell.text, "rows": cell.rows, "columns": cell.columns, "column": cell.column}
                for cell in head
                if cell.row == row
            ]
            for row in range(1 + max(cell.row for cell in head))
        ],
        "footnotes": list(block.footnotes),
    }


def _rows(block: Table) -> list[Plain]:
    columns = block.columns
    return [
        {
            "kind": row.kind.value,
            "span": len(row.cells) == 1 < len(columns),
            "cells": tuple(map(shown.cell, row.cells, columns)),
        }
        for row in block.rows
    ]


def _closing(recipients: Recipients | None, grid: SignatureGrid | None) -> Plain:
    lines = recipients.lines if recipients else ()
    signers = grid.signers if grid else ()
    return {
        "kind": "closing",
        "recipients": [f"- {shown.filled(line)}{'.' if line is lines[-1] else ';'}" for line in lines],
        "recipients_word": wording.RECIPIENTS if recipients else "",
        "columns": grid.columns if grid else 1,
        "signers": [_signer(signer) for signer in signers],
    }


def _signer(signer: Signer) -> Plain:
    position, _, body = signer.position.partition("\n")
    return {
        "unit": signer.unit,
        "authority": signer.authority,
        "position": shown.filled(position),
        "of": body,
        "note": signer.note,
        "name": shown.filled(signer.name),
    }
