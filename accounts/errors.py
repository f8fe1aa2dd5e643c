"""What may go wrong with people and their rights.

AccountsError
├── StaleForm             somebody else saved while the form was open
├── OwnAccess             nobody takes his own access away
├── AlreadyEnded          the assignment has ended, or ends earlier
└── DayOutOfRange         the day does not lie in the assignment's time
"""


class AccountsError(Exception):
    """Carries the finished sentence for the person who asked, about the `field` where one is named."""

    field = None


class StaleForm(AccountsError):
    """Somebody else saved the same record while the form was open."""


class OwnAccess(AccountsError):
    """The administrator would lock himself out."""


class AlreadyEnded(AccountsError):
    """The assignment has ended already."""


class DayOutOfRange(AccountsError):
    """The day on which an assignment is to end lies before its beginning."""

    field = "on"
