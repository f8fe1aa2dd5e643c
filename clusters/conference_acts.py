"""What was done about conferences, as sentences of the audit trail."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "conference.held": _("%(actor)s recorded the conference “%(subject)s”."),
    "conference.changed": _("%(actor)s changed the conference “%(subject)s”."),
    "conference.resolved": _("%(actor)s recorded what “%(conference)s” resolved: “%(subject)s”."),
    "conference.corrected": _("%(actor)s corrected a text of a conference: %(reason)s"),
}
