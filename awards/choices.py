"""The words of the awards app, and the table of a nomination's allowed moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clusters.choices import Phase


class Level(TextChoices):
    STATE = "state", _("State level")
    PROVINCE = "province", _("Ministry or province level")
    UNIT = "unit", _("Unit level")


class Recipient(TextChoices):
    COLLECTIVE = "collective", _("Collective")
    INDIVIDUAL = "individual", _("Individual")
    BOTH = "both", _("Collective or individual")


class May(TextChoices):
    PROPOSE = "propose", _("The secretariat of the season")
    REVIEW = "review", _("The reviewer of the organiser")
    DECIDE = "decide", _("The reviewer of the organiser, once the decision is signed")


class Stage(TextChoices):
    DRAFT = "draft", _("Being prepared")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Agreed, waiting for the decision")
    REJECTED = "rejected", _("Not agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECIDED = "decided", _("Decided")


# from: {to: the permission that allows it}
MOVES = {
    Stage.DRAFT: {Stage.SUBMITTED: May.PROPOSE, Stage.WITHDRAWN: May.PROPOSE},
    Stage.SUBMITTED: {
        Stage.RETURNED: May.REVIEW,
        Stage.APPROVED: May.REVIEW,
        Stage.REJECTED: May.REVIEW,
        Stage.WITHDRAWN: May.PROPOSE,
    },
    Stage.RETURNED: {Stage.SUBMITTED: May.PROPOSE, Stage.WITHDRAWN: May.PROPOSE},
    Stage.APPROVED: {Stage.DECIDED: May.DECIDE, Stage.RETURNED: May.REVIEW},
    Stage.REJECTED: {},
    Stage.WITHDRAWN: {},
    Stage.DECIDED: {Stage.APPROVED: May.DECIDE},
}
# Taken by recording or correcting a decision alone, never by themselves.
BY_DECISION = ((Stage.APPROVED, Stage.DECIDED), (Stage.DECIDED, Stage.APPROVED))
# A step back, or the end of a nomination, says why.
NEEDS_REASON = (Stage.RETURNED, Stage.REJECTED, Stage.WITHDRAWN)
# What the button of a step says.
STEPS = {
    Stage.SUBMITTED: _("Hand in"),
    Stage.RETURNED: _("Return for completion"),
    Stage.APPROVED: _("Agree"),
    Stage.REJECTED: _("Do not agree"),
    Stage.WITHDRAWN: _("Withdraw"),
}
# Units are proposed, agreed on and decided while the season stands here.
PROPOSING = (Phase.APPRAISED, Phase.PUBLISHED)
# Stages in which the secretariat has it: what it says may still be another.
IN_HAND = (Stage.DRAFT, Stage.RETURNED)
# Stages that may still end in a decision, and those that take up a place of the season's quota.
OPEN = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.APPROVED)
COUNTED = (*OPEN, Stage.DECIDED)
