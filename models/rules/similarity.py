"""Finding people again: 拼音 initials with surname readings, and likely duplicate parties."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from models.rules import folding

# Readings of characters that differ as a surname.
_SURNAMES = {
    "单": "s", "仇": "q", "解": "x", "查": "z", "曾": "z", "区": "o", "朴": "p", "盖": "g",
    "翟": "z", "缪": "m", "覃": "q", "员": "y", "乐": "y", "种": "c", "谌": "c", "逄": "p",
    "隗": "w", "折": "s", "秘": "b", "繁": "p", "召": "s", "祭": "z", "尉": "w", "沈": "s",
    "长孙": "zs", "尉迟": "yc", "万俟": "mq", "澹台": "tt", "鲜于": "xy",
}  # fmt: skip
_PERSON_LENGTH = 4
_MAX_READINGS = 8
# Legal forms, half width. A sole trader's name is on the licence with and without its form.
_SUFFIXES = (
    "有限责任公司", "股份有限公司", "有限公司", "集团公司", "公司", "(特殊普通合伙)", "(普通合伙)",
    "(有限合伙)", "(个体工商户)", "(个人独资企业)", "(个人独资)",
)  # fmt: skip
_LIKELY = 88.0


def initials(name: str) -> str:
    """The 拼音 initials of a name ("单雄信" -> "sxx"); Latin letters and digits stay."""
    found = initials_all(name)
    return found[0] if found else ""


def initials_all(name: str) -> tuple[str, ...]:
    """Every likely reading, the best first; at most eight."""
    text = folding.letters(name)
    if not text:
        return ()
    letters = _letters(text)
    form = next((s for s in _SUFFIXES if text.endswith(folding.letters(s))), "")
    for place in range(len(text) - len(folding.letters(form)), len(text)):
        del letters[place][1:]
    head = next((s for s in (text[:2], text[:1]) if s in _SURNAMES), "")
    first = [options[0] for options in letters]
    found: list[str] = []
    surname = "".join([_SURNAMES[head], *first[len(head) :]]) if head else ""
    # A long name is an organisation's: its first character is rarely a surname (单县…公司).
    if surname and len(text) <= _PERSON_LENGTH:
        found.append(surname)
    found.extend(itertools.islice(_readings(letters), 2 * _MAX_READINGS))
    if surname and len(text) > _PERSON_LENGTH:
        found.insert(1, surname)
    return tuple(itertools.islice(dict.fromkeys(found), _MAX_READINGS))


def _readings(letters: list[list[str]]) -> Iterator[str]:
    """The reading in context, then with one character read otherwise, then with two."""
    base = [options[0] for options in letters]
    yield "".join(base)
    others = [(place, x) for place, options in enumerate(letters) for x in options[1:]]
    for count in (1, 2):
        for changes in itertools.combinations(others, count):
            reading = list(base)
            for place, letter in changes:
                reading[place] = letter
            yield "".join(reading)


def initials_field(name: str) -> str:
    """All readings joined by blanks, as kept in party.initials for searching."""
    return " ".join(initials_all(name))


def _letters(text: str) -> list[list[str]]:
    """Per character its possible first letters, the reading in context first."""
    # Imported late: the dictionaries take a tenth of a second that most commands do not need.
    from pypinyin import Style, lazy_pinyin, pinyin

    style = Style.FIRST_LETTER
    # What cannot be read comes back one by one; the library takes a list, its stub says text.
    one_each = cast("Callable[[str], str]", list)
    in_context = lazy_pinyin(text, style=style, errors=one_each)
    single = [pinyin(c, style=style, heteronym=True, errors="default")[0] for c in text]
    if len(in_context) != len(text):
        in_context = [options[0] for options in single]
    out: list[list[str]] = []
    for char, first, options in zip(text, in_context, single, strict=True):
        if char.isascii():
            out.append([char])
            continue
        letters = [x for x in dict.fromkeys([first, *options]) if x.isascii() and x.isalpha()]
        out.append(letters or [char])
    return out


@dataclass(frozen=True)
class KnownParty:
    """A party already on record, by its key in the caller's world."""

    key: int
    name: str
    kind: str = ""
    id_no: str = ""


@dataclass(frozen=True)
class Match:
    """A likely duplicate: `score` 0-100, `certain` when the identity numbers agree."""

    party: KnownParty
    score: float
    certain: bool
    reason: str


def find_similar(
    name: str, id_no: str, kind: str, known: Iterable[KnownParty], *, limit: int = 5
) -> list[Match]:
    """Parties on record that may be the same one, the likeliest first.

    People are compared by the whole name (short names are alike by chance), organisations also
    by likeness of the name without its legal form. Different numbers are said, never hidden.
    """
    number = folding.code(id_no)
    found = [m for party in known if (m := _match(name, number, kind, party))]
    found.sort(key=lambda m: (not m.certain, -m.score, m.party.name))
    return found[:limit]


def same_person(name: str, id_no: str, other_name: str, other_no: str) -> bool:
    """Whether two parties are taken to be one: by their numbers if both are known, else by name."""
    mine, other = folding.code(id_no), folding.code(other_no)
    if mine and other:
        return mine == other
    return folding.folded(name) == folding.folded(other_name) != ""


def _match(name: str, number: str, kind: str, party: KnownParty) -> Match | None:
    other = folding.code(party.id_no)
    if number and number == other:
        return Match(party, 100.0, True, "证件号码相同")
    differ = "，但证件号码不同" if number and other else ""
    if folding.letters(name) == folding.letters(party.name):
        return Match(party, 60.0 if differ else 99.0, False, f"名称相同{differ}")
    if kind == "natural" or party.kind == "natural":
        return None
    from rapidfuzz import fuzz

    score = fuzz.ratio(_core(name), _core(party.name))
    if score < _LIKELY:
        return None
    return Match(party, score * 0.6 if differ else score, False, f"名称相近{differ}")


def _core(name: str) -> str:
    """The name without its legal form, which is the same for everybody."""
    text = folding.half_width(name).strip()
    for suffix in _SUFFIXES:
        text = text.removesuffix(suffix)
    return folding.letters(text) or folding.letters(name)
