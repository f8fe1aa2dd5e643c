"""Facts put into the sentences of a paper: always the same words for the same facts, and every figure still typed.

A paper is Vietnamese whatever language its reader has chosen, so the sentences are written here in Vietnamese.
"""

NO_DATA = "Chưa có số liệu."
