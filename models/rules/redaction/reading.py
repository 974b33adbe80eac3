"""The kinds of what is masked as data: resources/rules/redaction.toml."""

import re
from collections.abc import Iterable, Mapping

from models.rules.citation import read_citation
from models.rules.problem import InputRefused, Problem
from models.rules.redaction.model import AddressWords, Kind, NameWords, Rules, Wanted
from models.rules.redaction.numbers import CHECKS
from models.rules.toml.rows import Row, read_toml

FILE = "redaction.toml"
_FINDERS = ("pattern", "address", "name")
_OFFICE = "本局"


def load_redaction(text: str) -> Rules:
    """Return the kinds with how each is found; InputRefused for one without article or source."""
    rows = read_toml(text, FILE)
    signs = rows.row("signs")
    between, day, marks = signs.text("between"), signs.text("date"), signs.text("marks")
    signs.close()
    name = rows.row("name")
    link = name.text("link")
    kinds: dict[str, Kind] = {}
    wanted: list[Wanted] = []
    for row in rows.rows("kind", needed=True):
        kind = row.read(Kind)
        if kind.id in kinds or not kind.mask or not kind.source or not _named(kind.basis):
            raise InputRefused(
                [Problem(FILE, f"{kind.id}：重复，或者没有写明条文、出处、遮成什么")]
            )
        kinds[kind.id] = kind
        wanted += _wanted(kind, row, between, day, link)
        row.close()
    found = Rules(kinds, tuple(wanted), _address(rows.row("address")), _name(name), marks)
    rows.close()
    return found


def _named(basis: Iterable[str]) -> bool:
    given = tuple(basis)
    return bool(given) and all(b.startswith(_OFFICE) or read_citation(b) for b in given)


def _wanted(kind: Kind, row: Row, between: str, day: str, link: str) -> list[Wanted]:
    if row.text("finder", "pattern", _FINDERS) == "name":
        title = re.compile(f"(?:{'|'.join(row.words('title'))}){link}")
        behind = row.text("behind", "")
        return [Wanted(kind.id, title=title, behind=re.compile(behind) if behind else None)]
    whole, check = row.flag("whole", default=False), row.text("check", "", ("", *CHECKS))
    return [
        Wanted(kind.id, _pattern(one, between, day), asked, whole)
        for key, asked in (("pattern", ""), ("checked", check))
        for one in row.words(key, ())
    ]


def _pattern(text: str, between: str, day: str) -> re.Pattern[str]:
    parts = text.split("@@")
    spelled = "@".join(part.replace("@", f"(?:[0-9]{between})") for part in parts)
    return re.compile(spelled.replace("(?!", "\0").replace("(?<!", "\1").replace("!", day)
                      .replace("\0", "(?!").replace("\1", "(?<!"))  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"


def _address(row: Row) -> AddressWords:
    lists: Mapping[str, tuple[str, ...]] = {
        key: row.words(key)
        for key in (
            "large",
            "small",
            "numbered",
            "homes",
            "person",
            "neutral",
            "organisation",
            "natural",
        )
    }
    stop, before = row.text("stop"), row.text("before")
    row.close()
    sign = f"(?:(?![{stop}])[一-龥A-Za-z0-9#〇\\- ])"
    place = f"(?:(?![{before}])[一-龥])"
    unit = _any((*lists["large"], *lists["small"]))
    part = f"{sign}{{1,10}}?{unit}"
    begin = f"{place}{{2,6}}?{_any(lists['large'])}|{place}{{1,5}}?{_any(lists['small'])}"
    link = "[为是在系于:, ]{0,3}"
    figure = "[0-9一二三四五六七八九十百〇零甲乙丙丁A-Za-z]"
    return AddressWords(
        chain=re.compile(f"(?:{part})+(?:[ ]?[0-9][0-9\\-]*(?![0-9年月日]))?"),
        part=re.compile(part),
        lone=re.compile(f"(?:{begin})(?:{part})+(?:[ ]?[0-9][0-9\\-]*(?![0-9年月日]))?"),
        numbered=re.compile(f"{figure}[ ]?{_any(lists['numbered'])}|{_any(lists['homes'])}$"),
        small=re.compile(_any(lists["small"])),
        person=re.compile(_any(lists["person"]) + link),
        neutral=re.compile(_any(lists["neutral"]) + link),
        organisation=re.compile(_any(lists["organisation"])),
        natural=re.compile(_any(lists["natural"])),
    )


def _name(row: Row) -> NameWords:
    surname = _any((*row.words("compound"), f"[{row.text('surnames')}]"))
    found = NameWords(
        name=re.compile(f"{surname}[一-龥]{{1,2}}"),
        dotted=re.compile(row.text("dotted")),
        list=re.compile(row.text("list")),
        surname=re.compile(surname),
        follow=frozenset(row.text("follow")),
        verbs=frozenset(row.words("verbs")),
        never=frozenset(row.text("never")),
        order=row.text("order"),
    )
    row.close()
    return found
