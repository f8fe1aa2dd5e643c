"""The rules of the reports app that may be found broken; each carries its finished sentence.

RuleBroken
└── NotPrintable    the paper cannot be made from what there is
"""


class RuleBroken(Exception):
    """A rule of the domain was broken; str() is a whole sentence for the user."""


class NotPrintable(RuleBroken):
    pass
