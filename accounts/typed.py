"""What a person typed into a form that cannot be taken any more: shown once more, so that it is not lost."""

import re
from urllib.parse import urlsplit

# Passwords are never shown; the others are no person's words.
HIDDEN = re.compile(r"password|csrfmiddlewaretoken|^(key|seen|shown|token|version|next)$")
# Keys, codes and choices: nobody typed them. Whole numbers alone may be either, and their field's name tells which.
CODE = re.compile(r"(?=.*[a-z])[a-z0-9_.:-]*")
NUMBERED = re.compile(r"value|numerator|denominator|previous|points|max|cap|floor|than|at_least|most|year")


def typed(request):
    """Return the texts that the refused form brought, in its order; none where another site's page sent it."""
    if request.method != "POST" or urlsplit(request.headers.get("Origin", "")).netloc != request.get_host():
        return []
    sent = [(name, text.strip()) for name, texts in request.POST.lists() for text in texts]
    return [text for name, text in sent if text and not HIDDEN.search(name) and _words(name, text)]


def _words(name, text):
    return bool(NUMBERED.search(name)) if text.isdigit() else not CODE.fullmatch(text)
