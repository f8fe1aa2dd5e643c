"""Whatever is altered behind a finished ranking is found, and named."""

import hashlib
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from clusters.models import (
    CriteriaSheet,
    Criterion,
    CriterionInput,
    RankingRow,
    RankingRun,
    RunDocument,
    Score,
    Season,
)
from clusters.queries import sheets as sheets_read
from clusters.queries import verification
from scoring import frozen
from tests.clusters.ranking_world import Unguarded, computed
from tests.factories.clusters import CriterionFactory, IndicatorFactory, MemberFactory


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document["inputs"]["members"][0]["actual"].__setitem__(0, "9.99"),
        lambda document: document["inputs"]["sheet"]["lines"][0].__setitem__("max", "11"),
        lambda document: document["results"]["rows"][0].__setitem__("place", 2),
        lambda document: document["results"]["rows"].pop(),
    ],
    ids=["an input", "the sheet", "a place", "a row"],
)
def test_an_altered_document_is_found(world, spoil):
    run = computed(world)
    stored = RunDocument.objects.get(run=run)
    document = json.loads(stored.text)
    spoil(document)
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text=text)

    assert verification.differences(run) != []
    with override("en"), pytest.raises(CommandError, match="Does not agree"):
        call_command("verify_ranking", run.code[:16])


ODD = {
    "a number for the sheet": lambda document: document["inputs"].__setitem__("sheet", 5),
    "a number for a line": lambda document: document["inputs"]["sheet"]["lines"].__setitem__(0, 5),
    "a list for a key": lambda document: document["results"]["rows"][0].__setitem__("key", []),
    "nothing for a row": lambda document: document["results"]["rows"].__setitem__(0, None),
    "points too few": lambda document: document["results"]["rows"][0].__setitem__("points", []),
    "no number for a total": lambda document: document["results"]["rows"][0].__setitem__("total", "sNaN"),
    "nothing for a number": lambda document: document["inputs"]["members"][0]["actual"].__setitem__(0, ""),
    "a list of nothing": lambda document: document.__setitem__("inputs", [None]),
}


@pytest.mark.parametrize("spoil", ODD.values(), ids=ODD)
def test_a_document_with_odd_things_in_it_does_not_agree_and_breaks_nothing(world, spoil):
    run = computed(world)
    document = json.loads(RunDocument.objects.get(run=run).text)
    spoil(document)
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text=frozen.canonical(document))

    assert verification.differences(run)[0].kind == "code"
    with pytest.raises(CommandError, match=r"(?s)^Không khớp: .*\.$"):
        call_command("verify_ranking", run.code[:16])


def test_a_document_nested_beyond_reading_does_not_agree(world):
    run = computed(world)
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text="[" * 100_000)
        Season.objects.filter(pk=world.pk).update(inputs_version=run.inputs_version + 1)

    assert [each.kind for each in verification.differences(run)] == ["code", "unreadable"]
    assert verification.is_overtaken(RankingRun.objects.select_related("season").get(pk=run.pk))


@pytest.mark.parametrize("name, value", [("place", 3), ("total", Decimal("20")), ("groups", {})])
def test_an_altered_row_is_found(world, name, value):
    run = computed(world)
    with Unguarded():
        RankingRow.objects.filter(run=run, place=1).update(**{name: value})

    assert len(verification.differences(run)) == 1


def test_a_sound_run_verifies_by_the_code_that_is_printed(world, capsys):
    run = computed(world)

    with override("en"):
        call_command("verify_ranking", run.code[:16])

    assert capsys.readouterr().out.startswith("Agrees: ")


def test_a_run_that_other_code_computed_is_verified_and_told_so(world, capsys, settings):
    settings.CODE_VERSION = "0123456789ab"
    run = computed(world)
    call_command("verify_ranking", run.code[:16])
    same = capsys.readouterr().out
    settings.CODE_VERSION = "ba9876543210"
    call_command("verify_ranking", run.code[:16])
    other = capsys.readouterr().out

    assert run.code_version == "0123456789ab"
    assert "\n" not in same.strip()
    assert other == (
        f"{same}Kết quả do bộ tính điểm 0123456789ab tính, nay được bộ tính điểm ba9876543210 kiểm tra lại.\n"
    )


def test_a_run_that_does_not_agree_names_both_versions_of_the_code(world, settings):
    run = computed(world)
    with Unguarded():
        RankingRow.objects.filter(run=run, place=1).update(place=3)
    settings.CODE_VERSION = "ba9876543210"

    with pytest.raises(CommandError, match=f"bộ tính điểm {run.code_version} tính, nay .* ba9876543210 kiểm tra lại"):
        call_command("verify_ranking", run.code[:16])


def test_a_code_of_nothing_is_refused(world):
    with pytest.raises(CommandError):
        call_command("verify_ranking", "f" * 16)


def test_a_row_that_is_gone_is_found(world):
    run = computed(world)
    with Unguarded():
        RankingRow.objects.filter(run=run, place=1)._raw_delete("default")

    assert [each.kind for each in verification.differences(run)] == ["row_missing"]


def test_a_sheet_that_was_changed_afterwards_is_found(world):
    run = computed(world)
    with Unguarded():
        Criterion.objects.filter(sheet=run.sheet, position=2).update(max_points=11)

    assert "sheet" in [each.kind for each in verification.differences(RankingRun.objects.get(pk=run.pk))]


ALTERED_SHEETS = {
    "a line's rule": lambda sheet: Criterion.objects.filter(sheet=sheet, position=1).update(
        params={"scope": "cluster"}
    ),
    "the indicator that a line takes in": lambda sheet: CriterionInput.objects.filter(criterion__sheet=sheet).update(
        indicator=IndicatorFactory()
    ),
    "the period that it takes": lambda sheet: CriterionInput.objects.filter(criterion__sheet=sheet).update(period="H1"),
    "whose plan counts": lambda sheet: CriterionInput.objects.filter(criterion__sheet=sheet).update(
        plan_giver="centre"
    ),
    "what a class is called": lambda sheet: CriteriaSheet.objects.filter(pk=sheet.pk).update(
        classes=[{"key": "A", "label": "Không hoàn thành", "at_least": "0"}]
    ),
    "its title": lambda sheet: CriteriaSheet.objects.filter(pk=sheet.pk).update(title="Bảng khác"),
    "its decision": lambda sheet: CriteriaSheet.objects.filter(pk=sheet.pk).update(decision="Quyết định khác"),
    "what a line is called": lambda sheet: Criterion.objects.filter(sheet=sheet, position=1).update(name="Dòng khác"),
    "the rounding": lambda sheet: CriteriaSheet.objects.filter(pk=sheet.pk).update(places=1),
    "the ties": lambda sheet: CriteriaSheet.objects.filter(pk=sheet.pk).update(ties=[{"by": "penalties"}]),
    "a line more": lambda sheet: CriterionFactory(sheet=sheet, position=9),
    "a line less": lambda sheet: (
        Score.objects.filter(criterion__sheet=sheet).delete()
        and Criterion.objects.filter(sheet=sheet, position=2)._raw_delete("default")
    ),
}


@pytest.mark.parametrize("alter", ALTERED_SHEETS.values(), ids=ALTERED_SHEETS)
def test_whatever_is_altered_of_a_sheet_is_found(world, alter):
    run = computed(world)
    with Unguarded():
        alter(run.sheet)

    assert [each.kind for each in verification.differences(RankingRun.objects.get(pk=run.pk))] == ["sheet"]


def test_a_run_from_before_its_document_said_names_and_what_each_line_takes_in_still_agrees(world, monkeypatch):
    def as_it_was(sheet, told=None):
        return sheets_read.in_the_words_of({"lines": []}, said(sheet, told))

    said = sheets_read.sheet_data
    with monkeypatch.context() as before:
        before.setattr(sheets_read, "sheet_data", as_it_was)
        run = computed(world)

    assert "takes" not in RunDocument.objects.get(run=run).text
    assert verification.differences(run) == []
    assert not verification.is_overtaken(run)


@pytest.mark.parametrize("name", ["provisional", "illustrative"])
def test_a_run_that_says_otherwise_of_itself_than_the_trail_is_found(world, name):
    run = computed(world)
    with Unguarded():
        RankingRun.objects.filter(pk=run.pk).update(**{name: not getattr(run, name)})

    found = verification.differences(RankingRun.objects.get(pk=run.pk))
    assert [(each.kind, each.field) for each in found] == [("trail", name)]


def test_a_whole_run_put_in_the_place_of_another_is_found_by_the_trail(world):
    run = computed(world)
    document = json.loads(RunDocument.objects.get(run=run).text)
    document["inputs"]["sheet"]["title"] = "Bảng khác"
    text, code = frozen.seal(document["inputs"], document["results"])
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text=text)
        RankingRun.objects.filter(pk=run.pk).update(code=code)
        CriteriaSheet.objects.filter(pk=run.sheet_id).update(title="Bảng khác")

    found = verification.differences(RankingRun.objects.get(pk=run.pk))
    assert [(each.kind, each.field) for each in found] == [("trail", "code")]


ALTERED_ROWS = {
    "place": 3,
    "shared": True,
    "score": Decimal("94"),
    "total": Decimal("20"),
    "percent": Decimal("94"),
    "gap": Decimal("1"),
    "class_key": "B",
    "held": True,
    "incomplete": True,
    "groups": {},
    "won": ["0", "0", "-1", "1"],
    "lost": ["0", "0", "-1", "1"],
}


@pytest.mark.parametrize(("name", "value"), ALTERED_ROWS.items(), ids=ALTERED_ROWS)
def test_whatever_is_altered_of_a_row_is_found_by_its_name(world, name, value):
    run = computed(world)
    with Unguarded():
        RankingRow.objects.filter(run=run, place=1).update(**{name: value})

    assert [(each.kind, each.field) for each in verification.differences(run)] == [("value", name)]


def test_a_row_that_was_never_computed_is_found(world):
    run = computed(world)
    RankingRow.objects.create(run=run, member=MemberFactory(), place=4, total=1)

    assert [each.kind for each in verification.differences(run)] == ["row_unknown"]


def test_a_document_that_is_gone_or_no_document_is_found(world):
    run = computed(world)
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text="không phải")
    assert verification.differences(run) != []
    with Unguarded():
        RunDocument.objects.filter(run=run)._raw_delete("default")

    assert [each.kind for each in verification.differences(run)] == ["no_document"]


def test_a_document_forged_with_its_code_no_longer_bears_the_code_that_was_printed(world):
    run = computed(world)
    stored = RunDocument.objects.get(run=run)
    forged = stored.text.replace("10.05", "10.06")
    with Unguarded():
        RunDocument.objects.filter(run=run).update(text=forged)
        RankingRun.objects.filter(pk=run.pk).update(code=hashlib.sha256(forged.encode()).hexdigest())

    assert forged != stored.text
    with pytest.raises(CommandError):
        call_command("verify_ranking", run.code[:16])
