"""The demo: five articles, entered through the same actions that the pages call, each fact with its source.

What the ranking of 2020 needs beyond its article is made up and marked as illustrative; no real official bears an
account or a made-up figure.
"""
