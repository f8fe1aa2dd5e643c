"""A decision of the Prime Minister grants awards in many clusters: it is recorded season by season, and is one."""

import pytest
from django.urls import reverse

from accounts.actors import Actor
from audit.models import Entry
from awards.actions import decisions
from awards.choices import Stage
from awards.errors import NotReady
from awards.models import Decision, Nomination
from clusters.choices import Phase
from tests.awards.test_actions_decisions import TOLD
from tests.clusters.setting_up import as_shown
from tests.factories.awards import NominationFactory
from tests.factories.clusters import MemberFactory
from tests.factories.organisations import UnitFactory

BY = Actor.system("tests")


@pytest.fixture
def here(proposing):
    """An agreed nomination of the season of the cast."""
    return NominationFactory(member=proposing.second, category=proposing.merit, run=proposing.run, stage=Stage.APPROVED)


@pytest.fixture
def elsewhere(season):
    """An agreed nomination of another season that the same board organises."""
    member = MemberFactory(
        season__cluster__name="Cụm Tây Nguyên",
        season__cluster__organiser=season.cluster.organiser,
        season__phase=Phase.APPRAISED,
    )
    return NominationFactory(member=member, stage=Stage.APPROVED)


@pytest.fixture
def both(here, elsewhere):
    """The decision that grants both; the seasons were recorded one after the other."""
    for nomination in (here, elsewhere):
        decisions.record({nomination.pk: 0}, by=BY, **TOLD)
    return Decision.objects.get()


def typed(**changed):
    return TOLD | {"signed_on": f"{TOLD['signed_on']:%d/%m/%Y}"} | changed


def stages():
    return list(Nomination.objects.order_by("pk").values_list("stage", "decision"))


def test_the_decision_that_stands_takes_in_what_it_grants_in_another_season(here, elsewhere):
    first = decisions.record({here.pk: 0}, by=BY, **TOLD, source="Công báo số 5.")

    second = decisions.record({elsewhere.pk: 0}, by=BY, **TOLD | {"number": "231 / QĐ-TTg"}, source="Thông báo số 7.")

    assert (second.pk, second.version, second.source) == (first.pk, 1, "Công báo số 5.\nThông báo số 7.")
    assert stages() == [(Stage.DECIDED, first.pk)] * 2
    entry = Entry.objects.get(action="decision.extended")
    assert entry.details["nominations"] == [str(elsewhere)]
    assert entry.details["after"] == {"source": "Công báo số 5.\nThông báo số 7."}


def test_what_is_made_up_in_one_season_is_made_up_in_both(here, elsewhere):
    decisions.record({here.pk: 0}, by=BY, **TOLD)

    assert decisions.record({elsewhere.pk: 0}, by=BY, **TOLD, illustrative=True).illustrative is True


def test_another_signer_is_asked_about_and_nothing_is_granted(here, elsewhere):
    decisions.record({here.pk: 0}, by=BY, **TOLD)

    with pytest.raises(NotReady, match="Người Ký Mẫu, Phó Thủ tướng") as refused:
        decisions.record({elsewhere.pk: 0}, by=BY, **TOLD | {"signer_name": "Người Khác"})

    assert refused.value.field == "signer_name"
    assert stages()[1] == (Stage.APPROVED, None)


def test_a_mistyped_number_cannot_be_corrected_into_that_of_another_season(here, elsewhere):
    decisions.record({here.pk: 0}, by=BY, **TOLD)
    mistyped = decisions.record({elsewhere.pk: 0}, by=BY, **TOLD | {"number": "213/QĐ-TTg"})

    with pytest.raises(NotReady, match="ghi nhận ở một năm thi đua khác") as refused:
        decisions.correct(mistyped, by=BY, reason="Gõ nhầm số.", **TOLD)
    decisions.remove(mistyped, by=BY, reason="Gõ nhầm số.")
    decisions.record({elsewhere.pk: 2}, by=BY, **TOLD)

    assert refused.value.field == "number"
    assert Decision.objects.get().nominations.count() == 2


def test_the_page_of_the_second_season_adds_to_it_and_says_so(here, elsewhere, reviewer, client_of):
    decisions.record({here.pk: 0}, by=BY, **TOLD)
    page = reverse("awards:record_decision", args=[elsewhere.season_id])

    answer = client_of(reviewer).post(page, typed() | {f"granted-{elsewhere.pk}": "0"}, follow=True)

    decision = Decision.objects.get()
    assert answer.redirect_chain == [(reverse("awards:decision", args=[decision.pk]), 302)]
    assert [str(said) for said in answer.context["messages"]] == [
        "Quyết định 231/QĐ-TTg đã được ghi nhận ở năm thi đua khác; các đề nghị bạn chọn đã được ghi thêm vào quyết "
        "định đó."
    ]
    granted = {str(season): [*each] for season, each in answer.context["granted"].items()}
    assert granted == {str(one.season): [one] for one in (elsewhere, here)}


def test_who_reviews_both_seasons_corrects_both_on_one_page(both, here, elsewhere, reviewer, client_of):
    client, address = client_of(reviewer), reverse("awards:correct_decision", args=[both.pk])
    opened = client.get(address)
    sent = as_shown(opened.context["form"]) | {"reason": "Ghi nhầm một đề nghị."}
    sent |= {f"shown-{here.pk}": "1", f"granted-{here.pk}": "1", f"shown-{elsewhere.pk}": "1"}

    assert client.post(address, sent).status_code == 302

    assert f"({elsewhere.season})" in opened.content.decode()
    assert stages() == [(Stage.DECIDED, both.pk), (Stage.APPROVED, None)]


def test_a_secretariat_reads_what_the_decision_grants_in_its_own_season_alone(
    both, here, elsewhere, secretariat, reviewer, client_of
):
    address = reverse("awards:decision", args=[both.pk])

    own, whole = (client_of(who).get(address) for who in (secretariat, reviewer))

    assert ["Tây Nguyên" in page.content.decode() for page in (own, whole)] == [False, True]
    assert [*own.context["granted"].values()] == [[here]]
    assert not own.context["entries"]
    assert [entry.action for entry in whole.context["entries"]] == ["decision.extended", "decision.recorded"]


def test_after_its_last_nomination_is_taken_out_the_reader_is_not_led_to_what_he_may_not_see(
    both, here, elsewhere, reviewer, client_of
):
    cluster = elsewhere.season.cluster
    cluster.organiser = UnitFactory()
    cluster.save()
    client, address = client_of(reviewer), reverse("awards:correct_decision", args=[both.pk])
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Ghi nhầm đề nghị.", f"shown-{here.pk}": "1"}

    answer = client.post(address, sent, follow=True)

    assert answer.redirect_chain == [(reverse("awards:index"), 302)]
    assert stages() == [(Stage.APPROVED, None), (Stage.DECIDED, both.pk)]
