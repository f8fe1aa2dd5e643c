"""What the runner says to the person in front of it."""

import sys


class Trouble(Exception):
    """Something that the person has to decide or mend; the message is the whole sentence."""


def say(sentence):
    """Print one line now, even into a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def tail(path, lines=25):
    """Return the end of a log, for the sentence that says why something did not start."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
