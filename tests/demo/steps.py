"""What the user does in season 2020 of the demo: ranks it, records the conclusion, proposes from both."""

from awards.actions import nominations
from awards.choices import Stage
from awards.models import AwardCategory
from clusters.actions import conferences, ranking
from clusters.choices import ResolutionKind
from clusters.models import Season
from emulation_portal.demo import delta_2020
from emulation_portal.demo.tools import BY


def season_2020():
    return Season.objects.select_related("cluster__organiser").get(year=2020)


def rank():
    """Ask for the ranking of 2020 and carry it out as the worker would."""
    return ranking.compute(ranking.request_run(season_2020(), by=BY).pk)


def conclude():
    """Record what the conference of 2020 concluded."""
    told = {
        "kind": ResolutionKind.CONCLUDED,
        "text": delta_2020.CONCLUSION,
        "on": delta_2020.HELD_ON,
        "source": delta_2020.SOURCE,
    }
    return conferences.resolve(season_2020().conferences.get(), told, by=BY)


def propose(conclusion):
    """Propose and hand in the units that the conclusion names; their places ask for no other reason."""
    season = season_2020()
    for name, code in delta_2020.PROPOSED:
        member = season.members.get(unit__name=name)
        proposed = nominations.propose(member, AwardCategory.objects.get(code=code), conclusion=conclusion, by=BY)
        nominations.move(proposed, Stage.SUBMITTED, by=BY, token=proposed.version)
