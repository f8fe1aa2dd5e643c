"""What a season's papers are filled from, read once a paper."""

from dataclasses import dataclass, field

from django.utils import timezone

from awards.choices import COUNTED
from awards.queries import grounds, nominations
from clusters.choices import ClusterWord, ConferenceKind, Period, PostKind
from clusters.queries import (
    as_ranked,
    conferences,
    criteria,
    layout,
    organisers,
    ranking,
    seasons,
    verification,
    yearbook,
)
from reports.documents import points
from reports.errors import NotPrintable
from reports.prose.pieces import word_for

KINDS = {Period.FULL_YEAR: ConferenceKind.YEAR_END, Period.HALF_YEAR: ConferenceKind.HALF_YEAR}


@dataclass(frozen=True, slots=True)
class SeasonFacts:
    """A season for one period: `table` is the last ranking done, `final` whether a paper may rest on it.

    `counted` is what that ranking froze; `introduced` are whom the conference introduced for a post; `moved` are the
    nominations that cite a ranking with another place, as awards.queries.grounds has them.
    """

    season: object
    period: str
    book: yearbook.Yearbook
    posts: tuple
    introduced: tuple
    conference: object | None
    table: ranking.RankingTable | None
    counted: points.Counted | None
    nominations: tuple
    final: bool
    changed: tuple[as_ranked.Changed, ...] = ()
    moved: dict = field(default_factory=dict)

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
    def organiser(self):
        """The centre, or the province whose council arranges the whole, by its name of the season's time."""
        return organisers.of_season(self.season, timezone.localdate())

    @property
    def head(self):
        """The head's post with its member; None where no source names it."""
        return next((post for post in self.posts if post.kind == PostKind.HEAD), None)

    @property
    def code(self):
        return self.table.run.code if self.table else ""

    @property
    def behind(self):
        """Whether figures or points were changed after the ranking."""
        return self.table is not None and self.table.run.inputs_version not in (None, self.season.inputs_version)

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


def of_season(season, period, *, resolved=True) -> SeasonFacts:
    """Read the season, everything once, so that a page asks for little; NotPrintable when it has no members.

    `resolved` says whether the paper tells what the conference resolved.
    """
    run, document = ranking.last_done_whole(season) if period == Period.FULL_YEAR else (None, None)
    counting, ranked = criteria.lines_beside(season, run and run.sheet)
    book = yearbook.of_season(season, period, counting)
    if not book.members:
        raise NotPrintable("Năm thi đua chưa có thành viên nào: hãy thêm thành viên rồi in lại.")
    book, changed = as_ranked.as_ranked(book, run, document, ranked) if run else (book, ())
    held = conferences.resolved(season=season, kind=KINDS[period])
    posts, conference = seasons.posts(season), (held if resolved else held.prefetch_related(None)).first()
    table = ranking.table(run, ranked) if run else None
    proposed = _proposed(season) if period == Period.FULL_YEAR else ()
    return SeasonFacts(
        season=season,
        period=period,
        book=book,
        posts=_held(season, posts),
        introduced=tuple(post for post in posts if conference and post.introduced_by_id == conference.pk),
        conference=conference,
        table=table,
        counted=points.counted(table, document, ranked) if run else None,
        nominations=proposed,
        final=run is not None and verification.is_final(run, document=document, plan=_plan(counting)),
        changed=changed,
        moved=grounds.moved(proposed, run),
    )


def _held(season, posts):
    """Those of the season itself, in the order of its members."""
    own = (post for post in posts if post.member.season_id == season.pk)
    return tuple(sorted(own, key=lambda post: (post.member.position, post.member_id)))


def _proposed(season):
    found = nominations.of_season(season).prefetch_related(None)  # no paper tells who looked at them
    return tuple(each for each in found if each.stage in COUNTED)


def _plan(lines):
    """The sheet that counts with its layout; None without one."""
    return (lines[0].sheet, layout.layout_of(lines[0].sheet, lines)) if lines else None
