"""What is there before the first test stays to the last: the garbage collector need not look through it meanwhile."""

import gc


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    # Answers are made and let go by the thousand: rarer looks find as much.
    gc.set_threshold(20_000, 20, 100)
