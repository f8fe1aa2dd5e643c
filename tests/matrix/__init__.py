"""The permission matrix: who is answered what, at every route. See ``table`` for how a row is written.

An app's rows stand in ``tests/matrix/<app>.py`` as ``ROWS``; the objects that they name are made in ``objects``.
"""
