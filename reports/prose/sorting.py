"""Under which heading a statement in words stands; a wrong guess only moves a sentence, it never loses one."""

from organisations.vietnamese import folded
from reports.prose.pieces import Runs, sentence
from reports.prose.stated import stated, subject_of

RESULTS, MOVEMENTS, AWARDS, CLUSTER = "results", "movements", "awards", "cluster"
SIGNS = {
    CLUSTER: ("giao uoc", "hoat dong cua cum", "hoat dong cua khoi"),
    AWARDS: ("huan chuong", "bang khen", "co thi dua", "khen thuong", "danh hieu", "giay khen"),
    MOVEMENTS: ("phong trao",),
}


def by_section(statements, year: int) -> dict[str, list[Runs]]:
    """Return the sentences of statements about a subject, each under its heading, in their order."""
    found: dict[str, list[Runs]] = {RESULTS: [], MOVEMENTS: [], AWARDS: [], CLUSTER: []}
    for one in statements:
        found[section_of(one)].append(sentence(subject_of(one), [("theo nguồn: ", *stated(one, year))]))
    return found


def section_of(statement) -> str:
    text = folded(statement.subject)
    return next((section for section, signs in SIGNS.items() if any(sign in text for sign in signs)), RESULTS)
