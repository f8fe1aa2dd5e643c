"""`make run` refuses what cannot go well, before it starts anything."""

import socket

import pytest

from runner.commands import run
from runner.place import port_is_free
from runner.words import Trouble


@pytest.mark.parametrize("key", [None, "", "x", "key-0" * 9, "a" * 70, "django-insecure-" + "key-0" * 12])
def test_named_servers_refuse_to_start_without_a_key_of_their_own_or_with_a_short_one(monkeypatch, key):
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://db.example/0")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("SECRET_KEY", key)

    with pytest.raises(Trouble, match=r"^Set SECRET_KEY"):
        run.main([])


def test_a_taken_port_is_named_with_one_that_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        with pytest.raises(Trouble) as trouble:
            run.check_port(taken, "127.0.0.1")

    offered = int(str(trouble.value).partition("PORT=")[2].partition("`")[0])
    assert f"port {taken}" in str(trouble.value)
    assert port_is_free(offered)
