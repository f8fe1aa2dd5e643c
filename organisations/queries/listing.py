"""Units as the list of them shows them: those of a day, looked for and in the order asked for."""

from organisations.models import Unit

# By name where nothing else is asked for: the alphabet's order, and of units that bear one name the older first.
ORDERS = {
    "code": ("code", "valid_from", "pk"),
    "-code": ("-code", "-valid_from", "-pk"),
    "name": ("sort_key", "valid_from", "pk"),
    "-name": ("-sort_key", "-valid_from", "-pk"),
    "from": ("valid_from", "sort_key", "pk"),
    "-from": ("-valid_from", "-sort_key", "-pk"),
}


def units(actor, *, on, search="", kind="", sort=""):
    """The units that the actor may see and that exist on the day; an order that is not known is that by name."""
    found = Unit.objects.visible_to(actor).on(on)
    if search:
        found = found.search(search)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by(*ORDERS.get(sort, ORDERS["name"]))
