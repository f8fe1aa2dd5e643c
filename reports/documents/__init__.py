"""The papers that can be printed, by the name that stands in their address; each is filled in its own module."""

from django.utils.translation import gettext_lazy as _

from reports.choices import Format, SubjectKind
from reports.documents import half_year, own_year, score_table, summary
from reports.documents.kinds import Kind
from reports.documents.rules import may_see_own_year, may_see_whole_season

ALL = (Format.PDF, Format.DOCX, Format.XLSX)
KINDS: dict[str, Kind] = {
    "half-year": Kind(_("Half-year report"), SubjectKind.SEASON, half_year.build, may_see_whole_season, ALL),
    "summary": Kind(_("Year-end report"), SubjectKind.SEASON, summary.build, may_see_whole_season, ALL),
    "score-table": Kind(_("Summary of points"), SubjectKind.SEASON, score_table.build, may_see_whole_season, ALL),
    "own-year": Kind(_("Year-end report"), SubjectKind.UNIT_YEAR, own_year.build, may_see_own_year, ALL),
}
