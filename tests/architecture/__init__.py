"""The plan of the house as data, and what checks the code against it; `tests/test_architecture.py` runs it."""
