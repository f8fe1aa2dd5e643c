"""The row of the grid is written without templates, and says no less for it."""

import re

import pytest
from django import forms
from django.urls import reverse
from django.utils.html import escape

from clusters.choices import FigureStatus, Phase
from clusters.forms.numbers import ATTRS, HiddenInput, NumberInput
from clusters.models import Season
from tests.clusters.setting_up import headed_by
from tests.factories import clusters as make

NASTY = "<script>alert('“x”')</script> & \"{0}\" %s"


@pytest.mark.parametrize("value", [None, "", "1.234,56", 0, NASTY], ids=["nothing", "empty", "number", "zero", "nasty"])
@pytest.mark.parametrize(
    ("ours", "django"), [(NumberInput, forms.TextInput), (HiddenInput, forms.HiddenInput)], ids=["number", "hidden"]
)
def test_an_input_is_drawn_as_django_draws_it(ours, django, value):
    attrs = ATTRS | {"id": 'id_"1"', "required": True, "disabled": False, "aria-invalid": "true"}

    assert ours(attrs).render("value", value) == django(attrs).render("value", value)


@pytest.mark.django_db
@pytest.mark.parametrize("phase", [Phase.REPORTING, Phase.APPRAISAL], ids=["typed in", "read"])
def test_whatever_people_wrote_is_escaped_in_a_row(phase, head_unit, member_unit, clerk, client_of):
    season = headed_by(head_unit)
    Season.objects.filter(pk=season.pk).update(phase=phase)
    submission = make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))
    indicator = make.IndicatorFactory(name=f"Tên {NASTY}", measure=f"đo {NASTY}")
    make.FigureFactory(
        submission=submission, indicator=indicator, value=None, reason=f"Vì {NASTY}", status=FigureStatus.FINAL
    )

    page = client_of(clerk).get(reverse("clusters:figures", args=[submission.pk])).content.decode()

    row = re.search(rf'<tr id="figure-{indicator.pk}".*?</tr>', page, re.S)[0]
    assert "<script" not in row
    assert {told: escape(f"{told} {NASTY}") in row for told in ("Tên", "đo", "Vì")} == dict.fromkeys(
        ("Tên", "đo", "Vì"), True
    )
    assert ("<form" in row) == (phase == Phase.REPORTING)
