"""The pages of the awards: the whole way from the ranking to the decision, and who sees what."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from awards import policies
from awards.choices import IN_HAND, Stage
from awards.models import AwardCategory, Decision, Nomination
from awards.queries import grounds, work
from awards.queries import nominations as read
from clusters.choices import Phase
from clusters.models import Member, RankingRow, Season
from clusters.queries.standing import standing
from tests.factories.accounts import UserFactory
from tests.factories.awards import ConclusionFactory, DecisionFactory, NominationFactory
from tests.factories.clusters import RunFactory
from tests.factories.rankings import make_members


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def test_a_unit_that_left_after_the_ranking_is_shown_and_not_led_into_the_form(proposing, secretariat, client_of):
    def led():
        page = client_of(secretariat).get(url("propose", proposing.season.pk)).content.decode()
        sentence = "Đơn vị đã ra khỏi cụm, khối, không đề nghị được nữa." in page
        return [f"?member={each.pk}&amp;" in page for each in (proposing.first, proposing.second)], sentence

    before = led()
    Member.objects.filter(pk=proposing.first.pk).update(left_on=dt.date(2020, 12, 1))

    assert (before, led()) == (([True, True], False), ([False, True], True))


def test_the_form_of_a_quota_says_who_adds_awards_where_there_is_none_to_choose(proposing, reviewer, client_of):
    def told():
        page = client_of(reviewer).get(url("add_quota", proposing.season.pk)).content.decode()
        return "Không còn danh hiệu nào để chọn. Quản trị viên của Ban Thi đua - Khen thưởng Trung ương" in page

    none_left = (AwardCategory.objects.exclude(quotas__season=proposing.season).exists(), told())
    proposing.season.quotas.all().delete()

    assert (none_left, told()) == ((False, True), False)


def test_whoever_comes_back_to_a_step_that_was_taken_is_led_to_what_stands(proposing, secretariat, clerk, client_of):
    made = NominationFactory(season=proposing.season, member=proposing.first, stage=Stage.SUBMITTED)
    step, page = url("move", made.pk, Stage.SUBMITTED), url("nomination", made.pk)

    answer = client_of(secretariat).get(step, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    (told,) = [str(message) for message in answer.context["messages"]]
    assert told.endswith("chưa có gì thay đổi thêm.")
    assert client_of(clerk).get(step).status_code == 404


def test_the_secretariat_proposes_what_the_ranking_suggests_without_searching(proposing, secretariat, client_of):
    client, address = client_of(secretariat), url("propose", proposing.season.pk)

    for member, award in (
        (proposing.first, proposing.flag),
        (proposing.second, proposing.merit),
        (proposing.third, proposing.merit),
    ):
        form = client.get(address).context["form"]
        told = {name: form[name].value() or "" for name in form.fields}
        assert (told["member"], told["category"]) == (member.pk, award.pk)
        assert client.post(address, told).status_code == 302

    assert set(Nomination.objects.values_list("member", "category", "run", "conclusion", "stage")) == {
        (member, award.pk, proposing.run.pk, proposing.conclusion.pk, Stage.DRAFT)
        for member, award in (
            (proposing.first.pk, proposing.flag),
            (proposing.second.pk, proposing.merit),
            (proposing.third.pk, proposing.merit),
        )
    }


def test_the_form_stands_under_the_conclusion_the_ranking_and_the_quota(proposing, secretariat, client_of):
    page = client_of(secretariat).get(url("propose", proposing.season.pk)).content.decode()

    assert proposing.conclusion.text in page
    assert proposing.run.code[:16] in page
    assert "0/1" in page
    assert "0/2" in page


def test_every_unit_of_the_ranking_is_listed_and_may_be_chosen_though_no_award_falls_to_it(
    season, request, secretariat, client_of
):
    more = make_members(season, 6)
    proposing = request.getfixturevalue("proposing")
    client, address = client_of(secretariat), url("propose", proposing.season.pk)

    answer = client.get(address)
    listed = [each.row.member_id for each, _tie in answer.context["candidates"]]
    assert set(listed) == set(proposing.season.members.values_list("pk", flat=True))
    assert [each.row.place for each, _tie in answer.context["candidates"]] == list(range(1, len(listed) + 1))
    page = answer.content.decode()
    assert f"Bảng này có đủ {len(listed)} đơn vị của lần xếp hạng" in page
    last = more[-1].pk
    assert f'href="?member={last}#id_member"' in page

    form = client.get(f"{address}?member={last}").context["form"]
    assert (form["member"].value(), form["category"].value()) == (str(last), None)


def test_a_unit_that_is_held_back_is_offered_no_award_and_the_next_one_is_chosen(proposing, secretariat, client_of):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # a finished run's rows are frozen
        RankingRow.objects.filter(run=proposing.run, member=proposing.first).update(held=True)
        cursor.execute("SET LOCAL session_replication_role = origin")

    answer = client_of(secretariat).get(url("propose", proposing.season.pk))

    offered = {each.row.member_id: each.award for each, _tie in answer.context["candidates"]}
    assert [offered[each.pk] for each in (proposing.first, proposing.second)] == [None, proposing.merit]
    form = answer.context["form"]
    assert (form["member"].value(), form["category"].value()) == (proposing.second.pk, proposing.merit.pk)


def test_what_is_pressed_in_the_ranking_fills_the_form_in(proposing, secretariat, client_of):
    query = f"?member={proposing.third.pk}&award={proposing.merit.pk}"

    form = client_of(secretariat).get(url("propose", proposing.season.pk) + query).context["form"]

    assert (form["member"].value(), form["category"].value()) == (str(proposing.third.pk), str(proposing.merit.pk))


def test_a_conclusion_about_something_else_is_not_chosen_beforehand(proposing, secretariat, client_of):
    proposing.conclusion.text = "Hội nghị thống nhất tỉnh Quảng Ninh là đơn vị Cụm trưởng năm sau."
    proposing.conclusion.save()

    form = client_of(secretariat).get(url("propose", proposing.season.pk)).context["form"]

    assert (form["member"].value(), form["conclusion"].value()) == (proposing.first.pk, None)


def test_once_the_quota_is_used_up_the_page_says_so_and_leads_to_no_further_proposal(proposing, secretariat, client_of):
    def told():
        page = client_of(secretariat).get(url("propose", proposing.season.pk)).content.decode()
        return "Đã đề nghị đủ" in page, "#id_member" in page

    before = told()
    for use in read.quota_uses(proposing.season):
        for member, _place in zip(proposing.season.members.order_by("-position"), range(use.quota.most), strict=False):
            NominationFactory(member=member, category=use.quota.category, run=proposing.run)

    assert (before, told()) == ((False, True), (True, False))


def test_of_two_conclusions_that_name_the_unit_and_the_award_none_is_chosen(proposing, secretariat, client_of):
    ConclusionFactory(conference=proposing.conclusion.conference, text=proposing.conclusion.text)

    assert client_of(secretariat).get(url("propose", proposing.season.pk)).context["form"]["conclusion"].value() is None


def test_a_used_up_quota_is_refused_by_name_and_what_was_typed_is_kept(proposing, secretariat, client_of):
    NominationFactory(member=proposing.first, category=proposing.flag, run=proposing.run)
    told = {
        "member": proposing.second.pk,
        "category": proposing.flag.pk,
        "conclusion": proposing.conclusion.pk,
        "departure": "Hội nghị suy tôn.",
    }

    answer = client_of(secretariat).post(url("propose", proposing.season.pk), told)

    assert answer.status_code == 200
    assert "Quảng Ninh" in str(answer.context["form"].non_field_errors())
    assert "Hội nghị suy tôn." in answer.content.decode()


def test_from_returned_with_a_reason_to_a_corrected_decision(proposing, secretariat, reviewer, client_of):
    clerk, board = client_of(secretariat), client_of(reviewer)
    nomination = NominationFactory(member=proposing.first, category=proposing.flag, run=proposing.run)
    page = url("nomination", nomination.pk)

    def step(client, to, **told):
        seen = Nomination.objects.get(pk=nomination.pk).version
        return client.post(url("move", nomination.pk, to), {"seen": seen} | told)

    assert step(clerk, "submitted").status_code == 302
    assert step(board, "returned", reason=" ").status_code == 200
    assert step(board, "returned", reason="Thiếu báo cáo thành tích.").status_code == 302
    assert "Thiếu báo cáo thành tích." in clerk.get(page).content.decode()
    told = {"conclusion": proposing.conclusion.pk, "achievement": "Dẫn đầu Cụm.", "seen": 2}
    assert clerk.post(url("complete", nomination.pk), told).status_code == 302
    assert step(clerk, "submitted").status_code == 302
    assert step(board, "approved").status_code == 302
    nomination.refresh_from_db()
    told = {
        f"granted-{nomination.pk}": nomination.version,
        "number": "231/QĐ-TTg",
        "deciding_body": "Thủ tướng Chính phủ",
        "signer_name": "Người Ký Mẫu",
        "signer_title": "Phó Thủ tướng",
        "signed_on": "14/03/2021",
        "key": "one",
    }
    for _post in range(2):
        assert board.post(url("record_decision", proposing.season.pk), told).status_code == 302
    decision = Decision.objects.get()
    assert Nomination.objects.get(pk=nomination.pk).decision == decision
    told |= {"number": "213/QĐ-TTg", "reason": "Gõ nhầm số.", "seen": 0}
    assert board.post(url("correct_decision", decision.pk), told).status_code == 302
    history = board.get(url("decision", decision.pk)).content.decode()
    assert all(text in history for text in ("213/QĐ-TTg", "231/QĐ-TTg", "Gõ nhầm số."))


def test_whoever_hands_in_what_came_back_as_it_was_answers_and_the_reviewer_reads_it(
    proposing, secretariat, reviewer, client_of
):
    clerk, board = client_of(secretariat), client_of(reviewer)
    nomination = NominationFactory(member=proposing.first, category=proposing.flag, run=proposing.run)
    handing_in = url("move", nomination.pk, "submitted")
    clerk.post(handing_in, {"seen": 0})
    board.post(url("move", nomination.pk, "returned"), {"seen": 1, "reason": "Thiếu thành tích."})

    asked = clerk.get(handing_in).content.decode()
    refused = clerk.post(handing_in, {"seen": 2, "reason": ""})
    clerk.post(handing_in, {"seen": 2, "reason": "Thành tích đã nêu ở báo cáo."})

    assert [text in asked for text in ("Thiếu thành tích.", "Trả lời người thẩm định")] == [True, True]
    assert list(refused.context["form"].errors) == ["reason"]
    told = board.get(url("nomination", nomination.pk)).content.decode()
    assert "<strong>Nộp lại, không sửa:</strong> Thành tích đã nêu ở báo cáo." in told


def test_the_decision_opened_from_one_nomination_begins_with_that_one_ticked(proposing, reviewer, client_of):
    told = {"category": proposing.merit, "run": proposing.run, "stage": Stage.APPROVED}
    chosen, _other = (NominationFactory(member=member, **told) for member in (proposing.second, proposing.third))
    client, plain = client_of(reviewer), url("record_decision", proposing.season.pk)
    address = f"{plain}?nomination={chosen.pk}"

    assert f'href="{address}"' in client.get(url("nomination", chosen.pk)).content.decode()
    page = client.get(address).content.decode()
    assert [part.split('"')[0] for part in page.split('name="granted-')[1:] if " checked" in part.split(">")[0]] == [
        str(chosen.pk)
    ]
    assert " checked" not in client.get(plain).content.decode().split("</fieldset>")[0]


def test_a_stale_completion_shows_what_stands_now_and_overwrites_nothing(proposing, secretariat, client_of):
    nomination = NominationFactory(member=proposing.first, category=proposing.flag, run=proposing.run)
    client, address = client_of(secretariat), url("complete", nomination.pk)
    told = {"conclusion": proposing.conclusion.pk, "departure": nomination.departure, "seen": 0}
    assert client.post(address, told | {"achievement": "Một."}).status_code == 302

    answer = client.post(address, told | {"achievement": "Hai."})

    assert "Một." in str(answer.context["form"].errors["achievement"])
    assert Nomination.objects.get().achievement == "Một."


def test_a_member_sees_nominations_once_published_but_not_their_history(proposing, clerk, client_of):
    told = {"category": proposing.merit, "run": proposing.run, "stage": Stage.SUBMITTED}
    nomination = NominationFactory(member=proposing.second, **told)
    client, page = client_of(clerk), url("nomination", nomination.pk)
    assert client.get(page).status_code == 404

    Season.objects.filter(pk=proposing.season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())

    answer = client.get(page)
    assert answer.status_code == 200
    assert (answer.context["steps"], answer.context["entries"]) == ([], ())


@pytest.mark.parametrize("stage", IN_HAND)
def test_what_is_not_handed_in_is_known_to_those_alone_who_work_on_it_published_or_not(
    proposing, clerk, secretariat, client_of, stage
):
    nomination = NominationFactory(member=proposing.second, category=proposing.merit, run=proposing.run, stage=stage)
    Season.objects.filter(pk=proposing.season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
    pages = (url("nomination", nomination.pk), url("season", proposing.season.pk), url("index"))

    def told(person):
        one, season, index = (client_of(person).get(page) for page in pages)
        taken = [len(use.taken) for use in season.context["uses"]]
        ((nominated, in_hand),) = [(each.nominated, each.prepared + each.returned) for each in index.context["seasons"]]
        return one.status_code, len(season.context["nominations"]), sum(taken), nominated, in_hand

    assert told(clerk) == (404, 0, 0, 0, 0)
    assert told(secretariat) == (200, 1, 1, 1, 1)


def test_a_nomination_that_came_back_waits_on_the_first_page_once_the_season_is_published(
    proposing, secretariat, actor_of
):
    told = {"category": proposing.merit, "run": proposing.run}
    NominationFactory(member=proposing.first, stage=Stage.RETURNED, **told)
    NominationFactory(member=proposing.second, stage=Stage.DRAFT, **told)
    before = [gap.sentence for gap in grounds.open_places(proposing.season)][:1]
    Season.objects.filter(pk=proposing.season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())

    assert [task.group for task in work.tasks(actor_of(secretariat))] == ["returned", "to_do"]
    assert before == [
        "2 đề nghị chưa nộp: Bằng khen của Thủ tướng Chính phủ: Quảng Ninh (Đã trả lại); Bằng khen của Thủ tướng "
        "Chính phủ: Nam Định (Đang chuẩn bị). Việc này còn ở trang “Việc của tôi” cho đến khi đề nghị được nộp hoặc "
        "được rút."
    ]


def test_a_nomination_tells_that_another_ranking_is_shown_than_the_one_it_cites(proposing, secretariat, client_of):
    cited = NominationFactory(member=proposing.first, category=proposing.merit, run=proposing.run)
    desk, page = client_of(secretariat), url("nomination", cited.pk)
    assert "được xếp hạng lại" not in desk.get(page).content.decode()

    newer = RunFactory(season=proposing.season, sheet=proposing.run.sheet, code="cd" * 32)
    assert "Theo kết quả mới, đơn vị không được xếp thứ hạng." in desk.get(page).content.decode()

    row = RankingRow.objects.get(run=proposing.run, member=proposing.first)
    row.pk, row.run, row.place = None, newer, 3
    row.save(force_insert=True)
    text = desk.get(page).content.decode()
    assert "trang “Xếp hạng” hiện kết quả mới hơn, mã cdcdcdcdcdcdcdcd." in text
    assert "Theo kết quả mới, đơn vị đứng thứ 3." in text


def test_the_list_shows_only_seasons_whose_nominations_may_be_known(proposing, secretariat, clerk, outsider, client_of):
    listed = {
        person.username: list(client_of(person).get(url("index")).context["seasons"])
        for person in (secretariat, clerk, outsider)
    }

    assert listed == {"secretariat": [proposing.season], "clerk": [], "outsider": []}


def test_the_first_page_names_what_waits_for_whom(proposing, secretariat, reviewer, clerk, actor_of):
    for member, stage in (
        (proposing.first, Stage.RETURNED),
        (proposing.second, Stage.SUBMITTED),
        (proposing.third, Stage.APPROVED),
    ):
        NominationFactory(member=member, category=proposing.merit, run=proposing.run, stage=stage)

    def groups(person):
        return [task.group for task in work.tasks(actor_of(person))]

    assert groups(secretariat) == ["returned"]
    assert groups(reviewer) == ["to_review", "to_follow"]
    assert groups(clerk) == []
    Nomination.objects.filter(stage=Stage.RETURNED).update(stage=Stage.WITHDRAWN)
    assert groups(secretariat) == ["to_do"]


def test_the_list_tells_where_the_shown_ranking_puts_a_unit_that_was_proposed_on_another(
    proposing, secretariat, client_of
):
    for member in (proposing.first, proposing.second):
        NominationFactory(member=member, category=proposing.merit, run=proposing.run)
    again = RunFactory(season=proposing.season, sheet=proposing.run.sheet, code="f" * 64, provisional=False)
    places = dict(RankingRow.objects.filter(run=proposing.run).values_list("member", "place"))
    before = places[proposing.second.pk]
    for member, place in (places | {proposing.second.pk: 9}).items():
        RankingRow.objects.create(run=again, member_id=member, place=place, total=1, score=1, groups={})

    page = client_of(secretariat).get(reverse("awards:season", args=[proposing.season.pk])).content.decode()

    assert page.count("Đã xếp hạng lại") == 1
    assert f"Đã xếp hạng lại: nay thứ 9; kết quả được dẫn khi đề nghị: thứ {before}." in page


def test_whoever_may_review_is_told_on_the_first_page_what_waits_for_it(
    proposing, reviewer, administrator, province_administrator, actor_of
):
    NominationFactory(member=proposing.second, category=proposing.merit, run=proposing.run, stage=Stage.SUBMITTED)
    superuser = UserFactory(is_superuser=True)
    people = [actor_of(each) for each in (reviewer, administrator, superuser, province_administrator)]

    told = [[task.group for task in work.tasks(actor)] for actor in people]

    assert [policies.may_review(standing(actor, proposing.season)) for actor in people] == [True, True, True, False]
    assert told == [["to_review"], ["to_review"], ["to_review"], []]


@pytest.mark.parametrize("count", [5, 50, 250])
@pytest.mark.parametrize(
    "name, queries", [("season", 13), ("index", 7), ("propose", 19), ("nomination", 14), ("decision", 12)]
)
def test_pages_ask_the_same_number_of_questions_whatever_the_size(
    name, queries, count, proposing, reviewer, client_of, django_assert_num_queries
):
    season, decision = proposing.season, DecisionFactory()
    season.quotas.update(most=count + 1)
    if name == "propose":
        season.cast.head.posts.all().delete()
    for other in range(count):
        NominationFactory(
            member__season__cluster__organiser=season.cluster.organiser, member__season__year=2000 + other
        )
    for member in make_members(season, count):
        stage = Stage.DECIDED if name == "decision" else Stage.SUBMITTED
        told = {"stage": stage, "decision": decision if stage == Stage.DECIDED else None}
        nomination = NominationFactory(member=member, category=proposing.merit, run=proposing.run, **told)
    about = {"index": (), "nomination": (nomination.pk,), "decision": (decision.pk,)}.get(name, (season.pk,))
    client = client_of(reviewer)

    with django_assert_num_queries(queries):
        assert client.get(url(name, *about)).status_code == 200


def test_before_publication_a_member_is_told_to_wait_and_reads_no_name(proposing, clerk, client_of):
    NominationFactory(member=proposing.season.cast.head, category=proposing.merit, run=proposing.run)

    page = client_of(clerk).get(url("season", proposing.season.pk)).content.decode()

    assert "được hiển thị sau khi công bố kết quả" in page
    assert str(proposing.merit) not in page


def test_the_nominations_of_a_season_are_sorted_by_the_head_that_is_pressed(proposing, secretariat, client_of):
    season = proposing.season
    for member, award, stage in (
        (proposing.first, proposing.merit, Stage.SUBMITTED),
        (proposing.second, proposing.flag, Stage.DRAFT),
    ):
        NominationFactory(member=member, category=award, stage=stage, run=proposing.run)
    client = client_of(secretariat)

    def listed(sort):
        found = client.get(url("season", season.pk), {"sort": sort}).context["nominations"]
        return [each.member for each, *_told in found]

    by_unit = sorted((proposing.first, proposing.second), key=lambda member: member.unit.sort_key)
    assert listed("unit") == by_unit
    assert listed("-unit") == by_unit[::-1]
    assert listed("award") == [proposing.first, proposing.second]
    assert listed("stage") == [proposing.second, proposing.first]


@pytest.mark.parametrize("ends", ["01/01/2024", "31/12/2023"], ids=["the same day", "the day before"])
def test_the_law_of_an_award_ends_after_it_begins(ends, proposing, administrator, client_of):
    typed = {"name": "Cờ", "code": "co", "level": "state", "recipient": "both", "deciding_body": "Thủ tướng Chính phủ"}
    days = {"effective_from": "01/01/2024", "effective_to": ends}

    answer = client_of(administrator).post(url("add_category"), typed | days | {"position": 3, "seen": "0"})

    sentence = "Căn cứ pháp lý có hiệu lực từ ngày 01/01/2024: ngày hết hiệu lực phải sau ngày đó."
    assert answer.context["form"].errors == {"effective_to": [sentence]}
    assert not AwardCategory.objects.filter(code="co").exists()


@pytest.mark.parametrize("text", ["²", "１", "9" * 5000])
def test_a_tampered_version_grants_and_overwrites_nothing(text, proposing, reviewer, client_of):
    told = {"member": proposing.first, "category": proposing.flag, "run": proposing.run, "stage": Stage.APPROVED}
    nomination = NominationFactory(**told)
    typed = {"number": "1/QĐ-TTg", "deciding_body": "Thủ tướng Chính phủ", "signer_name": "A", "signer_title": "B"}
    days = {"signed_on": "04/05/2021"}

    ticked = {f"granted-{nomination.pk}": text}
    answer = client_of(reviewer).post(url("record_decision", proposing.season.pk), typed | days | ticked)

    assert answer.status_code == 200
    assert not Decision.objects.exists()
