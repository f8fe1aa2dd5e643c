"""Broken rules of the organisations, each with the finished sentence that people read.

UnitRefused
├── UnitHasEnded        the unit is no longer there to be changed
├── DayDoesNotFit       the change would come before what it changes
├── MergedWithItself    a merger needs two units
├── LineageGoesInACircle
├── BusinessIsOpen      something that is still going on rests on the unit
├── CodeIsTaken         another unit bears the code in the same time
└── NothingChanges      the new name or kind is the old one
DocumentChanged         somebody else changed the document meanwhile
"""


class UnitRefused(Exception):
    """A change of a unit that may not be; the sentence is about the `field` where one is named."""

    field = None


class UnitHasEnded(UnitRefused):
    pass


class DayDoesNotFit(UnitRefused):
    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.field = field


class MergedWithItself(UnitRefused):
    pass


class LineageGoesInACircle(UnitRefused):
    pass


class BusinessIsOpen(UnitRefused):
    pass


class CodeIsTaken(UnitRefused):
    pass


class NothingChanges(UnitRefused):
    pass


class DocumentChanged(Exception):
    """Somebody else saved the document between reading and saving; `current` is the row as it stands."""

    def __init__(self, message, current):
        super().__init__(message)
        self.current = current
