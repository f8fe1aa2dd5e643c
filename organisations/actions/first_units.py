"""The units and documents that the portal ships: what a new installation starts from."""

import json
from pathlib import Path

from django.db import transaction

DATA = Path(__file__).resolve().parent.parent / "data" / "units.json"


@transaction.atomic
def load(get_model):
    """Add what of the file is not there yet and return its names by kind; what is there stays as it is.

    `get_model` finds the models by app and name: those of today, or those of a migration.
    """
    data = json.loads(DATA.read_text(encoding="utf-8"))
    documents, added_documents = _documents(get_model("organisations", "LegalDocument"), data["documents"])
    units, added_units = _units(get_model("organisations", "Unit"), data["units"], documents)
    added = _successions(get_model("organisations", "Succession"), data["successions"], units, documents)
    return {"documents": added_documents, "units": added_units, "successions": added}


def _documents(model, rows):
    there = {(document.number, document.issuer) for document in model.objects.all()}
    missing = [model(**row) for row in rows if (row["number"], row["issuer"]) not in there]
    model.objects.bulk_create(missing)
    shipped = {(row["number"], row["issuer"]) for row in rows}
    found = {
        document.number: document for document in model.objects.all() if (document.number, document.issuer) in shipped
    }
    return found, [document.number for document in missing]


def _units(model, rows, documents):
    there = {_key(unit.valid_from.isoformat(), unit.code) for unit in model.objects.filter(parent=None)}
    missing = [_unit(model, row, documents) for row in rows if _key(row["valid_from"], row["code"]) not in there]
    model.objects.bulk_create(missing)
    found = {_key(unit.valid_from.isoformat(), unit.code): unit for unit in model.objects.filter(parent=None)}
    return found, [f"{unit.name} ({unit.code}, {unit.valid_from})" for unit in missing]


def _unit(model, row, documents):
    values = {name: value for name, value in row.items() if name != "document"}
    return model(**values, legal_document=documents.get(row.get("document")))


def _successions(model, rows, units, documents):
    there = set(model.objects.values_list("predecessor_id", "successor_id"))
    missing = [
        model(
            predecessor=units[row["predecessor"]],
            successor=units[row["successor"]],
            on=row["on"],
            kind=row["kind"],
            legal_document=documents[row["document"]],
        )
        for row in rows
        if (units[row["predecessor"]].pk, units[row["successor"]].pk) not in there
    ]
    model.objects.bulk_create(missing)
    return [f"{each.predecessor.name} → {each.successor.name}" for each in missing]


def _key(valid_from, code):
    return f"{valid_from[:4]}-{code}"
