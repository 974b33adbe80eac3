"""What a file in a case belongs to, and what is checked when it is brought in."""

import re
from dataclasses import dataclass

from models.rules.events.base import Coded
from models.rules.text_checks import NAME_LIMIT, clean_text, text_problem

MOST_AT_ONCE = 1000  # files in one act
TURNS = (0, 90, 180, 270)  # degrees clockwise
_PATHS = re.compile(r"[/\\]")
# As people write ranges of pages.
_PLAIN = str.maketrans({**dict.fromkeys("－—–~～至", "-"), **dict.fromkeys(",，、;；和", " ")})


class Subject(Coded):
    """What kind of thing a file belongs to."""

    CASE = "case", "本案"
    DOCUMENT = "document", "文书"
    EVENT = "event", "登记"
    EVIDENCE = "evidence", "证据"


@dataclass(frozen=True)
class About:
    """What a file belongs to: a document or an event by its id, evidence by its number."""

    subject: Subject = Subject.CASE
    id: int | None = None


@dataclass(frozen=True)
class Part:
    """A piece of an attachment that another was made from: pages counted from 1, none = all."""

    attachment: int
    first: int | None = None
    last: int | None = None


def name_problem(name: str) -> str:
    """Return what is wrong with the name of a file, "" when nothing is."""
    if _PATHS.search(name):
        return "文件名里不能有斜杠"
    return text_problem(name, NAME_LIMIT) if clean_text(name) else "没有文件名"


def page_ranges(text: str, pages: int) -> list[tuple[int, int]] | str:
    """Read which pages a file is split into: “1-3、4、5-”, one part each; or say what is wrong.

    Pages count from 1; a range without an end goes to the last page.
    """
    found: list[tuple[int, int]] = []
    for part in text.translate(_PLAIN).split() or [text]:
        match = re.fullmatch(r"(\d{1,6})(?:(-)(\d{0,6}))?", part)
        if match is None:
            return f"“{part[:20]}”不是页码，如：1-3、4、5-{pages}"
        first = int(match[1])
        last = first if match[2] is None else int(match[3] or pages)
        if not 1 <= first <= last <= pages:
            return f"“{part}”不在第1页到第{pages}页之内"
        found.append((first, last))
    return found
