"""The form that asks for a ranking, posted twice at once, and again after "back"."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.urls import reverse

from audit.models import Entry
from awards.actions import decisions
from awards.choices import Stage
from awards.models import Decision
from clusters.actions import ranking
from clusters.models import RankingRun
from tests.chaos.conftest import BY
from tests.factories.awards import NominationFactory

KEY = re.compile(r'name="key" value="([^"]+)"')


def post(client, season, **data):
    answer = client.post(reverse("clusters:request_run", args=[season.pk]), data)
    return answer.status_code, answer.headers["Location"]


def test_two_posts_at_once_make_one_run_and_are_answered_alike(quick, client_of, secretariat):
    browsers, together = [client_of(secretariat) for _tab in range(8)], Barrier(8)

    def press(browser):
        together.wait()
        try:
            return post(browser, quick)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = set(pool.map(press, browsers))

    assert answers == {(302, reverse("clusters:ranking", args=[quick.pk]))}
    assert RankingRun.objects.count() == 1
    assert Entry.objects.filter(action="ranking.requested").count() == 1


def test_a_post_after_back_finds_the_open_run(quick, client_of, secretariat):
    browser = client_of(secretariat)

    first, again = post(browser, quick), post(browser, quick)

    assert first == again
    assert RankingRun.objects.count() == 1


def test_a_second_post_of_the_same_form_makes_no_second_run_though_the_first_has_ended(quick, client_of, secretariat):
    browser, page = client_of(secretariat), reverse("clusters:ranking", args=[quick.pk])
    first, other = (KEY.search(browser.get(page).content.decode()).group(1) for _opened in range(2))
    post(browser, quick, key=first)
    ranking.compute(RankingRun.objects.get().pk)

    answer = post(browser, quick, key=first)

    assert answer == (302, page)
    assert RankingRun.objects.count() == 1
    shown = browser.get(page).content.decode()
    assert "Yêu cầu này đã được thực hiện." in shown
    assert KEY.search(shown).group(1) not in (first, other)
    post(browser, quick, key=other)
    assert RankingRun.objects.count() == 2


def test_a_post_after_the_run_ended_computes_anew_and_finds_the_same(quick, client_of, secretariat):
    browser = client_of(secretariat)
    post(browser, quick)
    first = ranking.compute(RankingRun.objects.get().pk)

    post(browser, quick)
    second = ranking.compute(RankingRun.objects.first().pk)

    assert (second.pk, second.code) != (first.pk, first.code)
    assert second.code == first.code


def test_one_decision_recorded_in_many_seasons_at_once_is_one(quick):
    agreed = [NominationFactory(stage=Stage.APPROVED) for _season in range(6)]
    told = {"number": "231/QĐ-TTg", "deciding_body": "Thủ tướng Chính phủ", "signed_on": dt.date(2021, 3, 14)}
    told |= {"signer_name": "Người Ký Mẫu", "signer_title": "Phó Thủ tướng"}
    together = Barrier(len(agreed))

    def record(nomination):
        together.wait()
        try:
            return decisions.record({nomination.pk: 0}, by=BY, **told).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(agreed)) as pool:
        made = set(pool.map(record, agreed))

    decision = Decision.objects.get()
    assert made == {decision.pk}
    assert (decision.version, decision.nominations.count()) == (5, 6)
