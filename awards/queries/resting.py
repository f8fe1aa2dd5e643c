"""What rests on a season's ranking and stays as it is when the season goes back."""

from django.utils.translation import ngettext

from awards.choices import COUNTED, Stage
from awards.models import Nomination
from clusters.queries.gap import Gap


def of_going_back(season):
    """What is said before the season goes back: the nominations that stand, those decided apart."""
    found = Nomination.objects.filter(season=season, stage__in=COUNTED).select_related("member__unit", "category")
    names = [(each.stage == Stage.DECIDED, str(each)) for each in found]
    still_open = [name for decided, name in names if not decided]
    decided = [name for is_decided, name in names if is_decided]
    return [*_standing(still_open), *_decided(decided)]


def _standing(names):
    sentence = ngettext(
        "%(count)s nomination stays as it is: %(names)s. Look at it again once the ranking is computed anew.",
        "%(count)s nominations stay as they are: %(names)s. Look at them again once the ranking is computed anew.",
        len(names),
    )
    return [Gap(sentence % _told(names), "awards:season", blocking=False)] if names else []


def _decided(names):
    sentence = ngettext(
        "%(count)s nomination is decided already and stays so: %(names)s. Tell the body that decided of what changes.",
        "%(count)s nominations are decided already and stay so: %(names)s. Tell the body that decided of what changes.",
        len(names),
    )
    return [Gap(sentence % _told(names), "awards:season", blocking=False)] if names else []


def _told(names):
    return {"count": len(names), "names": "; ".join(names)}
