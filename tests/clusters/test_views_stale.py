"""Two people at one form: the second is shown what stands before he overwrites it; one person posting twice is not."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import Entry
from clusters.actions import indicators, members, not_assigned, posts, seasons, sheets
from clusters.choices import Phase
from clusters.errors import NotAllowedHere
from clusters.models import CriteriaSheet, Member, NotAssigned
from tests.factories.clusters import CriterionFactory, IndicatorFactory, SeasonFactory, published

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 9, 1)


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


class Page:
    """A form as it was opened: what is posted later carries what was read then."""

    def __init__(self, desk, route, pk):
        self.desk, self.address = desk, reverse(f"clusters:{route}", args=[pk])
        self._read(desk.get(self.address))

    def _read(self, answer):
        form = answer.context["form"]
        self.hidden = {field.name: field.value() or "" for field in form.hidden_fields()}

    def post(self, **typed):
        answer = self.desk.post(self.address, {**self.hidden, **typed})
        if answer.status_code == 200:
            self._read(answer)
        return answer


def words(answer):
    return answer.content.decode()


def test_the_second_decision_on_a_post_is_not_recorded_unseen(desk, season, by):
    post = season.cast.head.posts.get()
    page = Page(desk, "decide_post", post.pk)
    posts.decide(post, ("12/QĐ-HĐTĐKT", DAY), by=by)

    refused = page.post(number="13/QĐ-HĐTĐKT", on="02/09/2020")

    post.refresh_from_db()
    assert (post.decision_number, post.decided_on) == ("12/QĐ-HĐTĐKT", DAY)
    assert "Có người khác đã sửa" in words(refused)
    assert all(
        told in words(refused) for told in ("13/QĐ-HĐTĐKT", "Hiện đang ghi: 12/QĐ-HĐTĐKT", "Hiện đang ghi: 01/09/2020")
    )
    assert page.post(number="13/QĐ-HĐTĐKT", on="02/09/2020").status_code == 200
    page.post(number="13/QĐ-HĐTĐKT", on="02/09/2020", reason="Gõ nhầm.")
    post.refresh_from_db()
    assert post.decision_number == "13/QĐ-HĐTĐKT"


def test_the_second_end_of_a_post_is_not_recorded_unseen(desk, season, by):
    post = season.cast.head.posts.get()
    page = Page(desk, "end_post", post.pk)
    posts.end(post, DAY, by=by, reason="Bàn giao.")

    refused = page.post(on="01/10/2020", reason="Chuyển công tác.")

    post.refresh_from_db()
    assert post.valid_to == DAY
    assert "Chuyển công tác." in words(refused)
    assert "Hiện đang ghi: 01/09/2020" in words(refused)
    page.post(on="01/10/2020", reason="Chuyển công tác.")
    post.refresh_from_db()
    assert post.valid_to == dt.date(2020, 10, 1)


def test_the_second_last_day_of_an_indicator_is_not_recorded_unseen(desk, by):
    indicator = IndicatorFactory()
    page = Page(desk, "retire_indicator", indicator.pk)
    indicators.retire(indicator, DAY, by=by, reason="Không còn cấp huyện.")

    refused = page.post(on="01/10/2020", reason="Không còn số liệu.")

    indicator.refresh_from_db()
    assert indicator.retired_on == DAY
    assert "Có người khác đã sửa" in words(refused)
    assert "Hiện đang ghi: 01/09/2020" in words(refused)
    page.post(on="01/10/2020", reason="Không còn số liệu.")
    indicator.refresh_from_db()
    assert indicator.retired_on == dt.date(2020, 10, 1)
    told = Entry.objects.filter(action="indicator.retired").order_by("pk")
    assert [entry.details["before"] for entry in told] == [None, "2020-09-01"]


def test_who_records_a_leaving_second_is_told_the_day_that_stands(desk, season, by):
    page = Page(desk, "leave_member", season.cast.member.pk)
    members.leave(season.cast.member, DAY, by=by, reason="Sáp nhập.")

    refused = page.post(on="01/10/2020", reason="Tách tỉnh.")

    assert Member.objects.get(pk=season.cast.member.pk).left_on == DAY
    assert "từ ngày 01/09/2020" in words(refused)
    assert "Tách tỉnh." in words(refused)


@pytest.fixture
def line(season):
    found = CriterionFactory(sheet__season=season)
    published(found.sheet)
    return found


def test_a_criterion_is_not_excused_again_by_a_form_from_before_it_was_taken_back(desk, season, line, by):
    page = Page(desk, "set_not_assigned", season.pk)
    row = not_assigned.set(season.cast.member, line, by=by, reason="Không giao.")
    not_assigned.clear(row, by=by, reason="Có giao.")
    asked = {"member": season.cast.member.pk, "criterion": line.pk, "reason": "Chưa giao."}

    refused = page.post(**asked)

    assert not NotAssigned.objects.exists()
    assert "Có người khác đã sửa" in words(refused)
    assert "Chưa giao." in words(refused)
    page.post(**asked)
    assert NotAssigned.objects.get().reason == "Chưa giao."


def test_what_applies_again_already_is_not_taken_back_twice(season, line, by):
    row = not_assigned.set(season.cast.member, line, by=by, reason="Không giao.")
    stale = NotAssigned.objects.select_related("member").get(pk=row.pk)
    not_assigned.clear(row, by=by, reason="Có giao.")

    with pytest.raises(NotAllowedHere):
        not_assigned.clear(stale, by=by, reason="Có giao.")


def test_members_are_not_taken_over_into_a_season_changed_meanwhile(desk, season, by):
    following = SeasonFactory(cluster=season.cluster, year=2021)
    page = Page(desk, "copy_members", following.pk)
    members.admit(following, season.cast.head.unit, {"joined_on": dt.date(2021, 3, 1)}, by=by)

    refused = page.post(source=season.pk, joined_on="01/01/2021")

    assert following.members.count() == 1
    assert "Có người khác đã sửa" in words(refused)
    page.post(source=season.pk, joined_on="01/01/2021")
    assert following.members.count() == 3


@pytest.mark.parametrize("route", ["start_sheet", "renew_sheet"])
def test_a_sheet_is_not_copied_over_one_published_meanwhile(desk, season, line, route, by):
    page = Page(desk, route, season.pk if route == "start_sheet" else line.sheet_id)
    published(sheets.renew(line.sheet, by=by))
    season.refresh_from_db()
    type(season).objects.filter(pk=season.pk).update(version=season.version + 1)
    typed = {"title": "Bảng", "declared_max": "100", "places": "2", "not_assigned": "exclude", "source": line.sheet_id}

    refused = page.post(**typed)

    assert CriteriaSheet.objects.filter(season=season).count() == 2
    assert "Có người khác đã sửa" in words(refused)
    assert page.post(**typed).status_code == 302
    assert CriteriaSheet.objects.filter(season=season).count() == 3


def test_the_same_form_posted_twice_by_one_person_is_one_change_and_no_complaint(desk, season, line):
    following, post = SeasonFactory(cluster=season.cluster, year=2021), season.cast.head.posts.get()
    forms = {
        ("decide_post", post.pk): {"number": "12/QĐ", "on": "01/09/2020"},
        ("end_post", post.pk): {"on": "01/09/2020", "reason": "Bàn giao."},
        ("leave_member", season.cast.member.pk): {"on": "01/09/2020", "reason": "Sáp nhập."},
        ("copy_members", following.pk): {"source": season.pk, "joined_on": "01/01/2021"},
        ("set_not_assigned", season.pk): {
            "member": season.cast.deputy.pk,
            "criterion": line.pk,
            "reason": "Không giao.",
        },
        ("renew_sheet", line.sheet_id): {},
    }

    for (route, pk), typed in forms.items():
        page = Page(desk, route, pk)
        answers = [page.post(**typed), page.post(**typed)]

        assert [answer.status_code for answer in answers] == [302, 302], route
        assert len({answer["Location"] for answer in answers}) == 1, route

    told = list(Entry.objects.values_list("action", flat=True))
    once = {"post.decided", "post.ended", "member.left", "not_assigned.set", "sheet.started"}
    assert {action: told.count(action) for action in once} == dict.fromkeys(once, 1)
    assert told.count("member.admitted") == following.members.count() > 0


def test_the_second_to_set_deadlines_reads_those_that_stand(desk, season, by):
    page = Page(desk, "deadlines", season.pk)
    seasons.set_deadlines(season, {Phase.REPORTING: dt.datetime(2020, 12, 15, 10, tzinfo=dt.UTC)}, by=by)

    refused = page.post(reporting="31/12/2020", appraisal="10/01/2021")

    now = {name: said for name, said in refused.context["form"].errors.items() if name != "__all__"}
    assert now == {"reporting": ["Hiện đang ghi: 15/12/2020 17:00"], "appraisal": ["Hiện đang ghi: (để trống)"]}
    assert page.post(reporting="31/12/2020", appraisal="10/01/2021").status_code == 302
