"""Báo cáo tổng kết of a season."""

from clusters.choices import Period
from reports.documents import review
from reports.documents.facts import of_season
from reports.documents.kinds import Paper


def build(season, now) -> Paper:
    """Return the year-end report; a draft until a ranking is final."""
    facts = of_season(season, Period.FULL_YEAR)
    subject = (
        f"Tổng kết phong trào thi đua và công tác khen thưởng năm {season.year}; "
        f"phương hướng, nhiệm vụ năm {season.year + 1}"
    )
    return review.paper(facts, now, subject=subject, title=f"Báo cáo tổng kết năm {season.year}")
