"""What a paper is made of, as its TOML says: plain data, checked by spec_reader."""

from __future__ import annotations

from dataclasses import dataclass, field

LAYOUTS = ("letter", "grid", "record")
ADDRESSEES = ("parties", "requesters", "respondents", "respondent_opinions", "none")
VOLUMES = ("main", "confidential")
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


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """How often a part is printed: `when` an expression, `names in items` a loop."""

    when: str = ""
    loop_name: str = ""
    loop_items: str = ""


@dataclass(frozen=True, kw_only=True)
class OptionSpec(Repeat):
    """One tick box: its text; `ticked` is the expression that ticks it."""

    text: str
    ticked: str = ""


@dataclass(frozen=True, kw_only=True)
class CellSpec(Repeat):
    """A table cell; `rowspan` may be an expression, heights in mm."""

    text: str = ""
    label: bool = False
    span: int = 1
    rowspan: str = "1"
    align: str = ""
    valign: str = ""
    min_height: float = 0.0
    ticks: tuple[OptionSpec, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowSpec(Repeat):
    """A table row; a header row is repeated on every page."""

    cells: tuple[CellSpec, ...]
    header: bool = False
    min_height: float = 0.0


@dataclass(frozen=True, kw_only=True)
class LineSpec(Repeat):
    """A line of a signature block: label and name, both templates."""

    label: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class BlockSpec(Repeat):
    """One block of a paper; only the fields of its type are set."""

    type: str
    place: str
    text: str = ""
    style: str = "body"
    level: int = 1
    label: str = ""
    options: tuple[OptionSpec, ...] = ()
    inline: bool = False
    widths: tuple[float, ...] = ()
    rows: tuple[RowSpec, ...] = ()
    lines: tuple[LineSpec, ...] = ()
    count: int = 1
    issuer: str = "{{ office.issuer }}"
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class FormSpec:
    """One paper of the catalogue; `kinds` are the cases it is made in, `order` its place there."""

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
    served: str = ""
    remedy: str = ""
    basis: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    sign_line: str = ""
    blocks: tuple[BlockSpec, ...] = field(default=(), repr=False)

    @property
    def of_a_service(self) -> bool:
        """Whether it tells of one service and is made from the list of services."""
        return any(path.startswith("service.") for path in self.required)
