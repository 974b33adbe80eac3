"""A text evened out for searching: of the same length, so that places in it are places in the text.

Full-width letters, digits and signs are half width, every dash is a hyphen, what is blank or
invisible is a blank. Encircled figures stay: they number paragraphs.
"""

import unicodedata

from models.rules.folding import half_width, hyphens

_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_SIGNS = "-.·_,/()*"


def evened(text: str) -> str:
    """Return the text evened out, character by character."""
    return "".join(map(_one, text))


def squeezed(text: str) -> tuple[str, list[int]]:
    """Return an evened text without blanks and signs, in small letters, and where each was."""
    kept = [(c.lower(), at) for at, c in enumerate(text) if c not in _SIGNS and not c.isspace()]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def _one(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in _UNSEEN:
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind == "No":
        return char
    plain = hyphens(half_width(char))
    return plain if len(plain) == 1 else char
