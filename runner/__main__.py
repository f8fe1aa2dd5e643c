"""`python -m runner COMMAND`: what the Makefile calls."""

import sys

NEWER = (
    "Install Python 3.11 or newer with its venv module (Debian 12, Ubuntu 24.04 and newer: apt-get install python3 "
    "python3-venv, as root), or name one: PYTHON=/path/to/python3."
)


def main(arguments):
    """Run one command and return the exit code; a trouble that we know is one sentence, not a traceback."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- the check must run where the rest cannot
        ours = ".".join(map(str, sys.version_info[:2]))
        sys.stderr.write(f"This is Python {ours}, and the portal needs a newer one. {NEWER}\n")
        return 2
    from runner.commands import COMMANDS  # noqa: PLC0415 -- only after the version is known
    from runner.words import Trouble  # noqa: PLC0415 -- the same

    name, *rest = arguments or [""]
    if name not in COMMANDS:
        sys.stderr.write(f"Say one of: {', '.join(COMMANDS)}.\n")
        return 2
    try:
        return COMMANDS[name](rest) or 0
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except PermissionError as problem:
        sys.stderr.write(
            f"{problem.filename} belongs to another user. Work as that user, or take the checkout over with chown -R.\n"
        )
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
