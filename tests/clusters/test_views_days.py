"""A day that contradicts another is refused with a sentence at its field, and nothing is saved."""

import datetime as dt

import pytest
from django.urls import reverse

from clusters.models import Cluster, Member, PhaseDeadline, Post
from tests.factories.clusters import ClusterFactory


def errors(client, page, thing, **typed):
    response = client.post(reverse(f"clusters:{page}", args=[thing.pk]), {"reason": "Vì lý do này.", **typed})
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def day(value):
    return f"{value:%d/%m/%Y}"


@pytest.mark.parametrize("earlier", [0, 1], ids=["the same day", "the day before"])
def test_a_member_leaves_after_the_day_on_which_it_joined(earlier, season, reviewer, client_of):
    joined = season.cast.member.joined_on
    on = day(joined - dt.timedelta(days=earlier))

    said = errors(client_of(reviewer), "leave_member", season.cast.member, on=on)

    sentence = f"Nam Định là thành viên từ ngày {day(joined)}: ngày rời cụm phải sau ngày đó."
    assert said == {"on": [sentence]}
    assert Member.objects.get(pk=season.cast.member.pk).left_on is None


@pytest.mark.parametrize("ends", ["01/02/2020", "01/02/2019"])
def test_a_post_ends_after_the_day_from_which_it_is_held(ends, season, reviewer, client_of):
    typed = {"member": season.cast.member.pk, "kind": "deputy", "valid_from": "01/02/2020", "valid_to": ends}

    said = errors(client_of(reviewer), "introduce_post", season, **typed)

    assert said == {"valid_to": ["Chức danh được giữ từ ngày 01/02/2020: phải kết thúc sau ngày đó."]}
    assert not Post.objects.filter(member=season.cast.member).exists()


def test_a_post_is_not_ended_before_it_is_held(season, reviewer, client_of):
    post = season.cast.head.posts.get()

    said = errors(client_of(reviewer), "end_post", post, on=day(post.valid_from))

    assert said == {"on": [f"Chức danh được giữ từ ngày {day(post.valid_from)}: phải kết thúc sau ngày đó."]}


def test_a_unit_is_not_admitted_again_for_a_time_in_which_it_was_a_member(season, reviewer, client_of):
    Member.objects.filter(pk=season.cast.member.pk).update(left_on=dt.date(2020, 6, 1))
    typed = {"unit": season.cast.member.unit_id, "joined_on": "31/05/2020"}

    said = errors(client_of(reviewer), "admit_member", season, **typed)

    sentence = "Nam Định là thành viên của năm thi đua này đến ngày 01/06/2020. Hãy chọn ngày đó hoặc ngày sau đó."
    assert said == {"joined_on": [sentence]}
    assert season.members.count() == 3


@pytest.mark.parametrize("earlier", [0, 1], ids=["the same day", "the day before"])
def test_a_cluster_is_closed_after_the_day_from_which_it_exists(earlier, administrator, client_of):
    cluster = ClusterFactory(established_on=dt.date(2015, 1, 1))
    on = day(cluster.established_on - dt.timedelta(days=earlier))

    said = errors(client_of(administrator), "close_cluster", cluster, on=on)

    assert said == {"on": ["Cụm có từ ngày 01/01/2015: ngày kết thúc phải sau ngày đó."]}
    assert Cluster.objects.get(pk=cluster.pk).closed_on is None


@pytest.mark.parametrize("typed", ["01/01/0001 00:00", "31/12/9999 23:59"])
def test_a_deadline_lies_in_a_year_that_can_be_meant(typed, season, reviewer, client_of):
    said = errors(client_of(reviewer), "deadlines", season, reporting=typed)

    assert list(said) == ["reporting"]
    assert not PhaseDeadline.objects.filter(season=season).exists()
    assert client_of(reviewer).get(reverse("clusters:season", args=[season.pk])).status_code == 200
