"""Whoever reads of a bloc reads of its Khối trưởng; whoever reads of a cluster, of its Cụm trưởng; never both."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from clusters import words
from clusters.choices import ClusterWord, Phase
from clusters.models import Cluster
from clusters.queries import preparation
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory, make_unit
from tests.factories.clusters import MemberFactory, PostFactory, SeasonFactory

pytestmark = pytest.mark.django_db
OF_A_CLUSTER = re.compile(r"[Cc]ụm (trưởng|phó)|trực cụm|tổ chức cụm|Cụm trưởng|của cụm|đóng cụm")


def season_called(word, organiser, **told):
    return SeasonFactory(cluster__word=word, cluster__name="Thi đua A", cluster__organiser=organiser, **told)


def test_nothing_said_of_a_bloc_speaks_of_a_cluster():
    bloc = Cluster(word=ClusterWord.BLOC)

    assert [said for said in (str(words.said_of(bloc, one)) for one in words.BLOC) if OF_A_CLUSTER.search(said)] == []


def test_what_is_said_of_a_cluster_differs_from_what_is_said_of_a_bloc():
    cluster, bloc = Cluster(word=ClusterWord.CLUSTER), Cluster(word=ClusterWord.BLOC)

    assert [one for one in words.BLOC if words.said_of(cluster, one) == words.said_of(bloc, one)] == []


@pytest.mark.parametrize(("word", "head"), [("cluster", "Cụm trưởng"), ("bloc", "Khối trưởng")])
def test_a_season_without_a_head_is_told_so_by_the_word_of_its_organiser(word, head, central_board):
    gaps = [gap.sentence for gap in preparation.of_season(season_called(word, central_board, phase=Phase.DRAFT))]

    assert f"Năm thi đua chưa có {head}." in gaps


@pytest.mark.parametrize(("word", "head"), [("cluster", "Cụm trưởng"), ("bloc", "Khối trưởng")])
def test_a_post_is_named_by_the_word_of_its_organiser(word, head, central_board):
    post = PostFactory(member=MemberFactory(season=season_called(word, central_board)), kind="head")

    assert str(post) == f"{head}: {post.member}"


def test_the_list_of_all_seasons_names_the_post_of_clusters_and_of_blocs(central_board, reviewer, client_of):
    for word in ClusterWord:
        season_called(word, central_board)

    page = client_of(reviewer).get(reverse("clusters:seasons")).content.decode()

    assert "Cụm trưởng, Khối trưởng" in page


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("cluster", "Chỉ thường trực cụm hoặc cơ quan tổ chức được chuyển giai đoạn năm thi đua."),
        ("bloc", "Chỉ thường trực khối hoặc cơ quan tổ chức được chuyển giai đoạn năm thi đua."),
    ],
)
def test_a_refusal_speaks_of_the_bloc_as_its_organiser_does(word, refusal, central_board, client_of):
    season = season_called(word, central_board, phase=Phase.REPORTING)
    member = MemberFactory(season=season)
    clerk = AssignmentFactory(unit=member.unit).user

    answer = client_of(clerk).get(reverse("clusters:move_season", args=[season.pk, "appraisal"]))

    assert (answer.status_code, refusal in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(("word", "said"), [("cluster", "cơ quan tổ chức cụm"), ("bloc", "cơ quan tổ chức khối")])
def test_a_province_reads_its_part_in_its_own_blocs_season_by_its_word(word, said, client_of):
    province = make_unit("Hà Nội", code="01", kind=UnitKind.CITY)
    season = season_called(word, province)
    reviewer = AssignmentFactory(unit=province, role=Role.REVIEWER).user

    assert said in client_of(reviewer).get(reverse("clusters:season", args=[season.pk])).content.decode()


def test_indicators_are_shared_and_speak_of_no_cluster(reviewer, client_of):
    page = client_of(reviewer).get(reverse("clusters:indicators")).content.decode()

    assert "toàn cụm" not in page
