"""What the trail says of figures, plans, submissions, statements, points and findings."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "figure.entered": _("%(actor)s entered “%(indicator)s” for %(subject)s: %(before)s → %(after)s."),
    "figure.corrected": _(
        "%(actor)s corrected “%(indicator)s” for %(subject)s: %(before)s → %(after)s. Reason: %(reason)s"
    ),
    "figure.cleared": _("%(actor)s marked “%(indicator)s” for %(subject)s as not reported. Reason: %(reason)s"),
    "plan.set": _("%(actor)s set the plan of “%(indicator)s” for %(subject)s: %(before)s → %(after)s."),
    "plan.removed": _("%(actor)s took away the plan of “%(indicator)s” for %(subject)s: %(before)s."),
    "submission.opened": _("%(actor)s opened the results of %(subject)s for entry."),
    "submission.submitted": _("%(actor)s handed in the results of %(subject)s."),
    "submission.returned": _("%(actor)s sent back the results of %(subject)s. Reason: %(reason)s"),
    "submission.reopened": _("%(actor)s took back the results of %(subject)s. Reason: %(reason)s"),
    "unit_year.opened": _("%(actor)s opened the own year %(subject)s."),
    "unit_year.removed": _("%(actor)s took away the own year %(year)s of %(subject)s: %(reason)s"),
    "unit_year.described": _("%(actor)s changed the title or the source of %(subject)s."),
    "statement.stated": _("%(actor)s recorded the statement “%(subject)s”: %(after)s."),
    "statement.corrected": _(
        "%(actor)s corrected the statement “%(subject)s”: %(before)s → %(after)s. Reason: %(reason)s"
    ),
    "score.self": _("%(actor)s self-scored “%(criterion)s” for %(subject)s: %(before)s → %(after)s."),
    "score.appraised": _("%(actor)s appraised “%(criterion)s” for %(subject)s: %(before)s → %(after)s."),
    "score.agreed": _(
        "%(actor)s recorded the agreed points of “%(criterion)s” for %(subject)s: %(before)s → %(after)s."
    ),
    "finding.recorded": _("%(actor)s recorded a finding against %(subject)s. Basis: %(reason)s"),
    "finding.withdrawn": _("%(actor)s withdrew a finding against %(subject)s. Reason: %(reason)s"),
}
