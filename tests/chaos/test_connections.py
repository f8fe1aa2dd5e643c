"""The connection cut at each statement of publishing a ranking: the state is before or after, never between."""

from contextlib import contextmanager

import psycopg2
import pytest
from django.db import DatabaseError, InterfaceError, connection

from clusters.actions import ranking, runs
from tests.chaos.conftest import BY

MOST = 40


@pytest.fixture
def other(transactional_db):
    """A connection of somebody else's."""
    settings = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    other = psycopg2.connect(**{name: settings[name] for name in names if settings.get(name)})
    yield other
    other.close()


@pytest.fixture
def cut(other):
    """End the test's own connection from outside, as an administrator or a power cut would."""
    other.autocommit = True

    def now():
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])

    return now


@contextmanager
def cutting_at(number, cut, monkeypatch):
    """Cut before statement `number` of the publishing, the commit counted among them; yield what was met."""
    met = {"statements": 0, "publishing": False}
    commit, finish, keep_document = connection._commit, runs.finish, runs._keep_document

    def counted():
        if met["publishing"]:
            met["statements"] += 1
            if met["statements"] == number:
                cut()

    def statement(execute, *args):
        counted()
        return execute(*args)

    def publishing(*args, **kwargs):
        met["publishing"] = True
        return finish(*args, **kwargs)

    def keeping(*args):
        counted()
        keep_document(*args)

    def committing():
        counted()
        commit()

    monkeypatch.setattr(runs, "finish", publishing)
    monkeypatch.setattr(runs, "_keep_document", keeping)
    monkeypatch.setattr(connection, "_commit", committing)
    with connection.execute_wrapper(statement):
        yield met
    monkeypatch.undo()


def test_a_connection_cut_at_any_statement_leaves_the_state_before_or_after(quick, before, after, cut, monkeypatch):
    run, number = ranking.request_run(quick, by=BY), 0
    while number < MOST:
        number += 1
        with cutting_at(number, cut, monkeypatch) as met:
            try:
                ranking.compute(run.pk)
            except (DatabaseError, InterfaceError):
                connection.close()
        if met["statements"] < number:
            break
        run.refresh_from_db()
        if run.state in ranking.OPEN:
            before(run)

    assert 5 <= number < MOST
    after(run)


def test_a_connection_cut_after_the_commit_leaves_the_state_after(quick, after, cut, monkeypatch):
    run, commit = ranking.request_run(quick, by=BY), connection._commit

    def committing():
        commit()
        cut()

    monkeypatch.setattr(connection, "_commit", committing)
    ranking.compute(run.pk)
    monkeypatch.undo()
    connection.close()

    assert ranking.compute(run.pk).attempts == 1
    after(run)


def test_taking_up_that_breaks_off_leaves_no_lock_behind(quick, other):
    run = ranking.request_run(quick, by=BY)
    with other.cursor() as theirs, connection.cursor() as ours:
        theirs.execute("SELECT FROM clusters_rankingrun WHERE id = %s FOR UPDATE", [run.pk])
        ours.execute("SET lock_timeout = '200ms'")
        with pytest.raises(DatabaseError, match="lock timeout"):
            ranking.compute(run.pk)
        ours.execute("RESET lock_timeout")
        theirs.execute("SELECT pg_try_advisory_lock(%s, %s)", [runs.LOCK_KIND, run.pk])

        assert theirs.fetchone() == (True,)
