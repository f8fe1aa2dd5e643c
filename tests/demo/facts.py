"""Facts as typed values: each finds itself in the database, and says how its paper words it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from awards.choices import COUNTED
from awards.models import Nomination
from clusters.models import Conference, Figure, Indicator, Member, Plan, Post, Resolution, Statement, UnitYear
from emulation_portal.demo.catalogue import INDICATORS
from reports import shown
from scoring.aggregates import Named, mean
from scoring.inputs import Figure as Reported

SPACE = "\N{NO-BREAK SPACE}"


def number(value, unit=""):
    return shown.number(Decimal(value), unit=unit)


def indicator(key):
    return Indicator.objects.get(name=INDICATORS[key][0])


def owned(year, cluster, prefix=""):
    """Rows of a cluster's season, or of a unit's own year where no cluster is named."""
    if cluster is None:
        return {f"{prefix}unit_year__year": year}
    return {f"{prefix}season__year": year, f"{prefix}season__cluster__name__contains": cluster}


@dataclass(frozen=True)
class Source:
    """Which season (or own year) a list of facts is about, and the paper that prints it."""

    paper: tuple[str, int]
    cluster: str | None

    @property
    def year(self):
        return self.paper[1]


@dataclass(frozen=True)
class Told:
    """A unit's own figure."""

    unit: str
    key: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    reference_year: int | None = None
    also: tuple[str, ...] = ()

    def rows(self, source):
        whose = {"submission__unit_year__year": source.year, "submission__unit_year__unit__name": self.unit}
        if source.cluster:
            whose = owned(source.year, source.cluster, "submission__member__")
            whose["submission__member__unit__name"] = self.unit
        numbers = {
            name: None if (text := getattr(self, name)) is None else Decimal(text)
            for name in ("value", "numerator", "denominator")
        }
        rest = {"reference_year": self.reference_year, "indicator": indicator(self.key), "illustrative": False}
        return Figure.objects.current().filter(**whose, **numbers, **rest)

    def words(self, source):
        measure = INDICATORS[self.key][2]
        name = f"{self.unit} " if source.cluster else ""
        if self.numerator is not None:
            share = Decimal(self.numerator) / Decimal(self.denominator) * 100
            yield f"{number(self.numerator)}/{number(self.denominator, measure)} ({shown.number(share, 2, '%')})"
        elif measure == "hạng":
            out_of = f"/{number(self.denominator)}" if self.denominator else ""
            year = f" (số liệu năm {self.reference_year})" if self.reference_year else ""
            yield f"{name}hạng {number(self.value)}{out_of}{year}"
        elif not source.cluster:
            yield f"{INDICATORS[self.key][0]}: {number(self.value, measure)}"
        yield from self.also


@dataclass(frozen=True)
class Said:
    """A figure stated for the whole, with the words around it."""

    about: str  # an indicator's key, or words of the subject
    aggregate: str
    words_: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    qualifier: str = ""
    units: tuple[str, ...] = ()
    reference_year: int | None = None

    def rows(self, source):
        numbers = {
            name: None if (text := getattr(self, name)) is None else Decimal(text)
            for name in ("value", "numerator", "denominator")
        }
        about = {"indicator": indicator(self.about)} if self.about in INDICATORS else {"subject__contains": self.about}
        rest = {"aggregate": self.aggregate, "qualifier": self.qualifier, "reference_year": self.reference_year}
        found = Statement.objects.filter(**owned(source.year, source.cluster), **about, **numbers, **rest)
        same = [one.pk for one in found if {unit.name for unit in one.units.all()} == set(self.units)]
        return found.filter(pk__in=same, illustrative=False)

    def words(self, source):
        yield self.words_.replace("_", SPACE)
        yield from self.units


@dataclass(frozen=True)
class Planned:
    """A plan that the source gives or implies."""

    unit: str
    key: str
    giver: str
    value: str

    def rows(self, source):
        told = {"indicator": indicator(self.key), "giver": self.giver, "value": Decimal(self.value)}
        return Plan.objects.filter(unit_year__year=source.year, unit_year__unit__name=self.unit, **told)

    def words(self, source):
        yield f"kế hoạch đơn vị đăng ký {number(self.value, INDICATORS[self.key][2])}"


@dataclass(frozen=True)
class Mean:
    """A mean that the article does not state, but its figures make."""

    key: str
    value: str
    of: int

    def rows(self, source):
        whose = owned(source.year, source.cluster, "submission__member__")
        found = Figure.objects.current().filter(**whose, indicator=indicator(self.key))
        named = [Named(str(one.pk), Reported(actual=one.value)) for one in found]
        made = mean(named, 2)
        return found[:1] if (made.value, made.counted) == (Decimal(self.value), self.of) else []

    def words(self, source):
        value = number(self.value, INDICATORS[self.key][2])
        yield f"số tính từ {self.of}/{self.of} tỉnh có báo cáo: bình quân đạt {value}"


@dataclass(frozen=True)
class Members:
    """Who belongs to the cluster, in the article's own order or not."""

    names: tuple[str, ...]

    def rows(self, source):
        found = Member.objects.filter(**owned(source.year, source.cluster))
        names = set(found.values_list("unit__name", flat=True))
        return found[:1] if names == set(self.names) and len(found) == len(self.names) else []

    def words(self, source):
        yield f"Số thành viên: {len(self.names)} tỉnh"
        yield from self.names


@dataclass(frozen=True)
class Met:
    """A conference: its day, its place, its host and some of its title."""

    on: dt.date
    place: str
    host: str
    title: str
    note: str = ""

    def rows(self, source):
        told = {"held_on": self.on, "place": self.place, "host__name": self.host, "title__contains": self.title}
        return Conference.objects.filter(**owned(source.year, source.cluster), **told, note__contains=self.note)

    def words(self, source):
        yield f"{shown.date(self.on)}; địa điểm: {self.place}; đơn vị đăng cai: tỉnh {self.host}"
        yield self.title
        yield self.note


@dataclass(frozen=True)
class Holds:
    """A post of the season, or of the year after where the conference introduced it."""

    unit: str
    kind: str
    year: int
    holder: str = ""
    title: str = ""

    def rows(self, source):
        whose = owned(self.year, source.cluster, "member__") | {"member__unit__name": self.unit, "kind": self.kind}
        found = Post.objects.filter(**whose, holder_name=self.holder, holder_title__contains=self.title)
        next_year = self.year != source.year
        return found.filter(introduced_by__season__year=source.year) if next_year else found

    def words(self, source):
        word = {"head": "Cụm trưởng", "deputy": "Cụm phó"}[self.kind]
        if self.year == source.year:
            yield f"{word} năm {self.year}: tỉnh {self.unit}"
        else:
            yield f"Giới thiệu tỉnh {self.unit} làm {word} năm {self.year}"
        yield self.holder
        yield self.title


@dataclass(frozen=True)
class Resolved:
    """What a conference discussed, proposed, was directed to do, or concluded: parts of its words."""

    kind: str
    parts: tuple[str, ...]

    def rows(self, source):
        found = Resolution.objects.filter(
            **owned(source.year, source.cluster, "conference__"), kind=self.kind, replaced_by=None
        )
        return [one for one in found if all(part in one.text for part in self.parts)]

    def words(self, source):
        return self.parts


@dataclass(frozen=True)
class Proposed:
    """A member proposed for an award."""

    unit: str
    award: str

    def rows(self, source):
        told = {"member__unit__name": self.unit, "category__name": self.award, "stage__in": COUNTED}
        return Nomination.objects.filter(**owned(source.year, source.cluster), **told)

    def words(self, source):
        yield f"{self.award}: tỉnh {self.unit}"


@dataclass(frozen=True)
class From:
    """The article itself: its day, its author."""

    words_: tuple[str, ...]

    def rows(self, source):
        if source.cluster is None:
            found = UnitYear.objects.filter(year=source.year)
        else:
            found = Member.objects.filter(**owned(source.year, source.cluster))[:1]
        owners = [each if source.cluster is None else each.season for each in found]
        return [owner for owner in owners if all(word in owner.source for word in self.words_)]

    def words(self, source):
        return self.words_
