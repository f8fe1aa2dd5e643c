"""What every paper of ours begins and ends with: letterhead, draft mark, note of made-up figures, signatures."""

from reports.blocks import Block, DraftMark, Letterhead, Note, Recipients, SignatureGrid, Signer
from reports.shown import DOTS
from reports.wording import MADE_UP

ILLUSTRATIVE = Note(
    f"Số liệu minh họa: văn bản này dựa trên số liệu minh họa, không có nguồn; từng số như vậy có dấu {MADE_UP}."
)
BOARD = ("Hội đồng Thi đua - Khen thưởng Trung ương", "Ban Thi đua - Khen thưởng Trung ương")


def opening(letterhead: Letterhead, *, draft: bool, illustrative: bool) -> list[Block]:
    """Return the first blocks of a paper; the title follows the letterhead."""
    blocks: list[Block] = [DraftMark()] if draft else []
    return [*blocks, letterhead, *([ILLUSTRATIVE] if illustrative else [])]


def letterhead(facts, symbol: str) -> Letterhead:
    """A cluster has no seal: its papers stand under the people's committee of the head, dotted where none is known."""
    head = facts.head.full_name.upper() if facts.head else DOTS
    conference = facts.conference
    return Letterhead(
        parent_agency=f"UBND {head}",
        issuing_agency=facts.season.cluster.name.upper(),
        symbol=symbol,
        place=conference.host.name if conference and conference.host else "",
        on=conference.held_on if conference else None,
    )


def closing(facts) -> list[Block]:
    """Return whom the paper goes to and who signs it; his name is written by hand."""
    lines = (*BOARD, f"UBND các {facts.word} thành viên {facts.group}", "Lưu: VT")
    return [Recipients(lines), SignatureGrid((Signer(f"{facts.group.upper()} TRƯỞNG"),))]
