"""What was done about rankings, as sentences of the audit trail."""

from django.utils.translation import gettext_noop as _

from clusters.choices import ConferenceKind, Phase, PostKind, ResolutionKind

WORDS = dict([*Phase.choices, *ConferenceKind.choices, *ResolutionKind.choices, *PostKind.choices])
SENTENCES = {
    "ranking.requested": _("%(actor)s asked for the ranking of %(subject)s."),
    "ranking.year_requested": _("%(actor)s asked for the rankings of all seasons of %(year)s."),
    "ranking.done": _("The ranking of %(subject)s was computed; its result code is %(code)s."),
    "ranking.failed": _("The ranking of %(subject)s was not computed; nothing was changed."),
}
