"""What is missing before a season may go on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing: a sentence, and the page on which it is mended, a name of clusters' URLs, with the season.

    An app above names its own page with its app before it.
    What is not blocking is said, and may be so: a member may never hand in, a season may go without points.
    """

    sentence: str
    page: str = "season"
    blocking: bool = True

    @property
    def url_name(self):
        return self.page if ":" in self.page else f"clusters:{self.page}"

    @property
    def of_organiser(self):
        """The page is open to whoever sets the season up alone; the others read the sentence and ask for it."""
        return self.page == "deadlines"
