"""Rule packs and calendar in force for an open desk: bundled, plus what the office has added.

A local pack is a TOML file in `<data folder>/packs/`; it may tighten or add, never loosen.
Holidays imported by the office win day by day over the bundled calendar.
"""

import weakref
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import resources
from models.errors import KnownError
from models.rules.calendar import DayOverride, WorkCalendar
from models.rules.deadlines.reading.pack import Pack, load_pack
from models.rules.deadlines.reading.rule import NATIONAL as LAW
from models.rules.deadlines.reading.ruleset import RuleSet, combine
from models.rules.problem import InputRefused, Problem
from models.store.desk import Desk
from models.store.faults import storage_errors
from models.store.sql import rows

NATIONAL = "order81-2025.toml"


class PackError(KnownError):
    """A local pack cannot be used: the message names file, rule and what to do."""

    def __init__(self, problems: Iterable[Problem], folder: str) -> None:
        lines = "\n".join(str(p) for p in problems)
        super().__init__(
            f"{lines}\n本局的规则包不能使用，期限没有计算，已保存的数据不受影响。"
            f"请改正“{folder}”中的上述文件，或者将其移走后重试。"
        )


_rules: weakref.WeakKeyDictionary[Desk, RuleSet] = weakref.WeakKeyDictionary()
_calendars: weakref.WeakKeyDictionary[Desk, WorkCalendar] = weakref.WeakKeyDictionary()


@cache
def national_pack() -> Pack:
    """Return the bundled national pack."""
    return load_pack(resources.text("rules", NATIONAL), NATIONAL)


def local_packs(desk: Desk) -> list[Pack]:
    """Return the office's own packs, in the order of their file names."""
    folder = desk.path / "packs"
    if not folder.is_dir():
        return []
    return [_local_pack(f) for f in sorted(folder.glob("*.toml"))]


def _local_pack(file: Path) -> Pack:
    """Read one pack; editors of a Chinese Windows may save it in GB 18030."""
    with storage_errors(str(file)):
        raw = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _not_national(load_pack(text, file.name), file)
    raise InputRefused([Problem(file.name, "不是文本文件")])


def _not_national(pack: Pack, file: Path) -> Pack:
    """Refuse a pack that says it is the law: what replaces the law could loosen it."""
    if pack.kind == LAW:
        words = f"本局的规则包不能是“{LAW}”（国家规定），只能补充或者缩短"
        raise InputRefused([Problem(f"{file.name}.pack.kind", words)])
    return pack


def rules_of(desk: Desk) -> RuleSet:
    """Return the rules in force; packs are read once per opened desk.

    PackError naming file and rule when a local pack is broken or loosens the national rules: no
    date is computed without it, since the office relies on its own shorter periods.
    """
    found = _rules.get(desk)
    if found is None:
        try:
            packs = [national_pack(), *local_packs(desk)]
            found = _rules[desk] = combine(packs)
        except InputRefused as refused:
            raise PackError(refused.problems, str(desk.path / "packs")) from refused
    return found


def days_of(desk: Desk, rule: str) -> int | None:
    """Return a rule's own number of days as papers tell it (a local pack before the national)."""
    return rules_of(desk).rules[rule][0].count.number


def calendar_of(desk: Desk) -> WorkCalendar:
    """Return the calendar in force, with the office's imported days."""
    found = _calendars.get(desk)
    if found is None:
        days = (map(str, row) for row in rows(desk, _HOLIDAYS))
        found = _calendars[desk] = WorkCalendar(
            DayOverride(date.fromisoformat(day), kind, name, source)
            for day, kind, name, source in days
        )
    return found


def forget(desk: Desk) -> None:
    """Read packs and calendar again at the next question (after an import)."""
    _rules.pop(desk, None)
    _calendars.pop(desk, None)


def pack_label(desk: Desk) -> str:
    """Return the packs with their versions, for file metadata and internal sheets."""
    return "; ".join(f"{p.id} {p.version}" for p in rules_of(desk).packs)


_HOLIDAYS = "SELECT date, kind, name, source FROM holiday ORDER BY date"
