import datetime as dt

import pytest

from clusters.actions import posts
from clusters.choices import PostKind
from clusters.errors import Incomplete, NotAllowedHere
from clusters.models import Post
from clusters.queries.standing import standing
from tests.factories.clusters import MemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
FROM = dt.date(2020, 1, 1)


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


def of(kind, start=FROM, **values):
    return {"kind": kind, "valid_from": start, **values}


def test_a_second_head_is_refused_while_the_first_has_no_last_day(season, by):
    with pytest.raises(NotAllowedHere, match="Quảng Ninh is head without a last day"):
        posts.introduce(season.cast.member, of(PostKind.HEAD, dt.date(2020, 6, 1)), by=by)

    assert Post.objects.filter(member__season=season, kind=PostKind.HEAD).count() == 1


def test_old_and_new_head_may_overlap_and_both_are_the_secretariat(season, by, actor_of, clerk, secretariat):
    posts.end(season.cast.head.posts.get(), dt.date(2020, 9, 1), by=by, reason="Bàn giao.")

    posts.introduce(season.cast.member, of(PostKind.HEAD, dt.date(2020, 6, 1)), by=by)

    day = dt.date(2020, 7, 1)
    assert standing(actor_of(clerk), season, on=day).secretariat
    assert standing(actor_of(secretariat), season, on=day).secretariat
    assert not standing(actor_of(secretariat), season, on=dt.date(2020, 9, 1)).secretariat


def test_a_third_head_is_refused_while_old_and_new_overlap(season, by):
    posts.end(season.cast.head.posts.get(), dt.date(2020, 9, 1), by=by, reason="Bàn giao.")
    until = {"valid_to": dt.date(2020, 9, 1)}
    posts.introduce(season.cast.member, of(PostKind.HEAD, dt.date(2020, 6, 1), **until), by=by)
    third = MemberFactory(season=season)

    with pytest.raises(NotAllowedHere):
        posts.introduce(third, of(PostKind.HEAD, dt.date(2020, 7, 1)), by=by)
    assert posts.introduce(third, of(PostKind.HEAD, dt.date(2020, 9, 1)), by=by).member == third


def test_there_are_at_most_two_deputies(season, by):
    posts.introduce(season.cast.member, of(PostKind.DEPUTY), by=by)

    with pytest.raises(NotAllowedHere, match="already has two deputies at that time: "):
        posts.introduce(MemberFactory(season=season), of(PostKind.DEPUTY), by=by)


def test_a_member_holds_one_post_at_a_time(season, by):
    with pytest.raises(NotAllowedHere, match="Quảng Ninh already holds the post"):
        posts.introduce(season.cast.head, of(PostKind.DEPUTY), by=by)


def test_a_member_that_left_holds_no_post_after_that_day(season, by):
    left = dt.date(2020, 6, 1)
    member = MemberFactory(season=season, left_on=left)

    for end in (None, dt.date(2020, 6, 2)):
        with pytest.raises(NotAllowedHere, match="left the season on 01/06/2020 and cannot hold a post after that day"):
            posts.introduce(member, of(PostKind.DEPUTY, valid_to=end), by=by)

    assert posts.introduce(member, of(PostKind.DEPUTY, valid_to=left), by=by).valid_to == left


def test_a_decision_has_number_and_date(season, by):
    post = season.cast.head.posts.get()

    with pytest.raises(Incomplete, match="number"):
        posts.decide(post, (" ", dt.date(2020, 2, 1)), by=by)

    decided = posts.decide(post, ("12/QĐ-HĐTĐKT", dt.date(2020, 2, 1)), by=by)
    assert (decided.decision_number, decided.decided_on) == ("12/QĐ-HĐTĐKT", dt.date(2020, 2, 1))


def test_a_mistyped_decision_is_corrected_with_a_reason(season, by):
    post = posts.decide(season.cast.head.posts.get(), ("12/QĐ", dt.date(2020, 2, 1)), by=by)

    with pytest.raises(Incomplete, match="reason"):
        posts.decide(post, ("13/QĐ", dt.date(2020, 2, 1)), by=by)

    assert posts.decide(post, ("13/QĐ", dt.date(2020, 2, 1)), by=by, reason="Gõ nhầm.").decision_number == "13/QĐ"


def test_no_decision_is_older_than_the_introduction(season, by):
    values = of(PostKind.DEPUTY, introduced_on=dt.date(2020, 1, 18))
    post = posts.introduce(season.cast.member, values, by=by)

    with pytest.raises(NotAllowedHere, match="18/01/2020"):
        posts.decide(post, ("1/QĐ", dt.date(2020, 1, 17)), by=by)


def test_a_post_ends_after_it_begins(season, by):
    with pytest.raises(NotAllowedHere, match="must end after that day"):
        posts.end(season.cast.head.posts.get(), FROM, by=by, reason="Bàn giao.")


def test_the_same_form_posted_twice_makes_one_post(season, by):
    first = posts.introduce(season.cast.member, of(PostKind.DEPUTY), by=by, key="k")
    second = posts.introduce(season.cast.member, of(PostKind.DEPUTY), by=by, key="k")

    assert first == second
    assert Post.objects.filter(member=season.cast.member).count() == 1
