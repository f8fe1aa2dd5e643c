"""Ranking, proposals and decisions in sentences."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from clusters.queries.ranking import Ranked, RankingTable
from organisations.vietnamese import folded
from reports import shown
from reports.blocks import Number
from reports.prose.pieces import Runs, joined
from reports.wording import MADE_UP

TIE_STEPS = {
    "penalties": "số điểm bị trừ ít hơn",
    "figure": "số liệu của tiêu chí “{name}”",
    "line": "điểm của “{name}”",
    "given": "kết quả “{name}”",
}


def tie(row: Ranked, table: RankingTable) -> str:
    """Return what parted a row from another of equal points; "" where nothing had to."""
    for decided, words in ((row.won, "xếp trước đơn vị liền sau nhờ"), (row.lost, "xếp sau đơn vị liền trước do")):
        if decided:
            step, own, other, _key = decided
            found = table.ties[int(step)]
            name = TIE_STEPS[found.by].format(name=found.line or found.name)
            return f"bằng điểm, {words} {name} ({_plain(own, table)} so với {_plain(other, table)})"
    return "đồng hạng" if row.shared else ""


def notes(table: RankingTable, met: Mapping[int, Sequence[str]]) -> list[str]:
    """Return what stands beside each place, row by row: what parted it from another, which conditions are met."""
    return ["; ".join(filter(None, (tie(row, table), *_met(met.get(row.member_id, ()))))) for row in table.rows]


def _met(conditions: Sequence[str]) -> list[str]:
    return [condition.rstrip(".") for condition in conditions]


def best(table: RankingTable, places: int) -> Runs:
    """Return who stands first, second and third, of how many that have a place."""
    ranked = [row for row in table.rows if row.place is not None]
    if not ranked:
        return ("Chưa có đơn vị nào được xếp hạng.",)
    leading = [row for row in ranked if row.place <= 3]
    marked = table.run.illustrative
    told = (
        (f"{row.unit} xếp thứ ", Number(row.place), " (", Number(row.total, places, marked=marked), " điểm)")
        for row in leading
    )
    return (f"Đã xếp hạng {len(ranked)} đơn vị: ", *joined(told), ".")


def proposed(nomination, place: int | None, moved=()) -> Runs:
    """Return one proposal with its rank and, where it departs from the ranking, the reason.

    `moved` holds the rank in the ranking that it cites, where another one is shown now.
    """
    told = [f"{nomination.category}: {nomination.member.unit.full_name}"]
    if place is not None:
        told.append(f", xếp thứ {place}")
    if moved:
        told.append(f" ({when_proposed(moved[0])})")
    if nomination.departure:
        told.append(f"; lý do: {nomination.departure.rstrip('.')}")
    if nomination.decision:
        told.append(f"; {decision(nomination.decision)}")
    return ("".join(told) + ".",)


def when_proposed(place: int | None) -> str:
    """Return the rank in the ranking that a proposal cites."""
    return "khi đề nghị: chưa xếp hạng" if place is None else f"khi đề nghị: xếp thứ {place}"


def decision(one) -> str:
    """Return a decision: its number, day, body and signer; the Prime Minister is body and title at once."""
    mark = MADE_UP if one.illustrative else ""
    same = folded(one.signer_title) == folded(one.deciding_body)
    signer = one.signer_name if same else f"{one.signer_title} {one.signer_name}"
    return f"Quyết định số {one.number}{mark} {shown.date(one.signed_on)} của {one.deciding_body}, {signer} ký"


def _plain(text: str, table: RankingTable) -> str:
    return shown.number(Decimal(text), table.run.sheet.places)
