"""What is looked for, what is known of a case, and what is proposed to be masked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of what is masked; `{first}` in its mask is the first character of a name.

    The smaller `rank` wins where two meet; `basis` one article each.
    """

    id: str
    name: str
    mask: str
    rank: int
    basis: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Wanted:
    """One way to find a kind: a pattern (its group x, else all of it), or titles before a name.

    `check` is what a number has to stand beside its pattern; `whole`: the marks around go as well;
    `behind` is what follows a name without a title.
    """

    kind: str
    pattern: re.Pattern[str] | None = None
    check: str = ""
    whole: bool = False
    title: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None


@dataclass(frozen=True)
class AddressWords:
    """How addresses are found in prose; see resources/rules/redaction.toml."""

    chain: re.Pattern[str]  # a whole address, from its first character
    part: re.Pattern[str]  # one part of it: a place, a street, a number
    lone: re.Pattern[str]  # where one begins that no word announces
    numbered: re.Pattern[str]
    small: re.Pattern[str]
    person: re.Pattern[str]
    neutral: re.Pattern[str]
    organisation: re.Pattern[str]
    natural: re.Pattern[str]


@dataclass(frozen=True)
class NameWords:
    """How names of persons are found behind their titles."""

    name: re.Pattern[str]
    dotted: re.Pattern[str]
    list: re.Pattern[str]
    surname: re.Pattern[str]
    follow: frozenset[str]
    verbs: frozenset[str]
    never: frozenset[str]
    order: str


@dataclass(frozen=True)
class Rules:
    """All kinds with how each is found; `marks` are the pair around a trade secret."""

    kinds: Mapping[str, Kind]
    wanted: tuple[Wanted, ...]
    address: AddressWords
    name: NameWords
    marks: str


@dataclass(frozen=True)
class Datum:
    """A personal datum of the case's own rows; `whose` says where it is from."""

    kind: str
    text: str
    whose: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of a case: what has to be hidden, and what stays though it looks like it.

    `stays`: names of parties, addresses of organisations, the office's own telephone; `off`: kinds
    that the office does not mask; `added`: what a person wants masked besides.
    """

    own: tuple[Datum, ...] = ()
    stays: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
    added: tuple[Datum, ...] = ()


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one piece of the text."""

    piece: int
    start: int
    end: int
    kind: str = ""
    own: bool = False

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.piece == other.piece and self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether this one lies inside the other."""
        return self.meets(other) and other.start <= self.start and self.end <= other.end

    def less_than(self, other: "Span") -> bool:
        """Whether this one is a part of the other, not all of it."""
        return self.within(other) and self.end - self.start < other.end - other.start


@dataclass(frozen=True)
class Proposal:
    """What is proposed to be masked: a text of a kind, wherever it is.

    `own`: it is a personal datum of the case's own rows; `spans` are its places, `context` the
    words around the first.
    """

    kind: Kind
    text: str
    replacement: str
    spans: tuple[Span, ...]
    context: str
    own: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it apart from the others."""
        return self.kind.id, self.text


@dataclass(frozen=True)
class Leak:
    """A personal datum of the case that stands in a text: in which piece, and what."""

    piece: int
    datum: Datum


def counted(proposals: Iterable[Proposal]) -> dict[str, int]:
    """Return how many places of each kind are masked, in the order of the kinds."""
    found: dict[str, int] = {}
    for one in sorted(proposals, key=lambda p: p.kind.rank):
        found[one.kind.id] = found.get(one.kind.id, 0) + len(one.spans)
    return found
