"""Báo cáo sơ kết of the first six months of a season: against the year plan, and without a ranking."""

from clusters.choices import Period
from reports.documents import review
from reports.documents.facts import of_season
from reports.documents.kinds import Paper


def build(season, now) -> Paper:
    """Return the half-year report; it rests on no ranking, so it always bears the mark of a draft."""
    facts = of_season(season, Period.HALF_YEAR)
    subject = (
        f"Sơ kết phong trào thi đua và công tác khen thưởng 6 tháng đầu năm {season.year}; "
        f"phương hướng, nhiệm vụ 6 tháng cuối năm {season.year}"
    )
    return review.paper(facts, now, subject=subject, title=f"Báo cáo sơ kết 6 tháng đầu năm {season.year}")
