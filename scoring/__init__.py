"""The arithmetic of merit: points, totals, places. Pure Python, exact numbers, no clock, no input or output."""
