"""An installation is held by one command at a time."""

import os

import pytest

from runner.installation import is_held, only_one
from runner.place import Place
from runner.words import Trouble


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.make()
    return place


def test_a_second_command_on_the_same_installation_is_refused(place):
    with only_one(place):
        assert is_held(place)
        with pytest.raises(Trouble, match=rf"already running.*`kill {os.getpid()}`\.$"), only_one(place):
            pass

    assert not is_held(place)
