"""The papers that can be printed, by the name that stands in their address; each is filled in its own module."""

from reports.documents.kinds import Kind

KINDS: dict[str, Kind] = {}
