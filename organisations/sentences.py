"""What was done to units and documents, as sentences of the audit trail."""

from django.utils.translation import gettext_noop as _

ACTS = {
    "units.loaded": _("The units and documents that the portal ships were loaded: %(count)s rows."),
    "unit.opened": _("%(actor)s added the unit “%(subject)s” from %(on)s."),
    "unit.merged": _("%(actor)s merged %(before)s into “%(subject)s” from %(on)s."),
    "unit.renamed": _("%(actor)s recorded that “%(before)s” is called “%(after)s” from %(on)s."),
    "unit.kind_changed": _("%(actor)s recorded that “%(before)s” becomes “%(after)s” from %(on)s."),
    "unit.closed": _("%(actor)s closed the unit “%(subject)s” on %(on)s: %(reason)s"),
    "unit.linked": _("%(actor)s recorded that “%(subject)s” took the place of “%(before)s” on %(on)s."),
    "document.added": _("%(actor)s added the legal document %(subject)s."),
    "document.corrected": _("%(actor)s corrected the legal document %(subject)s."),
}

# The fields of a document, as a correction names them.
WORDS = {
    "number": _("number and symbol"),
    "issuer": _("issued by"),
    "title": _("title"),
    "issued_on": _("issued on"),
    "effective_from": _("in force from"),
    "effective_to": _("no longer in force from"),
    "note": _("note"),
}
