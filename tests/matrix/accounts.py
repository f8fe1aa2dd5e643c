"""Accounts: an administrator keeps people, a province's only its own; everybody has his own account."""

from tests.matrix.table import NOT_ALLOWED, READERS, Row, everybody, only, public

EVERYBODY_SIGNED_IN = everybody(200, nobody=200)
KEEPERS = ("administrator", "province_administrator")
KEPT_BY_BOTH = only(*KEEPERS)
KEPT_BY_THE_CENTRE = only("administrator")
# Signing out answers everybody alike, and the sign-in page sends on whoever is in already.
SENT_ON = dict.fromkeys(READERS, 302)

OWN, FOREIGN, SHARED = "person_at_member_unit", "person_at_outside_unit", "person_at_two_units"


def of_a_person(route):
    """A form about one person: for whoever keeps him, refused where he also works elsewhere."""
    refused = only("administrator", province_administrator=403)
    return [
        Row(route, OWN, get=KEPT_BY_BOTH, post=KEPT_BY_BOTH),
        Row(route, FOREIGN, get=KEPT_BY_THE_CENTRE, post=KEPT_BY_THE_CENTRE),
        Row(route, SHARED, get=refused, post=refused),
    ]


def press_of_a_button(route):
    """A button about one person: the same, without a page of its own."""
    pressed = only("administrator", status=302)
    return [
        Row(route, OWN, get=NOT_ALLOWED, post=only(*KEEPERS, status=302)),
        Row(route, FOREIGN, get=NOT_ALLOWED, post=pressed),
        Row(route, SHARED, get=NOT_ALLOWED, post=pressed | {"province_administrator": 403}),
    ]


ROWS = [
    Row("accounts:sign_in", get=SENT_ON | {"stranger": 200}, post=SENT_ON | {"stranger": 200}),
    Row("accounts:sign_out", get=public(405), post=public("sign-in")),
    Row("accounts:acting", get=EVERYBODY_SIGNED_IN, post=EVERYBODY_SIGNED_IN),
    Row("accounts:password_change", get=EVERYBODY_SIGNED_IN, post=EVERYBODY_SIGNED_IN),
    Row("accounts:profile", get=EVERYBODY_SIGNED_IN, post=EVERYBODY_SIGNED_IN),
    Row("accounts:roles", get=EVERYBODY_SIGNED_IN, post=everybody(405, nobody=405)),
    Row("accounts:forgotten", get=public(), post=public()),
    Row("accounts:link_sent", get=public(), post=public(405)),
    Row("accounts:reset_password", "spent_reset_link", get=public(404), post=public(404)),
    Row("accounts:mails", get=KEPT_BY_THE_CENTRE),
    Row("accounts:blocks", get=KEPT_BY_THE_CENTRE),
    Row("accounts:lift_block", get=NOT_ALLOWED, post=only("administrator", status=302)),
    Row("accounts:people", get=KEPT_BY_BOTH),
    Row("accounts:new_person", get=KEPT_BY_BOTH, post=KEPT_BY_BOTH),
    Row("accounts:person", OWN, get=KEPT_BY_BOTH),
    Row("accounts:person", FOREIGN, get=KEPT_BY_THE_CENTRE),
    Row("accounts:person", SHARED, get=KEPT_BY_BOTH),
    *of_a_person("accounts:edit_person"),
    *of_a_person("accounts:deactivate_person"),
    *of_a_person("accounts:set_password"),
    *press_of_a_button("accounts:activate_person"),
    *press_of_a_button("accounts:unlock_person"),
    Row("accounts:give_assignment", OWN, get=KEPT_BY_BOTH, post=KEPT_BY_BOTH),
    Row("accounts:give_assignment", FOREIGN, get=KEPT_BY_THE_CENTRE, post=KEPT_BY_THE_CENTRE),
    Row("accounts:end_assignment", "assignment_to_member_unit", get=KEPT_BY_BOTH, post=KEPT_BY_BOTH),
    Row("accounts:end_assignment", "assignment_to_outside_unit", get=KEPT_BY_THE_CENTRE, post=KEPT_BY_THE_CENTRE),
]
