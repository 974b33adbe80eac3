"""What a local pack may change: it may tighten a national rule or add one, never loosen it.

* A duty of the office and a clock of the case: a longer count, a larger or further extension,
  another kind of tolling, or a roll that was not there loosens the rule. (Counting backwards, a
  *smaller* number loosens: the notice could be served later.)
* A period of a party and a waiting period protect the party: a shorter count, a smaller extension
  or a dropped roll loosens the protection.
* Everything else (what starts the clock, what meets it, whose it is, the unit) must stay.
"""

from collections.abc import Iterator, Mapping

from models.rules.deadlines.reading.rule import OFFICE
from models.rules.toml.rows import Toml, TomlTable

_FREE = frozenset(
    "name basis text source note positions positions_when if_missed code valid_from valid_to"
    " confirmed_by confirmed_on count.note count.looser extend.label pause.label"
    " pause.restart_label skip.name skip.label skip.end_label".split()
)
_ROLLS = {"previous": 0, "none": 1, "next": 2}
Value = Toml | None  # None = not there


def merged(base: TomlTable, over: TomlTable) -> dict[str, Toml]:
    """Return the base table with the given keys laid over it, tables key by key."""
    result = dict(base)
    for name, value in over.items():
        old = result.get(name)
        # Lists of kinds and levels are replaced, not joined: a shorter list is tighter.
        if isinstance(old, dict) and isinstance(value, dict) and name != "kinds":
            result[name] = merged(old, value)
        else:
            result[name] = value
    return result


def loosened(national: TomlTable, local: TomlTable) -> Iterator[tuple[str, str]]:
    """Yield (key, why) for every change of a merged rule that a local pack may not make."""
    office = national.get("duty") == OFFICE
    count = national.get("count")
    backward = isinstance(count, dict) and count.get("direction") == "backward"
    for name, old, new in _changes(national, local, ""):
        if name in _FREE:
            continue
        why = _why(name, old, new, office, backward)
        if why:
            yield name, why


def _changes(
    old: Value | TomlTable, new: Value | TomlTable, path: str
) -> Iterator[tuple[str, Value, Value]]:
    """Yield every leaf (and the table of kinds) that differs."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and path != "toll.kinds":
        for name in dict.fromkeys([*old, *new]):
            inner = f"{path}.{name}" if path else name
            yield from _changes(old.get(name), new.get(name), inner)
    elif old != new:
        yield path, _value(old), _value(new)


def _value(one: Value | TomlTable) -> Value:
    return dict(one) if isinstance(one, Mapping) else one


def _why(name: str, old: Value, new: Value, office: bool, backward: bool) -> str:
    """Return why a change is not allowed, empty when it tightens."""
    if name in ("count.number", "extend.number"):
        before, after = _whole(old), _whole(new)
        if before is None or after is None:
            return "数字须为整数"
        more_is_loose = office != (backward and name == "count.number")
        return _limit(after > before if more_is_loose else after < before, f"由{old}改为{new}")
    if name == "count.cases":
        return _cases(old, new, office != backward)
    if name in ("extend.allowed", "toll.kinds"):
        kept, given = _names(old), _names(new)
        return _limit(not given <= kept if office else not kept <= given, "改变了可计的种类")
    if name == "roll":
        was, will = _ROLLS.get(str(old), 1), _ROLLS.get(str(new), 1)
        return _limit(will > was if office else will < was, f"由{old}改为{new}")
    return "只能收紧期限的长短，不能改动其他内容"


def _limit(loose: bool, what: str) -> str:
    return f"放宽了全国规则（{what}）" if loose else ""


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _names(value: Value) -> set[str | int]:
    if not isinstance(value, list | dict):
        return set()
    return {one for one in value if isinstance(one, str | int)}


def _cases(old: Value, new: Value, more_is_loose: bool) -> str:
    """Compare the numbers of `cases` one by one; their conditions must stay."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return "不能增减cases"
    for before, after in zip(old, new, strict=True):
        if not isinstance(before, dict) or not isinstance(after, dict):
            return "不能改动cases的条件"
        if before.get("where") != after.get("where"):
            return "不能改动cases的条件"
        was, will = _whole(before.get("number")), _whole(after.get("number"))
        if was is None or will is None or (will > was if more_is_loose else will < was):
            return _limit(True, f"由{before.get('number')}改为{after.get('number')}")
    return ""
