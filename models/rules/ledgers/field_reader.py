"""Reading one field of a ledger's file."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from models.rules.ledger_place import ID
from models.rules.ledgers.model import FieldWords, Kind, LedgerField
from models.rules.text_checks import NAME_LIMIT, TEXT_LIMIT
from models.rules.toml.rows import Row

Names = Mapping[str, Mapping[str, str]]  # of coded values, by group
STARTS = ("", "today", "actor")
ALL = "=all"
CHOSEN = (Kind.CHOICE, Kind.CHOICES)
_FACTS = {Kind.CHOICE: "_name", Kind.STAFF: "_name"}  # behind the id: a code is no fact
TAKEN = ("id", "kind", "ledger")


def read_field(row: Row, names: Names) -> LedgerField:
    """Return a field; InputRefused names its place."""
    words = row.read(FieldWords)
    if not ID.fullmatch(words.id) or words.id in TAKEN:
        row.refuse("id", f"“{words.id}”不能作编号")
    kind = Kind(row.text("type", known=tuple(Kind)))
    row.text("start", "", known=STARTS)
    if words.search and kind not in (Kind.TEXT, Kind.LONG, Kind.PARTY):
        row.refuse("search", "只能在文字里查找")
    choices = _choices(row, names) if kind in CHOSEN else {}
    words = replace(
        words,
        head=words.head or words.label,
        fact=words.fact or f"{words.id}{_FACTS.get(kind, '')}",
        limit=words.limit or (TEXT_LIMIT if kind is Kind.LONG else NAME_LIMIT),
    )
    default = _default(row, kind, choices)
    if words.required and not words.typed and default is None:
        row.refuse("typed", "必填的一栏须在窗口里填")
    for key, number in (("limit", words.limit), ("width", words.width), ("lines", words.lines)):
        if not 0 <= number <= TEXT_LIMIT:
            row.refuse(key, f"应为0至{TEXT_LIMIT}的整数")
    return LedgerField(**asdict(words), kind=kind, choices=choices, default=default)


def _choices(row: Row, names: Names) -> dict[str, str]:
    """Return the values with their names: a group of the program's names, a list, or a table."""
    found = row.value("choices")
    if isinstance(found, str):
        if found not in names:
            row.refuse("choices", f"没有“{found}”这组名称")
        return dict(names[found])
    if isinstance(found, list):
        return {one: one for one in row.words("choices")}
    return row.names("choices")


def _default(
    row: Row, kind: Kind, choices: Mapping[str, str]
) -> str | bool | tuple[str, ...] | None:
    found = row.value("default")
    if found is None:
        return None
    if kind is Kind.CHOICES:
        return tuple(choices) if found == ALL else row.words("default")
    if kind is Kind.BOOL:
        return row.flag("default")
    return row.text("default", known=tuple(choices))
