"""The database counts, season by season, the changes of what a ranking rests on.

Whoever writes a figure, a plan, a mark, a finding, a member or a sheet, through an action or past it, is counted.
"""

from django.db import migrations, models

OF_A_MEMBER = "m.season_id FROM changed t JOIN clusters_member m ON m.id = t.member_id"
OF_A_SUBMISSION = """m.season_id FROM changed t
    JOIN clusters_submission s ON s.id = t.submission_id JOIN clusters_member m ON m.id = s.member_id"""
# Each table and how its rows lead to their season; what has none (an own year's figures) is not counted. Of sheets
# only the publishing counts: drafts change nothing, and freezing one is the work of the ranking itself.
TABLES = {
    "figure": OF_A_SUBMISSION,
    "plan": OF_A_MEMBER,
    "score": OF_A_MEMBER,
    "notassigned": OF_A_MEMBER,
    "finding": OF_A_MEMBER,
    "member": "t.season_id FROM changed t",
    "criteriasheet": "t.season_id FROM changed t WHERE t.state = 'published'",
}
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


def _counting(table, season):
    """One function a table, and one trigger an event, as transition tables want it; a statement counts once."""
    made = f"""
CREATE FUNCTION clusters_count_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clusters_season SET inputs_version = inputs_version + 1
  WHERE id IN (SELECT {season});
  RETURN NULL;
END $$;
"""  # noqa: S608 -- our own names
    for event, rows in EVENTS.items():
        made += f"""
CREATE TRIGGER {table}_{event}_is_counted AFTER {event.upper()} ON clusters_{table}
  REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION clusters_count_{table}();
"""
    return made


# A season saved whole by somebody who read it earlier does not turn the count back.
KEPT = """
CREATE FUNCTION clusters_keep_inputs_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.inputs_version := greatest(NEW.inputs_version, OLD.inputs_version);
  RETURN NEW;
END $$;
CREATE TRIGGER inputs_version_is_kept BEFORE UPDATE ON clusters_season
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_inputs_version();
"""
COUNT = KEPT + "".join(_counting(table, season) for table, season in TABLES.items())
UNDO = (
    "DROP TRIGGER inputs_version_is_kept ON clusters_season; DROP FUNCTION clusters_keep_inputs_version();"
    + "".join(
        "".join(f"DROP TRIGGER {table}_{event}_is_counted ON clusters_{table};" for event in EVENTS)
        + f"DROP FUNCTION clusters_count_{table}();"
        for table in TABLES
    )
)


class Migration(migrations.Migration):
    dependencies = [("clusters", "0006_statements_name_their_section")]
    operations = [
        migrations.AddField(
            "season", "inputs_version", models.PositiveBigIntegerField(default=0, db_default=0, editable=False)
        ),
        migrations.AddField("rankingrun", "inputs_version", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.RunSQL(COUNT, UNDO),
    ]
