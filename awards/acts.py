"""What was done about awards, as sentences of the audit trail, and the words for what it holds as codes."""

from django.utils.translation import gettext_noop as _

from awards.choices import Level, Recipient, Stage

SENTENCES = {
    "nomination.proposed": _("%(actor)s proposed “%(subject)s”."),
    "nomination.completed": _("%(actor)s changed what the nomination “%(subject)s” says."),
    "nomination.moved": _("%(actor)s moved “%(subject)s” from “%(before)s” to “%(after)s”."),
    "nomination.granted": _("%(actor)s recorded that decision %(number)s grants “%(subject)s”."),
    "nomination.taken_out": _(
        "%(actor)s took “%(subject)s” out of decision %(number)s; it waits for a decision again."
    ),
    "decision.recorded": _("%(actor)s recorded decision %(subject)s, which grants: %(nominations)s."),
    "decision.extended": _("%(actor)s recorded that decision %(subject)s grants also: %(nominations)s."),
    "decision.corrected": _("%(actor)s corrected decision %(subject)s."),
    "decision.removed": _("%(actor)s took decision %(subject)s off the record."),
    "quota.set": _("%(actor)s set the quota “%(subject)s”."),
    "category.opened": _("%(actor)s opened the award “%(subject)s”."),
    "category.changed": _("%(actor)s changed the award “%(subject)s”."),
}
FIELDS = {
    "run": _("result code of the ranking cited"),
    "conclusion": _("conclusion of the conference"),
    "achievement": _("achievement"),
    "departure": _("reason of the departure from the ranking"),
    "deciding_body": _("deciding body"),
    "signer_name": _("signer"),
    "signer_title": _("position of the signer"),
    "signed_on": _("signed on"),
    "source": _("source"),
    "granted": _("nominations granted"),
    "most": _("at most so many"),
    "level": _("level"),
    "recipient": _("given to"),
    "code": _("short code"),
    "name": _("name"),
}
WORDS = {**FIELDS, **dict([*Stage.choices, *Level.choices, *Recipient.choices])}
