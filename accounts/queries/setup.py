"""What an empty portal still lacks before people can work in it: the first steps ask here whether they are done."""

from django.db import connection
from django.utils import timezone

# Whether any unit is entered, anybody has an account beside whoever set the portal up, anybody may act at a unit.
ASKED = """
SELECT EXISTS (SELECT FROM organisations_unit),
  EXISTS (SELECT FROM accounts_user WHERE NOT is_superuser AND is_active),
  EXISTS (SELECT FROM accounts_assignment a JOIN accounts_user u ON u.id = a.user_id
    WHERE u.is_active AND a.valid_from <= %(today)s AND (a.valid_to IS NULL OR a.valid_to > %(today)s))
"""


def done():
    """{step: whether it is done today}, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"today": timezone.localdate()})
        return dict(zip(("units", "people", "assignments"), cursor.fetchone(), strict=True))
