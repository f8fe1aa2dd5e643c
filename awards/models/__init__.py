from awards.models.category import AwardCategory, SeasonQuota
from awards.models.decision import Decision
from awards.models.nomination import Nomination
from awards.models.review import Review

__all__ = ("AwardCategory", "Decision", "Nomination", "Review", "SeasonQuota")
