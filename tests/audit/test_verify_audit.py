"""manage.py verify_audit."""

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

    assert "3" in out.getvalue()


def test_a_changed_entry_ends_the_command_with_an_error_and_a_sentence():
    write(3)
    tamper("UPDATE audit_entry SET reason = 'khác' WHERE number = 2")
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_audit", stderr=err)

    assert "2" in err.getvalue()


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


def test_a_file_that_holds_no_heads_is_refused(tmp_path):
    anchor = tmp_path / "heads.txt"
    anchor.write_text("không phải\n")

    with pytest.raises(CommandError, match=r"heads\.txt"):
        call_command("verify_audit", anchor=anchor)
