"""How a paper is drawn: one file a format, the only ones that import the engines; no arithmetic and no query."""
