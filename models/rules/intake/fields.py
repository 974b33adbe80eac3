"""One field while it is typed: the same checks as the whole intake, at once.

An empty value is never an error here unless the record cannot exist without it: what is merely
missing is shown by the acceptance check, not by a red field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.dates import cn_date, read_date
from models.rules.folding import half_width
from models.rules.identity import (
    NumberCheck,
    check_id,
    check_phone,
    check_postcode,
    read_patent_number,
)
from models.rules.intake.cross import act_problem
from models.rules.intake.tables import IntakeRules
from models.rules.text_checks import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, clean_text, text_problem


@dataclass(frozen=True)
class FieldFinding:
    """What to show under a field; `level` is "error" (cannot be kept) or "warning"."""

    level: str
    text: str


Context = Mapping[str, str | date | None]
_LONG = {"facts_and_reasons", "product", "requests", "note"}
_NAMES = {
    "name", "legal_rep", "legal_rep_post", "firm", "ecommerce_platform", "exhibition",
    "id", "form", "operator.name",
}  # fmt: skip
_DATES = {
    "received_on", "infringement_known_on", "filed_on", "granted_on",
    "urging_dispatched_on", "urging_received_on",
}  # fmt: skip
_REQUIRED = {
    "requesters.name", "respondents.name", "agents.name", "operator.name",
    "received_on",
}  # fmt: skip


def check_field(
    name: str, value: str, context: Context | None = None, rules: IntakeRules | None = None
) -> list[FieldFinding]:
    """Check one typed value; `name` is its path ("respondents[1].name", "patent.number").

    `context` gives the values it depends on: as_of (date), received_on, filed_on, granted_on
    (date), id_type, region, patent_kind; `rules` is needed for acts[].act only.
    """
    about = context or {}
    plain = re.sub(r"\[\d+\]", "", name)
    leaf = plain.rpartition(".")[2]
    lines = leaf in _LONG
    limit = TEXT_LIMIT if lines else NAME_LIMIT if leaf in _NAMES else LINE_LIMIT
    if leaf == "requests":
        limit = TEXT_LIMIT // 10
    text = clean_text(value, lines=lines)
    if problem := text_problem(text, limit, lines=lines):
        return [_error(problem)]
    if not text:
        needed = any(plain == r or plain.endswith(f".{r}") for r in _REQUIRED)
        return [_error("必须填写")] if needed else []
    if leaf in _DATES:
        return _check_day(leaf, text, about)
    if leaf == "act" and rules is not None:
        wrong = act_problem(text, str(about.get("patent_kind") or ""), rules)
        return [_error(wrong)] if wrong else []
    check = _CHECKS.get(plain) or _CHECKS.get(leaf)
    return check(text, about) if check else []


def _error(text: str) -> FieldFinding:
    return FieldFinding("error", text)


def _warning(text: str) -> FieldFinding:
    return FieldFinding("warning", text)


def _of(check: NumberCheck) -> list[FieldFinding]:
    if check.problem:
        return [_error(check.problem)]
    return [_warning(w) for w in check.warnings]


def _check_id_no(text: str, about: Context) -> list[FieldFinding]:
    return _of(check_id(str(about.get("id_type") or ""), text))


def _check_operator(text: str, _: Context) -> list[FieldFinding]:
    return _of(check_id("ric", text))


def _check_patent(text: str, about: Context) -> list[FieldFinding]:
    read = read_patent_number(text)
    out = _of(read)
    kind = about.get("patent_kind")
    if kind and read.kind and kind != read.kind:
        out.append(_warning("专利类型与专利号的种类号不一致，请与专利证书核对"))
    return out


def _here(check: Callable[[str], NumberCheck]) -> Callable[[str, Context], list[FieldFinding]]:
    """Phones and postcodes have a known shape in the mainland only."""

    def run(text: str, about: Context) -> list[FieldFinding]:
        return _of(check(text)) if about.get("region", "mainland") == "mainland" else []

    return run


def _check_claims(text: str, about: Context) -> list[FieldFinding]:
    if about.get("patent_kind") == "design":
        return [_warning("外观设计没有权利要求，不必填写")]
    if read_claims(text) is None:
        return [_error("请写权利要求的序号，如 1、3 或 1-4")]
    return []


_CHECKS: dict[str, Callable[[str, Context], list[FieldFinding]]] = {
    "patent.number": _check_patent,
    "requesters.operator.id_no": _check_operator,
    "respondents.operator.id_no": _check_operator,
    "id_no": _check_id_no,
    "phone": _here(check_phone),
    "postcode": _here(check_postcode),
    "asserted_claims": _check_claims,
}


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


def _check_day(leaf: str, text: str, about: Context) -> list[FieldFinding]:
    as_of = about.get("as_of")
    today = as_of if isinstance(as_of, date) else None
    read = read_date(text, today)
    if read.value is None:
        return [_error(read.problem)]
    out = [_warning(read.note)] if read.note else []
    if today and read.value > today:
        out.append(_error(f"日期晚于今天（{cn_date(today)}）"))
    received = about.get("received_on")
    if leaf != "received_on" and isinstance(received, date) and read.value > received:
        out.append(_error(f"晚于收到请求书的日期（{cn_date(received)}）"))
    filed = about.get("filed_on")
    if leaf == "granted_on" and isinstance(filed, date) and read.value < filed:
        out.append(_error(f"授权公告日早于申请日（{cn_date(filed)}）"))
    return out
