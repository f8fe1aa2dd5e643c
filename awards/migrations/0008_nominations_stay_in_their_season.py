"""A nomination, its member, its ranking and its conclusion are of one season; an award ends after it begins."""

from django.db import migrations, models

ONE_SEASON = """
CREATE FUNCTION awards_require_one_season() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM clusters_member m WHERE m.id = NEW.member_id AND m.season_id = NEW.season_id)
    OR (NEW.run_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM clusters_rankingrun r WHERE r.id = NEW.run_id AND r.season_id = NEW.season_id))
    OR NOT EXISTS (SELECT FROM clusters_resolution r JOIN clusters_conference c ON c.id = r.conference_id
                   WHERE r.id = NEW.conclusion_id AND c.season_id = NEW.season_id) THEN
    RAISE EXCEPTION 'a nomination cites its own season alone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER one_season BEFORE INSERT OR UPDATE OF season_id, member_id, run_id, conclusion_id ON awards_nomination
  FOR EACH ROW EXECUTE FUNCTION awards_require_one_season();
"""
UNDO = ["DROP TRIGGER one_season ON awards_nomination", "DROP FUNCTION awards_require_one_season()"]


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0007_a_decision_is_known_however_it_is_written"),
        ("clusters", "0019_what_is_published_stays_published"),
    ]
    operations = [
        migrations.RunSQL(ONE_SEASON, UNDO),
        migrations.AddConstraint(
            "awardcategory",
            models.CheckConstraint(
                condition=models.Q(effective_from=None)
                | models.Q(effective_to=None)
                | models.Q(effective_to__gt=models.F("effective_from")),
                name="award_ends_after_it_begins",
            ),
        ),
    ]
