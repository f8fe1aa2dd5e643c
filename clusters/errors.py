"""The rules of the clusters app that an action may find broken; each carries its finished sentence.

RuleBroken
├── SeasonClosed      the phase of the season does not allow it
├── Stale             somebody changed it first; `current` is what stands now
├── Frozen            a value rests on it, so it is kept as it is
├── Incomplete        something is missing; `missing` names each
└── NotAllowedHere    the change would make the season contradict itself
"""


class RuleBroken(Exception):
    """A rule of the domain was broken; str() is a whole sentence for the user, about the `field` where one is named."""

    field = None


class SeasonClosed(RuleBroken):
    pass


class Stale(RuleBroken):
    def __init__(self, sentence, current=None):
        super().__init__(sentence)
        self.current = current


class Frozen(RuleBroken):
    pass


class Incomplete(RuleBroken):
    def __init__(self, sentence, missing=()):
        super().__init__(sentence)
        self.missing = tuple(missing)


class NotAllowedHere(RuleBroken):
    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field
