"""The list of whom the conference proposes for which award."""

from reports.blocks import Column, ColumnKind, Row, Table
from reports.documents.facts import SeasonFacts
from reports.prose import merit


def table(facts: SeasonFacts) -> Table:
    """Return the proposals that stand, with the decision where there is one."""
    places = {row.member_id: row.place for row in facts.table.rows} if facts.table else {}
    columns = (
        Column("STT", ColumnKind.ORDINAL, width=0.6),
        Column("Đơn vị", width=2),
        Column("Danh hiệu, hình thức khen thưởng", width=3),
        Column("Cấp quyết định", width=2),
        Column("Xếp hạng", ColumnKind.ORDINAL, width=0.9),
        Column("Căn cứ", width=3),
        Column("Quyết định", width=3),
    )
    rows = tuple(
        Row(
            (
                place,
                each.member.unit.full_name,
                str(each.category),
                each.category.deciding_body,
                places.get(each.member_id) or "—",
                _basis(each, facts.moved.get(each, ())),
                merit.decision(each.decision) if each.decision else "",
            )
        )
        for place, each in enumerate(facts.nominations, start=1)
    )
    return Table(columns, rows)


def _basis(nomination, moved) -> str:
    conference = nomination.conclusion.conference
    told = [f"Kết luận {conference.title}"] if conference else []
    return "; ".join([*told, merit.when_proposed(moved[0])] if moved else told)
