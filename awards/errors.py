"""The rules of the awards app that an action may find broken; each carries its finished sentence.

RuleBroken
├── MoveNotAllowed    the stage does not allow the step
├── QuotaExceeded     the season has proposed all it may
├── ReasonMissing     a step back, or a departure from the ranking, without a reason
├── NotReady          what the nomination must cite is not there yet
│   └── Recorded      the decision is recorded already; `decision` is the one that stands
└── Stale             somebody changed it first; `current` is what stands now

The root and `Stale` are those of clusters: a form of either app converses alike (clusters.conversation).
"""

from clusters.errors import RuleBroken, Stale

__all__ = ["MoveNotAllowed", "NotReady", "QuotaExceeded", "ReasonMissing", "Recorded", "RuleBroken", "Stale"]


class MoveNotAllowed(RuleBroken):
    pass


class QuotaExceeded(RuleBroken):
    pass


class ReasonMissing(RuleBroken):
    pass


class NotReady(RuleBroken):
    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field


class Recorded(NotReady):
    def __init__(self, sentence, decision):
        super().__init__(sentence)
        self.decision = decision
