"""Which conditions of its sheet a run found to be met, and by whom: what stands beside a place, or for want of one."""

import json

from clusters import total_sentences
from clusters.models import RunDocument


def conditions_met(run):
    """Return {member's primary key: sentences} as the run's own document has them; empty where the sheet sets none.

    One query where it sets any.
    """
    if not run.sheet.gates:
        return {}
    text = RunDocument.objects.filter(run=run).values_list("text", flat=True).first()
    if text is None:
        return {}
    return met(json.loads(text))


def met(document):
    """The same of a run's document that has been read."""
    sheet = document["inputs"]["sheet"]
    names = {line["key"]: f"{line.get('label', '')} {line.get('name', '')}".strip() for line in sheet["lines"]}
    return {
        int(row["key"]): [total_sentences.gate(sheet["gates"][index], names) for index, _effect in row["gates"]]
        for row in document["results"]["rows"]
        if row.get("gates")
    }
