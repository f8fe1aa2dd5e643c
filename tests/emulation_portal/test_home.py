"""The first page: what waits for a person, or what to do so that something can."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.roles import Role
from awards.choices import Stage
from awards.models import AwardCategory, Nomination
from clusters.choices import Phase, PostKind, SubmissionState
from clusters.models import Post, Season, Submission
from emulation_portal import work
from emulation_portal.templatetags.lateness import until
from emulation_portal.work import Group, Item
from tests.factories.accounts import AssignmentFactory
from tests.factories.awards import CategoryFactory, ConclusionFactory, NominationFactory, QuotaFactory
from tests.factories.clusters import (
    ClusterFactory,
    ConferenceFactory,
    IndicatorFactory,
    PostFactory,
    RunFactory,
    SeasonFactory,
    SheetFactory,
    SubmissionFactory,
    frozen,
    published,
)
from tests.plugins.language import assert_vietnamese


@pytest.fixture
def home_of(client_of):
    def get(user):
        answer = client_of(user).get(reverse("home"))
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.fixture
def waiting(monkeypatch):
    """Let exactly these items wait for everybody."""

    def wait(*items):
        monkeypatch.setattr(work, "PROVIDERS", [lambda actor: items])

    return wait


def test_a_stranger_is_asked_to_sign_in(client_of, db):
    answer = client_of(None).get(reverse("home"))

    assert (answer.status_code, answer.url) == (302, f"{reverse('accounts:sign_in')}?next=/")


def test_without_work_the_page_says_what_comes_next(home_of, clerk, waiting):
    waiting()

    page = home_of(clerk)

    assert "Hiện không có việc nào chờ bạn." in page
    assert f'href="{reverse("clusters:seasons")}">Xem các năm thi đua</a>' in page
    assert_vietnamese(page)


def test_whoever_organises_clusters_reads_what_will_come_from_whom_and_what_is_to_be_done_before(
    home_of, reviewer, province_administrator, clerk, central_board
):
    organiser, people = "mà thường trực các cụm, khối do cơ quan bạn tổ chức nộp lên", "hãy làm tại “Người dùng”"

    pages = [home_of(person) for person in (reviewer, province_administrator, clerk)]

    told = [[text in page for text in (organiser, people, "Cơ quan bạn chưa tổ chức cụm")] for page in pages]
    assert told == [[True, False, True], [True, True, True], [False, False, False]]
    cluster = ClusterFactory(organiser=central_board)
    assert "chưa có năm thi đua nào" in home_of(reviewer)
    SeasonFactory(cluster=cluster, phase=Phase.DRAFT)
    page = home_of(reviewer)
    assert [text in page for text in ("chưa có năm thi đua nào", "Bạn theo dõi tiến độ")] == [False, True]
    assert_vietnamese(page)


def test_who_holds_several_roles_reads_which_one_works_and_may_choose_another_there(
    home_of, clerk, leader, member_unit
):
    other = AssignmentFactory(user=clerk, role=Role.LEADER, unit=member_unit)

    pages = [home_of(person) for person in (clerk, leader)]

    marked = "Cán bộ phụ trách của đơn vị</strong> – tỉnh Nam Định</span>"
    choice = f'name="assignment" value="{other.pk}"'
    assert [(marked in page, choice in page) for page in pages] == [(True, True), (False, False)]
    assert_vietnamese(pages[0])


def test_what_one_role_may_not_see_leads_who_holds_several_to_the_others(clerk, leader, client_of, member_unit):
    AssignmentFactory(user=clerk, role=Role.LEADER, unit=member_unit)

    pages = [client_of(person).get("/clusters/seasons/999999/").content.decode() for person in (clerk, leader)]

    assert ["Bạn có nhiều vai trò: nội dung vai trò này" in page for page in pages] == [True, False]


def test_work_stands_in_its_group_and_the_most_urgent_first(waiting):
    dateless, late, soon = (
        Item("Việc không hạn", "/1/"),
        Item("Việc trễ", "/2/", due=dt.date(2020, 1, 1)),
        Item("Việc sắp tới", "/3/", due=dt.date(2020, 2, 1)),
    )
    review = Item("Thẩm định", "/4/", group=Group.TO_REVIEW)
    waiting(review, dateless, soon, late)

    assert work.waiting_for(None) == [(Group.TO_DO, [late, soon, dateless]), (Group.TO_REVIEW, [review])]


def test_what_cannot_be_undone_stands_after_all_else_that_waits(waiting):
    publish = Item("Công bố kết quả", "/1/", due=dt.date(2020, 1, 1), final=True)
    propose = Item("Đề nghị khen thưởng", "/2/")
    waiting(publish, propose)

    assert work.waiting_for(None) == [(Group.TO_DO, [propose, publish])]


def test_a_thing_to_do_links_to_its_page_and_says_by_when(home_of, clerk, waiting):
    waiting(Item("Nhập số liệu năm 2020", "/nhap/", due=dt.date(2020, 12, 15), note="Còn thiếu 3 chỉ tiêu."))

    page = home_of(clerk)

    assert '<a href="/nhap/">Nhập số liệu năm 2020</a>' in page
    assert "Còn thiếu 3 chỉ tiêu." in page
    assert 'class="task-note late"' in page
    assert_vietnamese(page)


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (dt.date(2020, 12, 31), "Còn 16 ngày (31/12/2020)"),
        (dt.date(2020, 12, 15), "Hạn hôm nay (15/12/2020)"),
        (dt.date(2020, 12, 13), "Trễ 2 ngày (13/12/2020)"),
    ],
)
def test_a_day_to_come_is_told_in_words(due, sentence):
    with override("vi"):
        assert until(due, dt.date(2020, 12, 15)) == sentence


def test_the_administrator_of_an_empty_portal_is_led_to_a_first_published_season(home_of, administrator):
    page = home_of(administrator)

    assert [step.done for step in work.first_steps()] == [True, True, True] + [False] * 14
    assert [reverse(step.url_name) in page for step in work.first_steps()] == [True] * 17
    assert_vietnamese(page)


def test_each_step_is_told_done_once_it_is_and_none_before(administrator):
    done = {place for place, step in enumerate(work.first_steps()) if step.done}
    post = PostFactory(member__season__phase=Phase.DRAFT, decided_on=None, decision_number="")
    season, member = post.member.season, post.member
    seasons = Season.objects.filter(pk=season.pk)
    told = []

    def newly():
        now = {place for place, step in enumerate(work.first_steps()) if step.done}
        told.append(sorted(now - done))
        done.update(now)

    newly()
    for act in (
        lambda: PostFactory(member__season=season, kind=PostKind.DEPUTY, decided_on=dt.date(2020, 1, 2)),
        lambda: Post.objects.filter(pk=post.pk).update(decided_on=dt.date(2020, 1, 2)),
        IndicatorFactory,
        lambda: published(SheetFactory(season=season)),
        lambda: seasons.update(phase=Phase.REPORTING),
        lambda: [SubmissionFactory(member=each) for each in season.members.all()],
        lambda: Submission.objects.update(state=SubmissionState.SUBMITTED, submitted_at=timezone.now()),
        lambda: RunFactory(season=season, sheet=frozen(season.sheets.get()), provisional=True),
        lambda: RunFactory(season=season, sheet=season.sheets.get()),
        lambda: ConclusionFactory(conference=ConferenceFactory(season=season)),
        CategoryFactory,
        lambda: QuotaFactory(season=season, category=AwardCategory.objects.get()),
        lambda: NominationFactory(member=member, category=AwardCategory.objects.get(), stage=Stage.SUBMITTED),
        lambda: Nomination.objects.update(stage=Stage.APPROVED),
    ):
        act()
        newly()

    assert told == [[3, 4, 5], [], [6], [7], [8], [9], [], [10], [], [11], [12], [13], [14], [], [15]]
    seasons.update(phase=Phase.PUBLISHED, published_at=timezone.now())
    assert work.first_steps() == []


def test_a_step_is_shown_as_done_on_the_very_next_visit(home_of, administrator):
    before = home_of(administrator)
    ClusterFactory()
    after = home_of(administrator)

    assert [page.count("status-good") for page in (before, after)] == [3, 4]


def test_only_an_administrator_is_shown_the_first_steps(home_of, clerk):
    assert "first-steps" not in home_of(clerk)


def test_the_menu_marks_where_one_is_and_leaves_out_what_one_may_not_see(home_of, clerk, administrator):
    own, everything = home_of(clerk), home_of(administrator)

    assert '<a class="portal-nav-link" href="/" aria-current="true">Việc của tôi</a>' in own
    assert [name in own for name in ("Người dùng", "Nhật ký")] == [False, False]
    assert [f">{name}</a>" in everything for name in ("Người dùng", "Nhật ký")] == [True, True]
