"""Python's collector of rings, told what a serving process is like."""

import gc


def spare_what_stays():
    """Keep the collector off what lives as long as the process, and let it look less often at what does not.

    A page or a ranking makes thousands of things and hardly a ring; looking through all modules and templates for one
    takes longer than most pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
