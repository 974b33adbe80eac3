"""方案: the conditions of the list of cases that the office has saved, and those that come with it.

They are kept with the drafts: replaceable, not audited, and in the data folder, so that they travel
with it and its backup. What a newer or older version wrote is read as far as it is understood.
"""

import tomllib
from dataclasses import asdict, dataclass
from functools import cache

import resources
from models.queries.drafts import drafts
from models.rules.events import Json
from models.store.desk import Desk

KIND = "filter"  # of the drafts
MINE = "mine"  # the handler is whoever is working


@dataclass(frozen=True)
class Conditions:
    """What is chosen on the page; `handler` is a staff id, "mine" or None, `sort` as offered."""

    search: str = ""
    kind: str = ""
    stage: str = ""
    status: str = ""
    handler: int | str | None = None
    overdue: bool = False
    soon: bool = False
    sort: str = "received"


@dataclass(frozen=True)
class SavedFilter:
    """One 方案."""

    name: str
    conditions: Conditions
    built_in: bool = False


def to_json(conditions: Conditions) -> dict[str, Json]:
    """Return conditions as they are kept."""
    return asdict(conditions)


def from_json(content: Json) -> Conditions:
    """Return kept conditions; what is unknown or of the wrong type is left out."""
    kept = content if isinstance(content, dict) else {}

    def text(name: str, default: str = "") -> str:
        value = kept.get(name)
        return value if isinstance(value, str) else default

    handler = kept.get("handler")
    known = handler if isinstance(handler, int | str) and not isinstance(handler, bool) else None
    return Conditions(
        search=text("search"),
        kind=text("kind"),
        stage=text("stage"),
        status=text("status"),
        handler=known,
        overdue=kept.get("overdue") is True,
        soon=kept.get("soon") is True,
        sort=text("sort", Conditions.sort),
    )


@cache
def built_in() -> tuple[SavedFilter, ...]:
    """Return the 方案 that come with the program."""
    rows = tomllib.loads(resources.text("case_filters.toml"))["filter"]
    return tuple(SavedFilter(row["name"], from_json(row), built_in=True) for row in rows)


def saved_filters(desk: Desk) -> list[SavedFilter]:
    """Return all 方案: those that come with the program, then those saved here by name."""
    found = sorted(drafts(desk, KIND), key=lambda one: one.key)
    mine = [SavedFilter(one.key, from_json(one.content)) for one in found]
    return [*built_in(), *mine]
