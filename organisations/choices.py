"""The words of the organisations app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("Centrally run city")
    CENTRAL_BOARD = "central_board", _("Central emulation board")
    COUNCIL = "council", _("Emulation council")
    AGENCY = "agency", _("Agency")
    COMMUNE = "commune", _("Commune, ward or special zone")
    ENTERPRISE = "enterprise", _("Enterprise")
    BLOC_MEMBER = "bloc_member", _("Member of a bloc")


class SuccessionKind(TextChoices):
    MERGER = "merger", _("Merger")
    RENAMING = "renaming", _("Change of name")
    KIND_CHANGE = "kind_change", _("Change of kind")


# What stands before the name in an official full name; the other kinds carry it in the name itself.
PREFIXES = {UnitKind.PROVINCE: "tỉnh", UnitKind.CITY: "thành phố"}
PROVINCIAL = (UnitKind.PROVINCE, UnitKind.CITY)
CENTRAL = (*PROVINCIAL, UnitKind.CENTRAL_BOARD, UnitKind.COUNCIL)
LOCAL = (UnitKind.AGENCY, UnitKind.COMMUNE, UnitKind.ENTERPRISE, UnitKind.BLOC_MEMBER, UnitKind.COUNCIL)
