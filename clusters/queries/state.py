"""How far the acts have come that what is shown of a season may rest on."""

from django.db import connection

from clusters.choices import Phase
from clusters.models import Season
from clusters.queries import prepared
from organisations import keys

# They change nothing that is shown of a season: who came and went, and how; papers are listed on pages of their own.
COMING_AND_GOING = (
    *("accounts.signed_in", "accounts.signed_out", "accounts.person_unlocked", "accounts.language_chosen"),
    *("accounts.address_closed", "accounts.address_opened"),
    *("accounts.password_changed", "accounts.password_set", "accounts.password_reset"),
    *("accounts.reset_link_sent", "accounts.reset_link_not_sent"),
    *("report.requested", "report.printed", "report.failed"),
)
# The season that something is of is never another, so it may be looked up in the same breath.
SEASON_OF = {
    "season": "$1",
    "member": "(SELECT season_id FROM clusters_member WHERE id = $1)",
    "submission": """(SELECT m.season_id FROM clusters_submission s JOIN clusters_member m ON m.id = s.member_id
      WHERE s.id = $1)""",
}
# Numbers are given as acts are committed. What members of a season report may rest on what was reported a year before:
# while such a season is open, and for an own year, every act counts.
STATE = """
WITH about AS MATERIALIZED (
  SELECT $3 || s.id AS within FROM clusters_season s WHERE s.id = {season} AND NOT EXISTS (
    SELECT FROM clusters_season earlier WHERE earlier.year = s.year - 1 AND earlier.phase = ANY($4)))
SELECT hash FROM audit_entry WHERE number = GREATEST(
  (SELECT number FROM audit_entry WHERE within = '' AND number IS NOT NULL AND action <> ALL($2)
   ORDER BY number DESC LIMIT 1),
  CASE WHEN EXISTS (SELECT FROM about)
  THEN (SELECT max(number) FROM audit_entry WHERE within = (SELECT within FROM about))
  ELSE (SELECT number FROM audit_entry WHERE number IS NOT NULL AND action <> ALL($2) ORDER BY number DESC LIMIT 1)
  END)
"""
OPEN = [phase for phase in Phase.values if phase not in (Phase.DRAFT, Phase.PUBLISHED)]


def of(kind, pk):
    """Return the hash of the last act that may have changed what is shown of a season; None while there is none.

    `kind` says what `pk` is the key of: a season, a member of it, or a submission of one or of an own year.
    """
    if pk > keys.GREATEST:
        return None
    asked = [pk, list(COMING_AND_GOING), f"{Season._meta.label_lower}:", OPEN]
    with connection.cursor() as cursor:
        prepared.execute(cursor, f"clusters_state_of_{kind}", STATE.format(season=SEASON_OF[kind]), asked)
        last = cursor.fetchone()
    return last[0] if last else None
