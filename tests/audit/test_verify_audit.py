"""manage.py verify_audit."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit import trail
from tests.audit.test_trail import tamper, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_intact_trail_is_said_to_be_intact():
    write(3)
    out = StringIO()

    call_command("verify_audit", stdout=out)

    assert out.getvalue().startswith("Nhật ký nguyên vẹn: 3 mục.\n")


def test_a_changed_entry_ends_the_command_with_an_error_and_a_sentence():
    write(3)
    tamper("UPDATE audit_entry SET reason = 'khác' WHERE number = 2")
    err = StringIO()

    with pytest.raises(CommandError, match=r"Nhật ký không nguyên vẹn: 1 "):
        call_command("verify_audit", stderr=err)

    assert re.findall(r"[0-9]+", err.getvalue()) == ["2"]


def test_the_anchor_file_grows_while_all_is_well_and_finds_a_cut_tail(tmp_path):
    anchor = tmp_path / "heads.txt"
    write(2)
    call_command("verify_audit", anchor=anchor, stdout=StringIO())
    call_command("verify_audit", anchor=anchor, stdout=StringIO())
    first = trail.head()
    write(1)
    call_command("verify_audit", anchor=anchor, stdout=StringIO())
    last = trail.head()
    assert [line.split()[:2] for line in anchor.read_text().splitlines()] == [
        [str(first.number), first.hash],
        [str(last.number), last.hash],
    ]

    tamper("DELETE FROM audit_entry WHERE number > 2")

    with pytest.raises(CommandError):
        call_command("verify_audit", anchor=anchor, stdout=StringIO(), stderr=StringIO())
    assert len(anchor.read_text().splitlines()) == 2


def test_a_cut_tail_is_found_by_what_was_noted_and_by_nothing_else(tmp_path):
    """What is left of the chain is whole in itself."""
    anchor = tmp_path / "heads.txt"
    write(3)
    call_command("verify_audit", anchor=anchor, stdout=StringIO())
    tamper("DELETE FROM audit_entry WHERE number = 3")
    out, err = StringIO(), StringIO()

    call_command("verify_audit", stdout=out)
    assert out.getvalue() == (
        "Nhật ký nguyên vẹn: 2 mục.\n"
        "Không thể thấy các mục bị xóa ở cuối nhật ký: hãy chạy với --anchor và một tệp nằm ngoài cơ sở dữ liệu.\n"
    )
    with pytest.raises(CommandError):
        call_command("verify_audit", anchor=anchor, stderr=err)
    assert err.getvalue() == "Thiếu mục số 3 ở cuối nhật ký.\n"


def test_a_first_head_is_said_to_be_the_first(tmp_path):
    """A mistyped name begins a new file every day, and each would find the tail as it should be."""
    anchor = tmp_path / "heads.txt"
    write(2)
    first, second = StringIO(), StringIO()

    call_command("verify_audit", anchor=anchor, stdout=first)
    call_command("verify_audit", anchor=anchor, stdout=second)

    assert first.getvalue() == (
        "Nhật ký nguyên vẹn: 2 mục.\n"
        f"Tệp {anchor} chưa có mốc nào: không thể thấy các mục bị xóa ở cuối nhật ký trước lần chạy này.\n"
    )
    assert second.getvalue() == "Nhật ký nguyên vẹn: 2 mục.\n"


def test_a_file_that_holds_no_heads_is_refused(tmp_path):
    anchor = tmp_path / "heads.txt"
    anchor.write_text("không phải\n")

    with pytest.raises(CommandError, match=r"heads\.txt"):
        call_command("verify_audit", anchor=anchor)
