"""Dates and numbers are written on an English page as on a Vietnamese one: one notation is typed, shown and printed."""

from emulation_portal.formats.vi.formats import *  # noqa: F403 -- Django reads the names from this module
