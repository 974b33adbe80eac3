"""Evidence that comes in after filing: from the other side, from the office's own investigation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.entities import Evidence
from models.queries.case_view import CaseView
from models.rules.problem import Problem
from models.rules.text_checks import LINE_LIMIT, text_problem
from models.services.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

SIDES = {"requester", "respondent", "third_party", "office"}
MAX_PAGES = 100_000


@dataclass(frozen=True)
class Exhibit:
    """One item of evidence; `side` requester, respondent, third_party or office (art. 44)."""

    side: str
    name: str
    proves: str = ""
    pages: int | None = None
    source: str = ""
    form: str = ""
    language: str = "zh"
    note: str = ""


@command("add_evidence")
def add_evidence(desk: Desk, case_id: int, exhibits: Sequence[Exhibit], *, on: date) -> None:
    """Add items to the case's evidence list, numbered on from the last one."""
    view = begin(desk, case_id)
    check_day(desk, on)
    require(_problems(view, exhibits))
    number = max((e["no"] for e in view.evidence), default=0)
    added = []
    for exhibit in exhibits:
        number += 1
        Evidence.create(case=view.id, no=number, **vars(exhibit))
        added.append({"no": number, "side": exhibit.side, "name": exhibit.name})
    record(desk, view, [NewEvent("evidence_received", on, {"items": added})])


def _problems(view: CaseView, exhibits: Sequence[Exhibit]) -> list[Problem]:
    found = [] if exhibits else [Problem("exhibits", "没有填写证据")]
    for index, one in enumerate(exhibits):
        place = f"exhibits[{index}]"
        if one.side not in SIDES:
            found.append(Problem(f"{place}.side", "提交方为请求人、被请求人、第三人或者本局"))
        if not one.name.strip():
            found.append(Problem(f"{place}.name", "须填写证据名称"))
        if one.pages is not None and not 0 < one.pages <= MAX_PAGES:
            found.append(Problem(f"{place}.pages", "页数应为正整数"))
        for name in ("name", "proves", "source", "form", "note"):
            wrong = text_problem(getattr(one, name), LINE_LIMIT)
            if wrong:
                found.append(Problem(f"{place}.{name}", wrong))
    if view.last("concluded"):
        found.append(Problem("case", "本案已经结案"))
    return found
