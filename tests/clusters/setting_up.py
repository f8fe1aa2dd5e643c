"""How tests post the forms of the set-up, and the sheet that they have it ask for figures."""

from django.urls import reverse

from clusters.choices import CriterionKind, SheetState
from tests.factories import clusters as make


def post(desk, route, /, *args, **data):
    """Post a form that must be accepted, and return the page that it leads to."""
    answer = desk.post(reverse(f"clusters:{route}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.status_code
    form = answer.context and answer.context.get("form")
    assert not (form and form.is_bound and form.errors), form.errors
    return answer


def headed_by(unit):
    """A season in which results are entered, the unit holding the head's post."""
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=unit))
    return season


def published_sheet(season, lines=1, **input_fields):
    """The inputs of a published sheet of so many lines, each of which asks for a figure."""
    sheet = make.SheetFactory(season=season)
    group = make.CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP)
    taken = [
        make.CriterionInputFactory(
            criterion=make.CriterionFactory(sheet=sheet, parent=group, method="proportional", derive="ratio"),
            **input_fields,
        )
        for _line in range(lines)
    ]
    sheet.state, sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    sheet.save()
    return taken
