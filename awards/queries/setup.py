"""How far a portal is on the way to its first nomination: the first steps ask here whether they are done."""

from django.db import connection

# A nomination is reviewed in the stages that only a review brings about.
ASKED = """
SELECT EXISTS (SELECT FROM awards_awardcategory), EXISTS (SELECT FROM awards_seasonquota),
  EXISTS (SELECT FROM awards_nomination WHERE stage IN ('returned', 'approved', 'rejected', 'decided'))
"""


def done():
    """{step: whether it is done of any season}, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return dict(zip(("categories", "quotas", "nominations"), cursor.fetchone(), strict=True))
