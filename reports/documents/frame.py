"""What every paper of ours begins and ends with: letterhead, draft mark, note of made-up figures, signatures."""

from django.utils import timezone

from organisations.choices import PROVINCIAL, UnitKind
from reports import shown
from reports.blocks import Block, DraftMark, Letterhead, Note, Recipients, SignatureGrid, Signer
from reports.documents import figures
from reports.prose.pieces import COUNCIL, council_of
from reports.shown import DOTS, NO_BREAK_SPACE
from reports.wording import MADE_UP

ILLUSTRATIVE = Note(
    f"Số liệu minh họa: văn bản này dựa trên số liệu minh họa, không có nguồn. Dấu {MADE_UP} đứng sau số như vậy và "
    "sau mọi điểm của một kết quả xếp hạng có dùng số như vậy."
)
PLACES = (*PROVINCIAL, UnitKind.COMMUNE)
BOARD = (f"{COUNCIL} Trung ương", "Ban Thi đua - Khen thưởng Trung ương")
# The letters after the kind of paper; of a bloc's no source tells, so they are left to be written.
LETTERS = {"Cụm": "CTĐ"}


def behind(facts) -> list[Block]:
    """Return the note of a paper whose ranking was computed before figures or points were changed."""
    if not facts.behind:
        return []
    local = timezone.localtime(facts.table.run.finished_at)
    computed = f"{local:%H:%M} {shown.date(timezone.localdate(local))}"
    told = f"Điểm, thứ hạng ở đây theo xếp hạng tính lúc {computed}. Sau đó số liệu hoặc điểm đã thay đổi"
    if facts.changed:
        told += f": {'; '.join(figures.changed(one) for one in facts.changed)}"
    return [Note(f"{told}. Muốn dùng số mới thì tính xếp hạng lại.")]


def opening(letterhead: Letterhead, *, draft: bool, illustrative: bool) -> list[Block]:
    """Return the first blocks of a paper; the title follows the letterhead."""
    blocks: list[Block] = [DraftMark()] if draft else []
    return [*blocks, letterhead, *([ILLUSTRATIVE] if illustrative else [])]


def letterhead(facts, kind: str) -> Letterhead:
    """The head of a paper of this kind ("BC").

    A cluster has no seal: its papers stand under the authority that heads it, dotted where none is known.

    The day is left to be written with the number when the paper is issued: the conference's day would be before
    decisions and sources that the paper cites.
    """
    conference = facts.conference
    return Letterhead(
        parent_agency=_authority(facts.head.member.unit) if facts.head else f"UBND {DOTS}",
        issuing_agency=facts.season.cluster.name.upper(),
        symbol=f"{kind}-{LETTERS.get(facts.group, DOTS)}",
        place=conference.host.name if conference and conference.host else "",
    )


def letterhead_of(unit, kind: str, conference) -> Letterhead:
    """The head of a unit's own paper of this kind ("BC").

    Only of places is it known under which body and letters they issue: anything else leaves dots for them.
    """
    is_place = unit.kind in PLACES
    host = conference.host if conference else None
    return Letterhead(
        parent_agency="" if is_place else DOTS,
        issuing_agency=_authority(unit),
        symbol=f"{kind}-{'UBND' if is_place else DOTS}",
        place=host.name if host else unit.name if is_place else "",
    )


def closing_of(unit) -> list[Block]:
    """Return whom a unit's own paper goes to and who signs it, as far as its kind tells: no title is guessed."""
    recipients = Recipients((*(BOARD if unit.kind in PROVINCIAL else (DOTS,)), "Lưu: VT"))
    chair = Signer("CHỦ TỊCH", authority="TM. ỦY BAN NHÂN DÂN")
    return [recipients, SignatureGrid((chair if unit.kind in PLACES else Signer(""),))]


def closing(facts) -> list[Block]:
    """Return whom the paper goes to and who signs it."""
    places = all(unit.kind in PLACES for unit in facts.units)
    members = f"{'UBND ' if places else ''}các {facts.word} thành viên {facts.group}"
    lines = (*_organisers(facts.organiser), members[0].upper() + members[1:], "Lưu: VT")
    return [Recipients(lines), SignatureGrid((head_of(facts),))]


def _organisers(unit) -> tuple[str, ...]:
    """The bodies that arrange the whole, as far as the kind of the organiser tells."""
    if unit.kind in PROVINCIAL:
        return (f"UBND {unit.full_name}", council_of(unit))
    return BOARD if unit.kind == UnitKind.CENTRAL_BOARD else (DOTS,)


def head_of(facts) -> Signer:
    """Return who signs for the cluster: the one in charge of the unit that heads it, by name only where it is known.

    A post may name another official of the unit, who does not sign in that place.
    """
    post, word = facts.head, f"{facts.group.upper()} TRƯỞNG"
    if post is None:
        return Signer(word)
    unit = post.member.unit
    place = "CHỦ TỊCH" if unit.kind in PLACES else "THỦ TRƯỞNG"
    named = post.holder_title.upper().startswith(place)
    return Signer(f"{place}\n{_unparted(unit)}", post.holder_name if named else "", authority=word)


def _authority(unit) -> str:
    """The body that acts for a unit: a place has a people's committee, anything else acts itself."""
    name = unit.full_name.upper()
    return f"UBND {name}" if unit.kind in PLACES else name


def _unparted(unit) -> str:
    """The authority with the name of a place kept on one line; the name of anything else may be too long for that."""
    authority, name = _authority(unit), unit.name.upper()
    return authority.replace(name, name.replace(" ", NO_BREAK_SPACE)) if unit.kind in PLACES else authority
