"""What a kind of paper is: its name, whom it is about, who may print it, and the function that fills its blocks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reports.blocks import Document
from reports.choices import Format, SubjectKind


@dataclass(frozen=True, slots=True)
class Paper:
    """A filled document, the code of the run it rests on ("" for none), and whether any figure is made up.

    `inputs_version` is the count of changes of the season that it was filled from, `told` what that one told beside its
    figures (`reports.told`); none where there is no season.
    """

    document: Document
    rests_on: str = ""
    illustrative: bool = False
    inputs_version: int | None = None
    told: dict[str, str] | None = None

    @property
    def says(self):
        """The hash of everything the paper says but the time of its printing: equal for papers that read alike."""
        return hashlib.sha256(repr(replace(self.document, printed_at=None)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper; `build` takes the subject and the time of printing, `may_print` the actor and the subject.

    It also takes how he stands to it, where that has been read.
    `build` reads through queries only and raises NotPrintable, with a sentence, when the paper cannot be made.
    """

    name: Any  # a lazy English msgid
    subject: SubjectKind
    build: Callable[[Any, Any], Paper]
    may_print: Callable[..., bool]
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX)
