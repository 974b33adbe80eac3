"""What a local pack may change: it may tighten a national rule or add one, never loosen it.

* A duty of the office and a clock of the case: a longer count, a larger or further extension,
  another kind of tolling, or a roll that was not there loosens the rule. (Counting backwards, a
  *smaller* number loosens: the notice could be served later.)
* A period of a party and a waiting period protect the party: a shorter count, a smaller extension
  or a dropped roll loosens the protection.
* Everything else (what starts the clock, what meets it, whose it is, the unit) must stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from models.rules.deadlines.rule import OFFICE

_FREE = {"name", "basis", "text", "source", "note", "positions", "if_missed", "code"}
_FREE |= {"valid_from", "valid_to", "confirmed_by", "confirmed_on"}
_FREE |= {"count.note", "count.looser", "extend.label", "pause.label", "pause.restart_label"}
_ROLLS = {"previous": 0, "none": 1, "next": 2}
_MISSING = object()


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the base table with the given keys laid over it, tables key by key."""
    result = dict(base)
    for name, value in over.items():
        old = result.get(name)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        # Lists of kinds and levels are replaced, not joined: a shorter list is tighter.
        replace = not both or name == "kinds"
        result[name] = value if replace else merged(old, value)  # type: ignore[arg-type]
    return result


def loosened(national: Mapping[str, Any], local: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, why) for every change of a merged rule that a local pack may not make."""
    office = national.get("duty") == OFFICE
    count = national.get("count", {})
    backward = count.get("direction") == "backward" if isinstance(count, Mapping) else False
    for name, old, new in _changes(national, local, ""):
        if name in _FREE:
            continue
        why = _why(name, old, new, office, backward)
        if why:
            yield name, why


def _changes(old: Any, new: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield every leaf (and the table of kinds) that differs."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and path != "toll.kinds":
        for name in dict.fromkeys([*old, *new]):
            inner = f"{path}.{name}" if path else name
            yield from _changes(old.get(name, _MISSING), new.get(name, _MISSING), inner)
    elif old != new:
        yield path, old, new


def _why(name: str, old: Any, new: Any, office: bool, backward: bool) -> str:
    """Return why a change is not allowed, empty when it tightens."""
    if name in ("count.number", "extend.number"):
        if not _whole(old) or not _whole(new):
            return "数字须为整数"
        more_is_loose = office != (backward and name == "count.number")
        return _limit(new > old if more_is_loose else new < old, f"由{old}改为{new}")
    if name == "count.cases":
        return _cases(old, new, office != backward)
    if name in ("extend.allowed", "toll.kinds"):
        before, after = _names(old), _names(new)
        return _limit(not after <= before if office else not before <= after, "改变了可计的种类")
    if name == "roll":
        before, after = _ROLLS.get(str(old), 1), _ROLLS.get(str(new), 1)
        return _limit(after > before if office else after < before, f"由{old}改为{new}")
    return "只能收紧期限的长短，不能改动其他内容"


def _limit(loose: bool, what: str) -> str:
    return f"放宽了全国规则（{what}）" if loose else ""


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _names(value: Any) -> set[Any]:
    if not isinstance(value, list | dict):
        return set()
    return {one for one in value if isinstance(one, str | int)}


def _cases(old: Any, new: Any, more_is_loose: bool) -> str:
    """Compare the numbers of `cases` one by one; their conditions must stay."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return "不能增减cases"
    for before, after in zip(old, new, strict=True):
        if not isinstance(after, Mapping) or before.get("where") != after.get("where"):
            return "不能改动cases的条件"
        a, b = before.get("number"), after.get("number")
        if not _whole(b) or (b > a if more_is_loose else b < a):
            return _limit(True, f"由{a}改为{b}")
    return ""
