"""What differs between two texts of a request, field by field, as people read it."""

from collections.abc import Iterator, Mapping, Sequence

from models.rules.events.base import Json
from models.rules.events.records import Changed
from models.rules.intake.fields import FieldDef, Kind
from models.rules.intake.parties import LISTS, POINTERS, keyed
from models.rules.intake.tables import IntakeRules

_PARTS = {name: one.name for name, one in LISTS.items()} | {
    "agents": "代理人", "patent": "专利", "evidence": "证据", "acts": "被控行为", "papers": "材料",
}  # fmt: skip
_ALIKE: dict[str, str] = dict.fromkeys(LISTS, "id") | {"agents": "name", "evidence": "name"}
"""By which field the rows of a list are the same ones: a place says nothing once one is gone."""
_CODES = {"acts": "act", "papers": "id"}  # lists of codes, told by whose they are
_EVERYBODY = "全体被请求人"
_GONE = "（已移除）"
_LONG = 60  # characters of a text that are shown

Object = Mapping[str, Json]


def differences(rules: IntakeRules, before: Object, after: Object) -> tuple[Changed, ...]:
    """Return each field that is not the same, in the order of the request.

    A value that is left out and one that is empty are the same, and so are the two ways to name a
    party; rows of a list are compared with what they were, not with what is in their place now.
    """
    return tuple(_Comparison(rules, keyed(before), keyed(after)).changes())


class _Comparison:
    """Two texts of a request, with the names behind the codes and keys in them."""

    def __init__(self, rules: IntakeRules, was: Object, now: Object) -> None:
        self.table, self.was, self.now = rules.fields, was, now
        self.names = {code: one.name for code, one in rules.acts.items()}
        self.names |= {code: one.name for code, one in rules.papers.items()}
        for text in (was, now):
            self.names |= _called(text)

    def changes(self) -> Iterator[Changed]:
        """Yield what changed."""
        for part in dict.fromkeys((*self.was, *self.now)):
            was, now = self.was.get(part), self.now.get(part)
            if part in _CODES:
                yield from self._codes(part, _rows(was), _rows(now))
            elif part in _ALIKE:
                yield from self._rows(part, _rows(was), _rows(now))
            else:
                yield from self._fields(part, was, now, part)

    def _codes(self, part: str, was: Sequence[Object], now: Sequence[Object]) -> Iterator[Changed]:
        """Say of each party which acts it is accused of, which papers it handed in."""
        pointer = POINTERS[part]
        for whose in dict.fromkeys(one.get(pointer) for one in (*was, *now)):
            texts = [self._listed(part, [r for r in rows if r.get(pointer) == whose])
                     for rows in (was, now)]  # fmt: skip
            if texts[0] != texts[1]:
                name = self.names.get(str(whose), str(whose)) if whose else _EVERYBODY
                yield Changed(f"{_PARTS[part]}（{name}）", *map(_cut, texts))

    def _listed(self, part: str, rows: Sequence[Object]) -> str:
        codes = (str(row.get(_CODES[part], "")) for row in rows)
        return "、".join(self.names.get(code, code) for code in codes)

    def _rows(self, part: str, was: Sequence[Object], now: Sequence[Object]) -> Iterator[Changed]:
        for before, after in _pairs(was, now, _ALIKE[part]):
            old: Object = before or {}
            place = was.index(before) if before is not None else now.index(after or {})
            title = f"{_PARTS[part]}{place + 1}"
            if after is None:
                yield Changed(title, _cut(str(old.get("name") or "")), _GONE)
                continue
            for name in dict.fromkeys((*old, *after)):
                if name != "id" or part not in LISTS:
                    path = f"{part}[{place}].{name}"
                    yield from self._fields(path, old.get(name), after.get(name), title)

    def _fields(self, path: str, was: Json, now: Json, title: str) -> Iterator[Changed]:
        """Compare a value, or each value inside an object."""
        if isinstance(was, dict) or isinstance(now, dict):
            old, new = (one if isinstance(one, dict) else {} for one in (was, now))
            for name in dict.fromkeys((*old, *new)):
                yield from self._fields(f"{path}.{name}", old.get(name), new.get(name), title)
            return
        old, new = _plain(was), _plain(now)
        if old != new:
            yield Changed(self._named(path, title), self._told(path, old), self._told(path, new))

    def _named(self, path: str, title: str) -> str:
        """Return what a field is called, with whose it is: 被请求人2 联系电话."""
        field = self.table.at(path)
        whose = _PARTS.get(title, title if title != path else "")
        return f"{whose} {field.label if field else path.rpartition('.')[2]}".strip()

    def _told(self, path: str, value: Json) -> str:
        return "" if value is None else _cut(self._text(self.table.at(path), value))

    def _text(self, field: FieldDef | None, value: Json) -> str:
        if isinstance(value, list):
            return "、".join(str(one) for one in value)
        if isinstance(value, str) and (field is None or field.kind is Kind.PARTY):
            return self.names.get(value, value)
        if field is None or not isinstance(value, str | bool | int):
            return str(value)
        return field.text_of(value)


def _called(text: Object) -> dict[str, str]:
    """Return the names of the parties of a request by their keys."""
    people = (one for part in LISTS for one in _rows(text.get(part)))
    return {str(one.get("id")): str(one.get("name") or one.get("id")) for one in people}


def _rows(value: Json) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _pairs(
    was: Sequence[Object], now: Sequence[Object], by: str
) -> Iterator[tuple[Object | None, Object | None]]:
    """Yield each row with what it became; of those without an id the rest go by their order."""
    left = list(now)
    found: list[tuple[Object, Object | None]] = []
    for one in was:
        same = next((other for other in left if other.get(by) == one.get(by)), None)
        if same is not None:
            left.remove(same)
        found.append((one, same))
    renamed = iter(left if by == "name" else ())
    taken: list[Object] = []
    for before, after in found:
        other = after if after is not None else next(renamed, None)
        if after is None and other is not None:
            taken.append(other)
        yield before, other
    for one in left:
        if not any(one is other for other in taken):
            yield None, one


def _plain(value: Json) -> Json:
    """Return a value as it is compared: what is empty is None."""
    value = value.strip() if isinstance(value, str) else value
    return None if value in ("", []) else value


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
