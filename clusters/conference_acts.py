"""What was done about conferences, as sentences of the audit trail."""

from django.utils.translation import gettext_noop as _

# Names of fields, as the history shows what was changed.
WORDS = {
    "held_on": _("held on"),
    "place": _("held at"),
    "host": _("host"),
    "source": _("source"),
    "text": _("text"),
    "on": _("on day"),
    "kind": _("kind"),
}
SENTENCES = {
    "conference.held": _("%(actor)s recorded the conference “%(subject)s”."),
    "conference.changed": _("%(actor)s changed the conference “%(subject)s”."),
    "conference.resolved": _("%(actor)s recorded what “%(conference)s” resolved: “%(subject)s”."),
    "conference.text_removed": _("%(actor)s took a text off “%(subject)s” that was recorded by mistake: %(reason)s"),
    "conference.corrected": _("%(actor)s corrected a text of a conference: %(reason)s"),
}
