"""What was done about awards, as sentences of the audit trail."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "nomination.proposed": _("%(actor)s proposed “%(subject)s”."),
    "nomination.completed": _("%(actor)s changed what the nomination “%(subject)s” says."),
    "nomination.moved": _("%(actor)s moved “%(subject)s” from “%(before)s” to “%(after)s”. %(reason)s"),
    "decision.recorded": _("%(actor)s recorded decision %(subject)s."),
    "decision.corrected": _("%(actor)s corrected decision %(subject)s: %(reason)s"),
    "quota.set": _("%(actor)s set the quota “%(subject)s”."),
    "category.saved": _("%(actor)s saved the award “%(subject)s”."),
}
