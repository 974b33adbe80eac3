"""What a paper is made of, as its TOML says: plain data, checked by spec_reader."""

from __future__ import annotations

from dataclasses import dataclass, field

LAYOUTS = ("letter", "grid", "record")
ADDRESSEES = (
    "parties",
    "requesters",
    "respondents",
    "respondent_opinions",
    "apart_dismissal",
    "apart_agreement",
    "none",
)
VOLUMES = ("main", "confidential")
VISIBILITIES = ("", "deliberation")  # of papers that not all who see their volume may see
KINDS = ("adjudication", "mediation", "advisory")
STYLES = (
    "body",
    "strong",
    "addressee",
    "flush",
    "right",
    "center",
    "note",
    "subtitle",
)
ALIGNS = ("left", "center", "right")
VALIGNS = ("top", "middle", "bottom")


@dataclass(frozen=True)
class Repeat:
    """How often a part is printed: `when` an expression, `name` a loop over `items`."""

    when: str = ""
    name: str = ""
    items: str = ""


ONCE = Repeat()


@dataclass(frozen=True, kw_only=True)
class OptionSpec:
    """One tick box: its text; `ticked` is the expression that ticks it."""

    text: str
    ticked: str = ""
    repeat: Repeat = ONCE


@dataclass(frozen=True, kw_only=True)
class CellSpec:
    """A table cell; `when` and `rowspan` may be expressions, heights in mm."""

    text: str = ""
    label: bool = False
    span: int = 1
    rowspan: str = "1"
    align: str = ""
    valign: str = ""
    min_height: float = 0.0
    ticks: tuple[OptionSpec, ...] = ()
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class RowSpec:
    """A table row; a header row is repeated on every page."""

    cells: tuple[CellSpec, ...]
    header: bool = False
    min_height: float = 0.0
    repeat: Repeat = ONCE


@dataclass(frozen=True, kw_only=True)
class LineSpec:
    """A line of a signature block: label and name, both templates."""

    label: str
    text: str = ""
    repeat: Repeat = ONCE


@dataclass(frozen=True, kw_only=True)
class Block:
    """What every block of a paper has: its place in the file and how often it is printed."""

    place: str
    repeat: Repeat = ONCE


@dataclass(frozen=True, kw_only=True)
class ParagraphSpec(Block):
    """A text; each of its lines becomes a paragraph."""

    text: str
    style: str = "body"


@dataclass(frozen=True, kw_only=True)
class HeadingSpec(Block):
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class FieldSpec(Block):
    """标签：文字."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TicksSpec(Block):
    """Tick boxes under one another, or several on a line."""

    options: tuple[OptionSpec, ...]
    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class GridSpec(Block):
    """A table; widths in mm."""

    widths: tuple[float, ...]
    rows: tuple[RowSpec, ...]


@dataclass(frozen=True, kw_only=True)
class SignatureSpec(Block):
    """Lines to sign on."""

    lines: tuple[LineSpec, ...]


@dataclass(frozen=True, kw_only=True)
class SealSpec(Block):
    """The issuer, the place of the seal, and the date (an expression)."""

    text: str
    issuer: str
    date: str


@dataclass(frozen=True, kw_only=True)
class CopiedSpec(Block):
    """A part of another paper, all three templates (see forms/copied.py)."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PageBreakSpec(Block):
    """The next block starts a page."""


@dataclass(frozen=True, kw_only=True)
class SpaceSpec(Block):
    """Empty lines."""

    lines: int


BlockSpec = (
    ParagraphSpec
    | HeadingSpec
    | FieldSpec
    | TicksSpec
    | GridSpec
    | SignatureSpec
    | SealSpec
    | CopiedSpec
    | PageBreakSpec
    | SpaceSpec
)


@dataclass(frozen=True, kw_only=True)
class FormSpec:
    """One paper of the catalogue; `kinds` are the cases it is made in, `order` its place there.

    `served` is the code under which it is served, `served_name` what it is called there; `reads`
    are the top keys of all facts that it requires or that its texts name.
    """

    id: str
    title: str
    version: int
    source: str
    layout: str
    stage: str
    file: str
    issuer_line: bool = False
    number: str = ""
    sets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    order: int = 100
    addressees: str = "none"
    per_addressee: bool = False
    copies: int = 1
    volume: str = "main"
    visibility: str = ""
    served: str = ""
    served_name: str = ""
    remedy: str = ""
    basis: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    sign_line: str = ""
    reads: frozenset[str] = frozenset()
    blocks: tuple[BlockSpec, ...] = field(default=(), repr=False)

    @property
    def of_a_service(self) -> bool:
        """Whether it tells of one service and is made from the list of services."""
        return any(path.startswith("service.") for path in self.required)
