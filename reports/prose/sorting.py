"""The statements in words, each under the heading that was chosen for it when it was recorded."""

from clusters.choices import StatementSection
from reports.prose.pieces import Runs, sentence
from reports.prose.stated import stated, subject_of


def by_section(statements, year: int) -> dict[str, list[Runs]]:
    """Return the sentences of statements about a subject, each under its section, in their order."""
    found: dict[str, list[Runs]] = {section: [] for section in StatementSection}
    for one in statements:
        found[one.section].append(sentence(subject_of(one), [("theo nguồn: ", *stated(one, year))]))
    return found
