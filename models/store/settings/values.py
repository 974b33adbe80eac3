"""The office's settings and positions (本局口径): reading them typed, and what is still unset.

What exists, its type, default and reasoning are in resources/settings.toml (setting_defs); what
the office has confirmed is in the table `setting`. Writing is a service; it asks `validate`.
"""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import peewee

from models.canonical import canonical
from models.store.db import connection
from models.store.settings.definitions import (
    REMEDY_PLACE,
    Choice,
    Definition,
    Given,
    Value,
    definition,
    definitions,
    validate,
)
from models.store.sql import write

__all__ = [
    "Choice",
    "Definition",
    "SettingInfo",
    "Settings",
    "Value",
    "definition",
    "definitions",
    "validate",
]


@dataclass(frozen=True)
class SettingInfo:
    """A setting as the settings page shows it: definition, value in force, who confirmed it."""

    definition: Definition
    value: Value
    confirmed: bool
    source: str
    confirmed_by: str
    confirmed_on: date | None

    @property
    def key(self) -> str:
        """The key, like position.publication_days."""
        return self.definition.key

    @property
    def label(self) -> str:
        """The Chinese label."""
        return self.definition.label

    @property
    def text(self) -> str:
        """The value in Chinese words: label of the choice, 是/否, 未设定."""
        if self.value is None or self.value == "":
            return "未设定"
        if isinstance(self.value, bool):
            return "是" if self.value else "否"
        for choice in self.definition.choices:
            if choice.value == self.value:
                return choice.label
        return str(self.value)


class Settings:
    """Typed reading of the settings of an open desk; always what the table says now."""

    def __init__(self, db: peewee.SqliteDatabase) -> None:
        self.db = db
        self._holding = 0
        self._held: dict[str, _Row] | None = None

    @contextmanager
    def held(self) -> Generator[None, None, None]:
        """Read the table once, the first time that something is asked inside, and after `put`."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
            if not self._holding:
                self._held = None

    def keep(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Hold the rows of the table that were read together with something else."""
        self._held = _by_key(rows)

    def put(
        self, values: Mapping[str, Value], *, source: str, by: str = "", on: date | None = None
    ) -> None:
        """Write checked values, inside the caller's transaction: who confirmed them and when."""
        confirmed = source, by, on.isoformat() if on else None
        rows = [(key, _stored(value), *confirmed) for key, value in values.items()]
        write(self, "setting", _COLUMNS, rows, key=_COLUMNS[:1])
        self._held = None

    def validate(self, key: str, value: Given) -> Value:
        """Return the value in the key's type; BadInput as validate raises it."""
        return validate(key, value)

    def get(self, key: str) -> Value:
        """Return the confirmed value, else the default, else None; BadInput for unknown keys."""
        return self.info(key).value

    def text(self, key: str) -> str:
        """Return the value of a text, a choice of texts or a number as text; "" while unset."""
        value = self.get(key)
        return "" if value is None else str(value)

    def number(self, key: str) -> int | None:
        """Return the value of a number, None while unset."""
        value = self.get(key)
        return value if isinstance(value, int) else None

    def flag(self, key: str) -> bool:
        """Return whether a switch is on."""
        return self.get(key) is True

    def day(self, key: str) -> date | None:
        """Return the value of a date, None while unset."""
        value = self.get(key)
        return value if isinstance(value, date) else None

    def info(self, key: str) -> SettingInfo:
        """Return definition, value in force and who confirmed it."""
        item = definition(key)
        return _info(item, self._row(key))

    def all(self) -> list[SettingInfo]:
        """Return every setting in the order of settings.toml."""
        rows = self._all()
        return [_info(item, rows.get(key)) for key, item in definitions().items()]

    def unset_for(self, form_id: str) -> list[str]:
        """Return the keys that must be set before a final paper of this form, and are not."""
        infos = {info.key: info for info in self.all()}
        filled = {
            key
            for name, info in infos.items()
            if name.startswith("position.remedy.") and form_id in info.definition.required_for
            for key in _remedy_keys(info.value, infos["authority.basis"].value).values()
        }
        return [
            key
            for key, info in infos.items()
            if info.value in (None, "") and (key in filled or _lacks(info, form_id, infos))
        ]

    def court(self, act: str, patent_kind: str = "") -> str:
        """Return the court named in a paper of an act (decision, dismissal), "" while none is set.

        One set for the act alone goes before that for the kind of patent, this before the general.
        """
        return str(self.get(self._court_key(act, patent_kind)) or "")

    def _court_key(self, act: str, patent_kind: str) -> str:
        named = (_COURT_OF_ACT.get(act), _COURT_OF_PATENT.get(patent_kind))
        return next((key for key in named if key and self.get(key)), _COURT)

    def remedy(self, kind: str, patent_kind: str = "") -> str | None:
        """Return the wording of position.remedy.<kind> with court and government filled in.

        The court is that of the act and the kind of patent. None while the wording, or a name it
        calls for, is not set (see unset_for).
        """
        text = self.get(f"position.remedy.{kind}")
        places = _remedy_keys(text, self.get("authority.basis"))
        if "court" in places:
            places["court"] = self._court_key(kind, patent_kind)
        names = {place: self.get(key) for place, key in places.items()}
        if not text or not all(names.values()):
            return None
        return REMEDY_PLACE.sub(lambda match: str(names[match[1]]), str(text))

    def _row(self, key: str) -> "_Row | None":
        if self._holding:
            return self._all().get(key)
        row = connection(self.db).execute(f'{_READ} WHERE "key" = ?', (key,)).fetchone()
        return _Row(*row[1:]) if row else None

    def _all(self) -> dict[str, "_Row"]:
        if self._held is not None:
            return self._held
        found = _by_key(connection(self.db).execute(_READ))
        if self._holding:
            self._held = found
        return found


_COURT = "position.court.decision"
_COURT_OF_ACT = {"dismissal": "position.court.dismissal"}
_COURT_OF_PATENT = {
    "invention": "position.court.decision.invention",
    "utility_model": "position.court.decision.utility_model",
    "design": "position.court.decision.design",
}
_COLUMNS = ('"key"', "value", "source", "confirmed_by", "confirmed_on")
_READ = f"SELECT {', '.join(_COLUMNS)} FROM setting"  # noqa: S608 - our own names only


def _by_key(rows: Iterable[Sequence[str | None]]) -> dict[str, "_Row"]:
    return {str(key): _Row(value, str(source), str(by), on) for key, value, source, by, on in rows}


def _stored(value: Value) -> str | None:
    return None if value is None else canonical(value)


@dataclass(frozen=True)
class _Row:
    """A row of the table: the value as JSON text, the day as ISO text."""

    value: str | None
    source: str
    confirmed_by: str
    confirmed_on: str | None


def _info(item: Definition, row: _Row | None) -> SettingInfo:
    if row is None:
        return SettingInfo(item, item.default, False, "", "", None)
    # A row confirms a value; NULL in it confirms that there is none.
    value = None if row.value is None else validate(item.key, json.loads(row.value))
    day = date.fromisoformat(row.confirmed_on) if row.confirmed_on else None
    return SettingInfo(item, value, True, row.source, row.confirmed_by, day)


def _remedy_keys(text: Value, basis: Value) -> dict[str, str]:
    """Return which settings fill the places of a remedy wording; the government is the issuer's."""
    government = "authority.principal_government" if basis == "entrusted" else "office.government"
    keys = {"court": _COURT, "government": government}
    return {place: keys[place] for place in REMEDY_PLACE.findall(str(text or ""))}


def _lacks(info: SettingInfo, form_id: str, infos: Mapping[str, SettingInfo]) -> bool:
    item = info.definition
    if "*" not in item.required_for and form_id not in item.required_for:
        return False
    if item.needed_when is None:
        return True
    key, values = item.needed_when.key, item.needed_when.values
    return infos[key].value in values
