"""Awards, quotas, nominations and decisions, as tests want them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from awards.choices import Level, Stage
from awards.models import AwardCategory, Decision, Nomination, SeasonQuota
from clusters.choices import Phase, ResolutionKind
from clusters.models import Resolution
from tests.factories.clusters import ConferenceFactory, MemberFactory


class ConclusionFactory(DjangoModelFactory):
    class Meta:
        model = Resolution

    conference = factory.SubFactory(ConferenceFactory, season__phase=Phase.APPRAISED)
    kind = ResolutionKind.CONCLUDED
    text = "Thống nhất đề nghị tặng Cờ thi đua của Chính phủ cho nhân dân và cán bộ tỉnh Quảng Ninh."
    on = dt.date(2021, 1, 18)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = AwardCategory

    code = factory.Sequence(lambda n: f"khen-thuong-{n}")
    name = factory.Sequence(lambda n: f"Hình thức khen thưởng số {n}")
    level = Level.STATE
    deciding_body = "Thủ tướng Chính phủ"
    legal_basis = "Điều 25 khoản 2 Luật Thi đua, khen thưởng"
    position = factory.Sequence(lambda n: n % 30000)


class QuotaFactory(DjangoModelFactory):
    class Meta:
        model = SeasonQuota

    category = factory.SubFactory(CategoryFactory)
    most = 1


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    number = factory.Sequence(lambda n: f"{n}/QĐ-TTg")
    deciding_body = "Thủ tướng Chính phủ"
    signer_name = "Người Ký Mẫu"
    signer_title = "Phó Thủ tướng"
    signed_on = dt.date(2021, 5, 4)
    illustrative = True


class NominationFactory(DjangoModelFactory):
    """A nomination being prepared that cites no run; a decided one has its decision."""

    class Meta:
        model = Nomination

    member = factory.SubFactory(MemberFactory, season__phase=Phase.APPRAISED)
    season = factory.SelfAttribute("member.season")
    category = factory.SubFactory(CategoryFactory)
    conclusion = factory.LazyAttribute(lambda nomination: _conclusion_of(nomination.season))
    departure = "Theo kết luận của hội nghị."
    decision = factory.LazyAttribute(
        lambda nomination: DecisionFactory() if nomination.stage == Stage.DECIDED else None
    )
    stage = Stage.DRAFT
    created_at = factory.LazyFunction(timezone.now)


def _conclusion_of(season):
    found = Resolution.objects.filter(conference__season=season, replaced_by=None).first()
    return found or ConclusionFactory(conference=ConferenceFactory(season=season))
