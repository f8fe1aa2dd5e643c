"""What the database itself refuses of awards, whoever writes to it."""

import pytest
from django.db import IntegrityError, transaction

from clusters.models import Member
from tests.factories.awards import CategoryFactory, ConclusionFactory, NominationFactory
from tests.factories.clusters import MemberFactory
from tests.factories.rankings import ranked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cited", ["season", "run", "conclusion"])
def test_a_nomination_cites_its_own_season_alone(cited, season):
    elsewhere = MemberFactory().season
    make = {"season": lambda: elsewhere, "run": lambda: ranked(elsewhere), "conclusion": ConclusionFactory}
    other = make[cited]()
    nomination = NominationFactory(member=season.cast.member)

    with pytest.raises(IntegrityError, match="cites its own season alone"), transaction.atomic():
        NominationFactory(**{"member": season.cast.deputy, cited: other})
    with pytest.raises(IntegrityError, match="cites its own season alone"), transaction.atomic():
        type(nomination).objects.filter(pk=nomination.pk).update(**{cited: other})

    assert Member.objects.filter(nominations=nomination).get() == season.cast.member


def test_the_law_of_an_award_ends_after_it_begins():
    with pytest.raises(IntegrityError, match="award_ends_after_it_begins"), transaction.atomic():
        CategoryFactory(effective_from="2024-01-01", effective_to="2024-01-01")
