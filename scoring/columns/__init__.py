"""One criterion over all members at once, from text to text: the same points and steps as the methods, only faster.

A value is a dividend and a divisor, divided once, `exactly()`. That every result equals `Method.points`, which counts
in fractions, is a property test; what has no fast form here is handed to the method itself.
"""

from scoring.columns.line import Cells, Column, compiled, ready

__all__ = ["Cells", "Column", "compiled", "ready"]
