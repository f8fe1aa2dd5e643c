"""`python -m bench [--quick] [ranking] [papers]`: measure, tell, and write docs/benchmarks.md, unless it is quick."""

import argparse
import datetime as dt
import os
import platform
import sys
from pathlib import Path

from bench.country import measures as ranking

RESULTS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Every figure is a ratio taken side by side in one run: what the portal takes over a floor written by hand, both doing
the same work, their results compared for equality first. Floor and candidate take turns in random order for at least
seven rounds, and the median of the rounds' ratios counts. A bar that is missed is written as missed.

* P1 times `manage.py rank_year` on the processes of one real Celery worker, one more than there are cores, for each
  waits on PostgreSQL part of its time; without the start of the interpreter. It holds asking, queueing, reading,
  scoring with its steps, ranking, storing, hashing, the audit trail. Its floor is one `INSERT … SELECT … RANK() OVER`
  on the same tables (`bench/country/floor.py`), which explains and freezes nothing. Half of the criteria are marked by
  hand; the seasons' sheets say the same, so what a rule remembers is shared.
* From the button: one figure is changed, then the post, the run in a worker, asking every 2 ms whether it is done, and
  the page, its parts drawn for the first time; a browser asks less often. The worker has ranked the season before.
* P5: the 95th percentile of a page's time over the medians of an empty page and of the bare time of its own SQL, and
  its rows and cells at what they cost on a plain template, all in the same run. The reader is the one who sees most;
  the grid is measured for the clerk who types in it as well. Parts that are drawn once for a state of the portal are
  there from the second reading on; “drawn for the first time” is the median without them.

"""


def main():
    """Measure what was asked for and return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="a tenth of the country, fewer hits, nothing written")
    parser.add_argument("parts", nargs="*", help="ranking, papers; all when none is named")
    asked = parser.parse_args()
    parts = asked.parts or ["ranking", "papers"]
    rows = ["| Figure | Measured | Bar | | From |", "|---|---|---|---|---|"]
    missed = 0
    for found in _measures(parts, quick=asked.quick):
        held = "held" if found.held else "MISSED"
        missed += not found.held
        print(f"{found.name}: {found.value:.2f} (bar {found.bar}, {held}) {found.detail}", flush=True)
        rows.append(f"| {found.name} | {found.value:.2f} | {found.bar} | {held} | {found.detail} |")
    if not asked.quick:
        RESULTS.write_text("\n".join([HEAD + _machine(), "", *rows, ""]), encoding="utf-8")
    return 1 if missed else 0


def _measures(parts, *, quick):
    if "ranking" in parts:
        yield from ranking.measures(quick=quick)
    if "papers" in parts:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation_portal.settings_test")
        import django  # noqa: PLC0415 -- only the papers need it here

        django.setup()
        from bench import reports  # noqa: PLC0415 -- after setup

        yield from reports.measures()


def _machine():
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "an unnamed processor")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    told = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {os.cpu_count()} cores of {model}, Python {platform.python_version()}"
    return f"`{' '.join(['python -m bench', *sys.argv[1:]])}` on {told}; load average {load} at the end."


if __name__ == "__main__":
    sys.exit(main())
