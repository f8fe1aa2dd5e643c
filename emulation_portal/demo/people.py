"""The demo's sign-ins: invented people at units of today, who act for the provinces of 2020 as successors."""

import datetime as dt

from django.utils import timezone

from accounts.actions import passwords, people
from accounts.models import Assignment, User
from accounts.roles import Role
from emulation_portal.demo.tools import BY
from organisations.choices import PROVINCIAL
from organisations.models import Unit

PASSWORD = "thidua-minhhoa"  # noqa: S105 -- the demo's, refused with servers of one's own
FROM = dt.date(2020, 1, 1)

# user name, full name, role, unit of today (None: the central board), what he is in the demo
SIGN_INS = (
    ("quangninh", "Cán bộ Quảng Ninh (minh họa)", Role.CLERK, "Quảng Ninh", "thường trực Cụm ĐBSH năm 2020"),
    ("hungyen", "Cán bộ Hưng Yên (minh họa)", Role.CLERK, "Hưng Yên", "Hưng Yên (gồm Thái Bình cũ); Cụm trưởng 2021"),
    ("ninhbinh", "Cán bộ Ninh Bình (minh họa)", Role.CLERK, "Ninh Bình", "Ninh Bình (gồm Hà Nam, Nam Định cũ)"),
    ("haiphong", "Lãnh đạo Hải Phòng (minh họa)", Role.LEADER, "Hải Phòng", "Hải Phòng (gồm Hải Dương cũ)"),
    ("langson", "Cán bộ Lạng Sơn (minh họa)", Role.CLERK, "Lạng Sơn", "tỉnh Lạng Sơn, năm 2020"),
    ("hatinh", "Cán bộ Hà Tĩnh (minh họa)", Role.CLERK, "Hà Tĩnh", "cụm khác: Bắc Trung Bộ"),
    ("thamdinh", "Chuyên viên thẩm định (minh họa)", Role.REVIEWER, None, "Ban Thi đua - Khen thưởng Trung ương"),
    ("quantri", "Quản trị hệ thống (minh họa)", Role.ADMINISTRATOR, None, "Ban Thi đua - Khen thưởng Trung ương"),
)


def load():
    """Open the accounts, each with its assignment and the demo's password."""
    today = timezone.localdate()
    for username, full_name, role, place, _told in SIGN_INS:
        person = User(username=username, full_name=full_name)
        unit = _unit(place, today)
        person = people.create(person, PASSWORD, Assignment(role=role, unit=unit, valid_from=FROM), by=BY)
        passwords.set_for(person, PASSWORD, by=BY, must_change=False)


def _unit(place, today):
    units = Unit.objects.on(today)
    return units.central_board().get() if place is None else units.get(name=place, kind__in=PROVINCIAL)
