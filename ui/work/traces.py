"""Where an error happened, without what it happened to: a log is sent away, a case is not.

Of a message of Python the words stay; quoted values, Chinese text, numbers and paths are left out:
they may be of a party. What the program itself says to a person is left out whole: where it was
raised says what it was. Cases and papers are found by the ids that the audit keeps.
"""

import logging
import re
import traceback
from types import TracebackType

from models.errors import KnownError

HIDDEN = "…"
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|“[^”]*”""", re.DOTALL)
_CONTENT = re.compile(r"\S*[/\\]\S*|[^\x00-\x7f]+|\d{3,}|\S+@\S+")
_FRAMES = 30  # of a recursion that never ended


def masked(text: str) -> str:
    """Return a message without what may be somebody's."""
    return _CONTENT.sub(HIDDEN, _QUOTED.sub(HIDDEN, text))


def of(error: BaseException) -> str:
    """Return the kind of an error, its masked message and where it happened, causes first."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        parts.append(_single(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(reversed(parts))


def _single(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    lines = [f"  {_short(f.filename)}:{f.lineno} in {f.name}" for f in frames]
    said = HIDDEN if isinstance(error, KnownError) else masked(str(error))[:500]
    return "\n".join([*lines, f"{type(error).__qualname__}: {said}"])


def _short(path: str) -> str:
    """Return the last parts of a path: the rest names a user."""
    return "/".join(path.replace("\\", "/").split("/")[-3:])


class Formatter(logging.Formatter):
    """Writes no traceback but by `of`."""

    def formatException(  # noqa: N802 - the name that logging has
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the trace of the error that is logged."""
        return of(ei[1]) if ei[1] is not None else ""
