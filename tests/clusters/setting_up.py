"""How tests post the forms of the set-up, and the sheet that they have it ask for figures."""

import datetime as dt

from django.urls import reverse

from audit.models import Entry
from clusters.choices import CriterionKind, SheetState
from tests.factories import clusters as make


def post(desk, route, /, *args, **data):
    """Post a form that must be accepted, and return the page that it leads to."""
    answer = desk.post(reverse(f"clusters:{route}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.status_code
    form = answer.context and answer.context.get("form")
    assert not (form and form.is_bound and form.errors), form.errors
    return answer


def as_shown(form):
    """What a browser sends of an opened form that nobody typed into."""
    shown = {field.html_name: field.value() for field in form}
    days = {name: f"{value:%d/%m/%Y}" for name, value in shown.items() if isinstance(value, dt.date)}
    chosen = {name: value.pk for name, value in shown.items() if hasattr(value, "pk")}
    return {name: value for name, value in (shown | days | chosen).items() if value is not None and value is not False}


def sent_twice(client, route, *args, **typed):
    """Open a form, send it two times, and return how both were answered and what the log tells of it."""
    address, before = reverse(route, args=args), Entry.objects.count()
    sent = as_shown(client.get(address).context["form"]) | typed
    first, again = client.post(address, sent), client.post(address, sent)
    answers = (first.status_code, again.status_code, again.get("Location") == first.get("Location"))
    return answers, list(Entry.objects.order_by("pk").values_list("action", flat=True)[before:])


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
