"""Set up what the seasons of the demo share."""

import datetime as dt

from awards.actions import quotas
from clusters.actions import clusters, indicators
from emulation_portal.demo.catalogue import AWARDS, CLUSTERS, INDICATORS, LAW_2022, NO_DECISION
from emulation_portal.demo.tools import BY
from organisations.models import Unit


def load():
    """Set up the eight clusters of before 2025, the indicators and the awards."""
    board = Unit.objects.central_board().get()
    for name in CLUSTERS.values():
        values = {"name": name, "organiser": board, "established_on": dt.date(2009, 1, 1), "decision": NO_DECISION}
        clusters.open(values, by=BY)
    names = ("name", "kind", "measure", "direction", "aggregation", "places", "hint")
    for position, told in enumerate(INDICATORS.values(), start=1):
        indicators.create({**dict(zip(names, told, strict=True)), "position": position}, by=BY)
    for position, (code, name, level, recipient, body, article) in enumerate(AWARDS, start=1):
        quotas.save_category(
            None,
            by=BY,
            code=code,
            name=name,
            level=level,
            recipient=recipient,
            deciding_body=body,
            legal_basis=f"{article} {LAW_2022}",
            effective_from=dt.date(2024, 1, 1),
            position=position,
        )
