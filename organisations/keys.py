"""Keys of rows and counted changes, as a page carries them for itself; nobody types them."""

GREATEST = 2**63 - 1  # what the database can keep as a key
_LONGEST = len(str(GREATEST))


def read(text):
    """Return the whole number that the text is in plain digits, at most GREATEST; None for any other text."""
    if not (len(text) <= _LONGEST and text.isascii() and text.isdecimal()):
        return None
    number = int(text)
    return number if number <= GREATEST else None
