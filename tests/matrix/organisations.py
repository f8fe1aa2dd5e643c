"""Units and documents: who exists is no secret; the centre keeps provinces, a province what is under it."""

from tests.matrix.table import NOT_ALLOWED, Row, everybody, only

EVERYBODY_READS = everybody(200, nobody=403)
THE_CENTRE = only("administrator", others=403)
THE_CENTRE_AND_THE_PROVINCE = only("administrator", "province_administrator", others=403)
OWN, FOREIGN = "agency_of_member_unit", "agency_of_outside_unit"
CHANGES = ("organisations:merge", "organisations:rename", "organisations:change_kind", "organisations:close")
CHANGES += ("organisations:link",)

ROWS = [
    Row("organisations:units", get=EVERYBODY_READS),
    Row("organisations:unit", "outside_unit", get=EVERYBODY_READS),
    Row("organisations:unit", OWN, get=EVERYBODY_READS),
    Row("organisations:open_unit", get=THE_CENTRE, post=THE_CENTRE),
    Row("organisations:open_unit", "member_unit", get=THE_CENTRE_AND_THE_PROVINCE, post=THE_CENTRE_AND_THE_PROVINCE),
    Row("organisations:open_unit", "outside_unit", get=THE_CENTRE, post=THE_CENTRE),
    *(Row(route, "member_unit", get=THE_CENTRE, post=THE_CENTRE) for route in CHANGES),
    *(Row(route, OWN, get=THE_CENTRE_AND_THE_PROVINCE, post=THE_CENTRE_AND_THE_PROVINCE) for route in CHANGES),
    *(Row(route, FOREIGN, get=THE_CENTRE, post=THE_CENTRE) for route in CHANGES),
    Row("organisations:documents", get=EVERYBODY_READS),
    Row("organisations:document", "legal_document", get=EVERYBODY_READS, post=NOT_ALLOWED),
    Row("organisations:add_document", get=THE_CENTRE, post=THE_CENTRE),
    Row("organisations:edit_document", "legal_document", get=THE_CENTRE, post=THE_CENTRE),
]
