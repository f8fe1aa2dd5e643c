"""Vietnamese text: put in the order of the alphabet, and found without its marks."""

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# The level tone, then huyền, hỏi, ngã, sắc, nặng: the order of the dictionaries.
TONES = "\u0300\u0309\u0303\u0301\u0323"
# A space before punctuation, punctuation before digits, digits before letters.
_PLACES = {letter: chr(ord("0") + place) for place, letter in enumerate("0123456789" + ALPHABET)}
_SPACE, _PUNCTUATION, _FOREIGN = "!", "#", "~"
_LETTER_MARKS = "\u0306\u0302\u031b"


def sort_key(text):
    """Return plain ASCII-ordered text: comparing keys compares the texts as a Vietnamese dictionary does."""
    letters, tones = [], []
    for letter, tone in _letters(text):
        letters.append(_place(letter))
        tones.append(tone)
    return f"{''.join(letters)} {''.join(tones).rstrip('0')}"


def folded(text):
    """Return the text in lower case without marks, đ as d, words one space apart: what a search compares."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", bare).strip()


def numbered(text):
    """Return the folded text without zeros in front of its numbers: two ways to write one number are one."""
    return re.sub(r"\b0+(?=[0-9])", "", folded(text))


def _letters(text):
    letter, tone = "", "0"
    for sign in unicodedata.normalize("NFD", " ".join(text.lower().split())):
        if sign in TONES and letter:
            tone = str(TONES.index(sign) + 1)
        elif sign in _LETTER_MARKS and letter:
            letter = unicodedata.normalize("NFC", letter + sign)
        else:
            if letter:
                yield letter, tone
            letter, tone = sign, "0"
    if letter:
        yield letter, tone


def _place(letter):
    if letter in _PLACES:
        return _PLACES[letter]
    if letter == " ":
        return _SPACE
    return _FOREIGN + letter if letter.isalnum() else _PUNCTUATION + letter
