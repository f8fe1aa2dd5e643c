"""How tests post the forms of the set-up."""

from django.urls import reverse


def post(desk, route, /, *args, **data):
    """Post a form that must be accepted, and return the page that it leads to."""
    answer = desk.post(reverse(f"clusters:{route}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.status_code
    form = answer.context and answer.context.get("form")
    assert not (form and form.is_bound and form.errors), form.errors
    return answer
