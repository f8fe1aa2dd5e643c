from accounts.models.assignment import Assignment
from accounts.models.user import User

__all__ = ("Assignment", "User")
