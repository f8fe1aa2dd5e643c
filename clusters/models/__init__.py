from clusters.models.appraisal import Finding, Score
from clusters.models.cluster import Cluster
from clusters.models.conference import Conference, Resolution
from clusters.models.criteria import CriteriaSheet, Criterion, CriterionInput, NotAssigned
from clusters.models.indicator import Indicator
from clusters.models.ranking import RankingRow, RankingRun, RunDocument
from clusters.models.receipt import Receipt
from clusters.models.result import Figure, Plan, Submission
from clusters.models.season import Member, PhaseDeadline, Post, Season
from clusters.models.statement import Statement
from clusters.models.unit_year import UnitYear

__all__ = (
    "Cluster",
    "Conference",
    "CriteriaSheet",
    "Criterion",
    "CriterionInput",
    "Figure",
    "Finding",
    "Indicator",
    "Member",
    "NotAssigned",
    "PhaseDeadline",
    "Plan",
    "Post",
    "RankingRow",
    "RankingRun",
    "Receipt",
    "Resolution",
    "RunDocument",
    "Score",
    "Season",
    "Statement",
    "Submission",
    "UnitYear",
)
