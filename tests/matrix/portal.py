"""The portal's own pages."""

from tests.matrix.table import Row, only, public

ROWS = [
    Row("audit_log", get=only("administrator", others=403)),
    Row("health", "worker_that_answers", get=public(200), post=public(405)),
    Row("home"),
    Row("set_text_size", get=public(405), post=public(302)),
    Row("set_language", get=public(302), post=public(302)),
]
