"""The pages of conferences: recorded once, shown to whom they concern, stale forms told."""

import datetime as dt

import pytest
from django.urls import reverse

from clusters.choices import Phase
from clusters.models import Conference, Resolution, Statement
from tests.factories.awards import NominationFactory
from tests.factories.clusters import ConferenceFactory, PostFactory
from tests.factories.rankings import make_members

TEXT = "Thống nhất đề nghị tặng Cờ thi đua của Chính phủ cho tỉnh Quảng Ninh."


@pytest.fixture
def held(season):
    conference = ConferenceFactory(season=season, title="Hội nghị tổng kết năm 2020", place="Hạ Long")
    Resolution.objects.create(conference=conference, kind="concluded", text=TEXT, on=dt.date(2021, 1, 18))
    return conference


def test_the_secretariat_records_a_conference_and_its_conclusion(season, secretariat, client_of):
    client = client_of(secretariat)
    told = {"kind": "year_end", "title": "Hội nghị tổng kết", "held_on": "18/01/2021", "host": "", "key": "a"}

    answer = client.post(reverse("clusters:hold_conference", args=[season.pk]), told, follow=True)
    conference = Conference.objects.get()
    told = {"kind": "concluded", "text": TEXT, "on": "18/01/2021", "key": "b"}
    for _post in range(2):
        answer = client.post(reverse("clusters:resolve", args=[conference.pk]), told, follow=True)

    assert conference.held_on == dt.date(2021, 1, 18)
    assert [resolution.text for resolution in Resolution.objects.all()] == [TEXT]
    assert TEXT in answer.content.decode()


def test_a_member_reads_when_and_where_but_not_what_was_concluded(season, held, clerk, client_of):
    page = client_of(clerk).get(reverse("clusters:conferences", args=[season.pk])).content.decode()

    assert "Hạ Long" in page
    assert TEXT not in page
    assert reverse("clusters:resolve", args=[held.pk]) not in page


def test_a_refused_conference_keeps_what_was_typed(season, held, secretariat, client_of):
    told = {"kind": "year_end", "title": "Hội nghị lần hai", "held_on": "18/01/2021"}

    answer = client_of(secretariat).post(reverse("clusters:hold_conference", args=[season.pk]), told)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'value="Hội nghị lần hai"' in page
    assert 'class="error-summary"' in page


def test_a_stale_form_shows_what_stands_now_and_may_be_saved_over_it(held, secretariat, client_of):
    client, address = client_of(secretariat), reverse("clusters:change_conference", args=[held.pk])
    told = {"kind": "year_end", "title": held.title, "place": "Quảng Ninh", "seen": "0"}
    assert client.post(address, told).status_code == 302

    refused = client.post(address, told | {"place": "Hà Nội"})

    assert "Quảng Ninh" in str(refused.context["form"].errors["place"])
    assert Conference.objects.get().place == "Quảng Ninh"
    again = told | {"place": "Hà Nội", "seen": refused.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert Conference.objects.get().place == "Hà Nội"


def test_a_correction_shows_both_texts_in_the_history(season, held, secretariat, client_of):
    client, resolution = client_of(secretariat), held.resolutions.get()
    told = {"kind": "concluded", "text": "Thống nhất lại.", "on": "18/01/2021", "reason": "Gõ nhầm."}

    client.post(reverse("clusters:correct_resolution", args=[resolution.pk]), told)

    page = client.get(reverse("clusters:conferences", args=[season.pk])).content.decode()
    assert all(text in page for text in ("Thống nhất lại.", TEXT, "Gõ nhầm."))


def test_who_corrects_a_text_that_was_corrected_meanwhile_reads_what_stands(season, held, secretariat, client_of):
    client, resolution = client_of(secretariat), held.resolutions.get()
    address = reverse("clusters:correct_resolution", args=[resolution.pk])
    told = {"kind": "concluded", "text": "Thống nhất lại.", "on": "18/01/2021", "reason": "Gõ nhầm."}
    told |= {"seen": client.get(address).context["form"]["seen"].value()}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 302

    refused = client.post(address, told | {"text": "Hội nghị thống nhất khác."})

    assert refused.context["form"].errors["text"] == ["Hiện đang ghi: Thống nhất lại."]
    assert ("Nội dung hiện nay", "Thống nhất lại.") in refused.context["talk"].facts
    again = told | {"text": "Hội nghị thống nhất khác.", "seen": refused.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert [one.text for one in Resolution.objects.filter(replaced_by=None)] == ["Hội nghị thống nhất khác."]
    assert Resolution.objects.count() == 3
    link_to_the_first = told | {
        "text": "Thống nhất lần cuối.",
        "seen": client.get(address).context["form"]["seen"].value(),
    }
    assert client.post(address, link_to_the_first).status_code == 302


def test_a_text_recorded_by_mistake_is_taken_off_once_and_the_history_keeps_it(season, held, secretariat, client_of):
    client, resolution = client_of(secretariat), held.resolutions.get()
    told = {"kind": "concluded", "text": "Thống nhất lại.", "on": "18/01/2021", "reason": "Gõ nhầm."}
    client.post(reverse("clusters:correct_resolution", args=[resolution.pk]), told)
    page = reverse("clusters:conferences", args=[season.pk])
    address = reverse("clusters:remove_resolution", args=[Resolution.objects.get(replaced_by=None).pk])
    assert address in client.get(page).content.decode()
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in ("seen", "key")} | {"reason": "Ghi trùng nội dung."}

    answers = [client.post(address, sent) for _press in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, page)] * 2
    assert not Resolution.objects.exists()
    history = client.get(page).content.decode()
    assert all(kept in history for kept in ("đã bỏ một nội dung ghi nhầm", "Thống nhất lại.", "Ghi trùng nội dung."))


def test_a_text_that_a_nomination_cites_or_that_was_corrected_meanwhile_stays(season, held, secretariat, client_of):
    client, resolution = client_of(secretariat), held.resolutions.get()
    address = reverse("clusters:remove_resolution", args=[resolution.pk])
    seen = client.get(address).context["form"]["seen"].value()
    told = {"kind": "concluded", "text": "Thống nhất lại.", "on": "18/01/2021", "reason": "Gõ nhầm."}
    client.post(reverse("clusters:correct_resolution", args=[resolution.pk]), told)

    stale = client.post(address, {"seen": seen, "reason": "Ghi trùng nội dung."})
    NominationFactory(member=season.cast.member, conclusion=Resolution.objects.get(replaced_by=None))
    again = {"seen": stale.context["form"]["seen"].value(), "reason": "Ghi trùng nội dung."}
    cited = client.post(address, again)

    assert "Đã có người đính chính nội dung này trước bạn." in stale.content.decode()
    assert "Có đề nghị khen thưởng căn cứ vào nội dung này" in cited.content.decode()
    assert Resolution.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"on": "17/01/2021"}, ("on", "Hội nghị được tổ chức ngày 18/01/2021; ngày vừa nhập, 17/01/2021, sớm hơn")),
        ({"text": f" {TEXT.upper()}"}, ("text", "Nội dung này đã được ghi cho hội nghị.")),
    ],
    ids=["before it", "again"],
)
def test_what_a_conference_said_is_said_once_and_not_before_it(said, refused, held, secretariat, client_of):
    held.held_on = dt.date(2021, 1, 18)
    held.save()
    told = {"kind": "concluded", "text": "Một kết luận khác.", "on": "18/01/2021"} | said

    form = client_of(secretariat).post(reverse("clusters:resolve", args=[held.pk]), told).context["form"]

    assert {name: error.startswith(refused[1]) for name, (error,) in form.errors.items()} == {refused[0]: True}


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_page_asks_the_same_number_of_questions_whatever_the_size(
    count, season, reviewer, client_of, django_assert_num_queries
):
    conference = ConferenceFactory(season=season, host=season.cast.head.unit)
    for position, member in enumerate(make_members(season, count)):
        PostFactory(member=member, introduced_by=conference)
        Resolution.objects.create(conference=conference, kind="proposed", text=f"Số {position}", position=position)
    client, address = client_of(reviewer), reverse("clusters:conferences", args=[season.pk])

    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200


QUERIES = 12


def test_after_publication_the_pages_correct_with_a_reason_and_add_nothing(season, held, reviewer, client_of):
    season.phase, season.published_at = Phase.PUBLISHED, "2021-02-01T00:00Z"
    season.save()
    statement = Statement.objects.create(
        season=season, subject="Cờ thi đua", aggregate="value", value=36, source="Báo cáo"
    )
    browser = client_of(reviewer)
    adding = {
        "hold_conference": [season.pk],
        "resolve": [held.pk],
        "statement_new": [season.pk],
    }
    shown = [
        browser.get(reverse(f"clusters:{page}", args=[season.pk])).content.decode()
        for page in ("conferences", "statements")
    ]

    for name, args in adding.items():
        address = reverse(f"clusters:{name}", args=args)
        assert browser.get(address).status_code == browser.post(address).status_code == 403
        assert not any(address in page for page in shown)
    assert reverse("clusters:correct_resolution", args=[held.resolutions.get().pk]) in shown[0]
    assert reverse("clusters:statement", args=[statement.pk]) in shown[1]
    change = reverse("clusters:change_conference", args=[held.pk])
    told = {"kind": "year_end", "title": held.title, "place": "Quảng Ninh", "seen": "0"}
    assert browser.post(change, told).status_code == 200
    assert browser.post(change, told | {"reason": "Ghi nhầm nơi họp."}).status_code == 302
    assert Conference.objects.get().place == "Quảng Ninh"
