"""What a season's papers are filled from, read once a paper."""

from dataclasses import dataclass

from awards.choices import COUNTED
from awards.queries import nominations
from clusters.choices import ClusterWord, ConferenceKind, Period, PostKind
from clusters.queries import as_ranked, conferences, ranking, seasons, verification, yearbook
from reports.errors import NotPrintable
from reports.prose.pieces import word_for

KINDS = {Period.FULL_YEAR: ConferenceKind.YEAR_END, Period.HALF_YEAR: ConferenceKind.HALF_YEAR}


@dataclass(frozen=True, slots=True)
class SeasonFacts:
    """A season for one period: `table` is the last ranking done, `final` whether a paper may rest on it."""

    season: object
    period: str
    book: yearbook.Yearbook
    posts: tuple
    conference: object | None
    table: ranking.RankingTable | None
    nominations: tuple
    final: bool
    changed: tuple[as_ranked.Changed, ...] = ()

    @property
    def year(self):
        return self.season.year

    @property
    def units(self):
        return [member.unit for member in self.book.members]

    @property
    def word(self):
        """What the members are called: tỉnh."""
        return word_for(self.units)

    @property
    def group(self):
        """What the organiser calls the whole: Cụm or Khối."""
        return "Khối" if self.season.cluster.word == ClusterWord.BLOC else "Cụm"

    @property
    def head(self):
        """The head's post with its member; None where no source names it."""
        return next((post for post in self.posts if post.kind == PostKind.HEAD), None)

    @property
    def code(self):
        return self.table.run.code if self.table else ""

    @property
    def places(self):
        """Decimals of the sheet's points."""
        return self.table.run.sheet.places if self.table else 2

    @property
    def illustrative(self):
        return self.book.illustrative or (self.table is not None and self.table.run.illustrative) or self._proposals

    @property
    def _proposals(self):
        made_up = [each.illustrative or (each.decision and each.decision.illustrative) for each in self.nominations]
        return any(made_up)


def of_season(season, period) -> SeasonFacts:
    """Read the season; NotPrintable when it has no members."""
    book = yearbook.of_season(season, period)
    if not book.members:
        raise NotPrintable("Năm thi đua chưa có thành viên nào: hãy thêm thành viên rồi in lại.")
    held = conferences.of(season=season, kind=KINDS[period])
    run = ranking.last_done(season) if period == Period.FULL_YEAR else None
    book, changed = as_ranked.as_ranked(book, run) if run else (book, ())
    proposed = nominations.of_season(season) if period == Period.FULL_YEAR else ()
    return SeasonFacts(
        season=season,
        period=period,
        book=book,
        posts=tuple(post for line in seasons.member_lines(season) for post in line.posts),
        conference=held.first(),
        table=ranking.table(run) if run else None,
        nominations=tuple(each for each in proposed if each.stage in COUNTED),
        final=run is not None and verification.is_final(run),
        changed=changed,
    )
