"""The project's files as the checks see them: a path inside the checkout and its text."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "var", "staticfiles", "node_modules", ".git"}


@dataclass(frozen=True)
class Source:
    """One file; a test may make one up to see whether a check catches it."""

    path: str
    text: str

    @cached_property
    def tree(self):
        return ast.parse(self.text)

    @property
    def parts(self):
        return PurePosixPath(self.path).parts

    @property
    def name(self):
        return self.parts[-1]

    @property
    def app(self):
        return self.parts[0]

    @property
    def lines(self):
        return len(self.text.splitlines())


def python():
    """Every Python file that people write: migrations are made by Django."""
    return [source for source in _all("py") if "migrations" not in source.parts]


def templates():
    return [source for source in _all("html") if source.app == "templates"]


def _all(ending):
    paths = (path.relative_to(ROOT) for path in sorted(ROOT.rglob(f"*.{ending}")))
    return [Source(str(path), (ROOT / path).read_text()) for path in paths if not NOT_OURS & set(path.parts)]
