"""The checks of a field: its format, read by the parser too, and what is said while it is typed.

An empty value is never an error here unless the record cannot exist without it: what is merely
missing is shown by the acceptance check, not by a red field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.rules.dates import cn_date, read_date, unusual
from models.rules.folding import half_width, hyphens
from models.rules.identity import (
    NumberCheck,
    check_id,
    check_phone,
    check_postcode,
    read_patent_number,
)
from models.rules.intake.fields import FieldDef, Format, Kind, Value
from models.rules.text_checks import LINE_LIMIT, REMOVED, clean_text, text_problem, without_marks

Beside = Mapping[str, Value]
KIND_DIFFERS = "专利类型与专利号的种类号不一致，请与专利证书核对"


@dataclass(frozen=True)
class FieldFinding:
    """What to show under a field; `level` is "error" (cannot be kept) or "warning"."""

    level: str
    text: str


@dataclass(frozen=True)
class About:
    """What a typed value is checked against: today, the day of receipt, the rest of its card."""

    as_of: date | None = None
    received_on: date | None = None
    beside: Beside = field(default_factory=dict[str, Value])


def _here(check: Callable[[str], NumberCheck]) -> Callable[[str, About], NumberCheck]:
    """Phones and postcodes have a known shape in the mainland only."""

    def run(text: str, about: About) -> NumberCheck:
        here = about.beside.get("region", "mainland") == "mainland"
        return check(text) if here else NumberCheck(text)

    return run


FORMATS: Mapping[Format, Callable[[str, About], NumberCheck]] = {
    Format.ANY: lambda text, _: NumberCheck(text),
    Format.ID: lambda text, about: check_id(
        str(about.beside.get("id_type") or ""), text, about.as_of
    ),
    Format.RIC: lambda text, about: check_id("ric", text, about.as_of),
    Format.PHONE: _here(check_phone),
    Format.POSTCODE: _here(check_postcode),
    Format.PATENT_NUMBER: lambda text, _: read_patent_number(text),
}
# What a check looks at besides its own field.
_DEPENDS = {
    Format.ID: ("kind", "id_type"), Format.PHONE: ("region",), Format.POSTCODE: ("region",),
    Format.PATENT_NUMBER: ("kind",),
}  # fmt: skip


def depends_on(rule: FieldDef, name: str) -> bool:
    """Whether a field has to be checked again when another one of its card changes."""
    return name in _DEPENDS.get(rule.check, ()) or name == rule.not_before


def kind_differs(number: str, kind: Value) -> bool:
    """Whether a patent's number says another kind than the one that was given."""
    said = read_patent_number(number).kind
    return bool(kind and said) and kind != said


def check_field(rule: FieldDef, value: str, about: About) -> list[FieldFinding]:
    """Check one typed value: what keeps it out, what a person should look at."""
    lines = rule.kind.many_lines
    text = clean_text(value, lines=lines)
    limit = LINE_LIMIT if rule.kind is Kind.COUNT else rule.limit
    if problem := text_problem(text, limit, lines=lines):
        return [FieldFinding("error", problem)]
    if not text:
        needed = rule.required and rule.kind is not Kind.CHOICE
        return [FieldFinding("error", "必须填写")] if needed else []
    marked = without_marks(value) != value
    removed = [FieldFinding("warning", REMOVED)] if marked else []
    return removed + _check_kind(rule, text, about)


def _check_kind(rule: FieldDef, text: str, about: About) -> list[FieldFinding]:
    if rule.kind is Kind.DAY:
        return _check_day(rule, text, about)
    if rule.kind is Kind.COUNT:
        return [] if read_count(text) is not None else [FieldFinding("error", "请填写数字")]
    if rule.kind is Kind.CLAIMS:
        return _check_claims(text, about.beside)
    return _check_format(rule, text, about)


def _check_format(rule: FieldDef, text: str, about: About) -> list[FieldFinding]:
    found = FORMATS[rule.check](text, about)
    if found.problem:
        return [FieldFinding("error", found.problem)]
    warnings = list(found.warnings)
    if rule.check is Format.PATENT_NUMBER and kind_differs(text, about.beside.get("kind")):
        warnings.append(KIND_DIFFERS)
    return [FieldFinding("warning", warning) for warning in warnings]


def _check_claims(text: str, beside: Beside) -> list[FieldFinding]:
    if beside.get("kind") == "design":
        return [FieldFinding("warning", "外观设计没有权利要求，不必填写")]
    if read_claims(text) is None:
        return [FieldFinding("error", "请写权利要求的序号，如 1、3 或 1-4")]
    return []


def read_claims(text: str) -> tuple[int, ...] | None:
    """Read typed claim numbers ("1、3-5") in ascending order; None when they make no sense."""
    claims: set[int] = set()
    cleaned = re.sub(r"权利要求|第|项|\s", "", half_width(text))
    for part in re.split(r"[、,，;；和及]", cleaned):
        match = re.fullmatch(r"(\d{1,4})(?:[-—–~～至到](\d{1,4}))?", part, re.ASCII)
        if match is None:
            return None
        low, high = int(match[1]), int(match[2] or match[1])
        if not 1 <= low <= high <= 1000:
            return None
        claims.update(range(low, high + 1))
    return tuple(sorted(claims))


_AND = re.compile("[、,;和]")
_PAGES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def read_count(text: str) -> int | None:
    """Read a typed number, also of pages ("３２ 页", "1-24页", "1、3-5"); None when it is none."""
    plain = re.sub(r"[\s第页P]", "", hyphens(half_width(text)).upper().replace("~", "-"))
    if plain.isascii() and plain.isdigit():
        return int(plain)
    parts = _AND.split(plain)
    found = [_PAGES.fullmatch(part.replace("至", "-").replace("到", "-")) for part in parts]
    pages = [int(m[2] or m[1]) - int(m[1]) + 1 for m in found if m]
    return sum(pages) if len(pages) == len(parts) and min(pages) > 0 else None


def _check_day(rule: FieldDef, text: str, about: About) -> list[FieldFinding]:
    read = read_date(text, about.as_of)
    if read.value is None:
        return [FieldFinding("error", read.problem)]
    asked = unusual(read.value, about.as_of) if about.as_of else ""
    said = (read.note, f"{asked}，请核对" if asked else "")
    out = [FieldFinding("warning", words) for words in said if words]
    problems = [late(read.value, about.received_on), early(rule, read.value, about.beside)]
    if about.as_of and read.value > about.as_of:
        problems.insert(0, f"日期晚于今天（{cn_date(about.as_of)}）")
    return out + [FieldFinding("error", problem) for problem in problems if problem]


def late(day: date, received_on: date | None) -> str:
    """Say that a day lies behind the day of receipt, or return ""."""
    if received_on is None or day <= received_on:
        return ""
    return f"晚于收到请求书的日期（{cn_date(received_on)}）"


def early(rule: FieldDef, day: date, beside: Beside) -> str:
    """Say that a day lies before the one it follows from, or return ""."""
    first = beside.get(rule.not_before)
    if not isinstance(first, date) or day >= first:
        return ""
    return f"{rule.too_early}（{cn_date(first)}）"
