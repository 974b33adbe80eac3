"""Which requested items no adjudication can grant (damages, apology, costs …), by keyword data."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.toml.rows import read_toml

_QUOTED = 60


@dataclass(frozen=True)
class OutsidePower:
    """One kind of item outside the power to adjudicate, and what to tell the requester."""

    code: str
    label: str
    keywords: tuple[str, ...]
    basis: str
    hint: str


@dataclass(frozen=True)
class RequestRules:
    """The keyword data; `inside` are the words of measures that art. 32 does allow."""

    inside: tuple[str, ...]
    outside: tuple[OutsidePower, ...]


@dataclass(frozen=True)
class RequestFinding:
    """One requested item (or part of it) outside the power to adjudicate.

    `index` counts from 0; `mixed` = the same item also asks for something that can be granted.
    """

    index: int
    text: str
    code: str
    label: str
    mixed: bool
    hint: str
    basis: str


def load_requests(text: str) -> RequestRules:
    """Read requests.toml; raises InputRefused."""
    data = read_toml(text, "requests.toml")
    return RequestRules(data.words("inside"), data.records("outside_power", OutsidePower))


def check_requests(requests: Sequence[str], rules: RequestRules) -> list[RequestFinding]:
    """Name each requested item that only mediation or a court can settle (专利法 65)."""
    found: list[RequestFinding] = []
    for index, item in enumerate(requests):
        mixed = any(word in item for word in rules.inside)
        quoted = item if len(item) <= _QUOTED else item[:_QUOTED] + "…"
        for row in rules.outside:
            if any(word in item for word in row.keywords):
                part = "其中" if mixed else ""
                hint = f"请求事项“{quoted}”{part}超出行政裁决的职权：{row.hint}"
                found.append(
                    RequestFinding(index, item, row.code, row.label, mixed, hint, row.basis)
                )
    return found


def nothing_to_adjudicate(requests: Sequence[str], found: Sequence[RequestFinding]) -> bool:
    """Whether every requested item lies wholly outside the power to adjudicate."""
    wholly = {f.index for f in found if not f.mixed}
    return bool(requests) and len(wholly) == len(requests)
