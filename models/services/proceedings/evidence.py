"""Evidence that comes in after filing: from the other side, from the office's own investigation."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.rules.events import Concluded, EvidenceReceived, ExhibitLine
from models.rules.problem import Problem
from models.rules.text_checks import LINE_LIMIT, text_problem
from models.services.shared import case_rows
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

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


@command
def add_evidence(desk: Desk, case_id: int, exhibits: Sequence[Exhibit], *, on: date) -> None:
    """Add items to the case's evidence list, numbered on from the last one."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_problems(case, exhibits))
    last = max((e.no for e in case.read_evidence()), default=0)  # of voided ones, too
    last = max([last, *case_rows.numbers_received(case)])
    numbered = list(enumerate(exhibits, start=last + 1))
    case_rows.add_evidence(case.id, [{"no": no, **asdict(one)} for no, one in numbered])
    lines = (ExhibitLine(no, one.side, one.name) for no, one in numbered)
    record(desk, case, [NewEvent(EvidenceReceived(items=tuple(lines)), on)])


def _problems(case: CaseFile, exhibits: Sequence[Exhibit]) -> list[Problem]:
    found = [] if exhibits else [Problem("exhibits", "没有填写证据")]
    for index, one in enumerate(exhibits):
        place = f"exhibits[{index}]"
        if one.side not in (*reference.names()["side"], "office"):
            found.append(Problem(f"{place}.side", "提交方为请求人、被请求人、第三人或者本局"))
        elif one.side != "office" and not case.side(one.side):
            found.append(Problem(f"{place}.side", f"本案没有{reference.name('side', one.side)}"))
        if not one.name.strip():
            found.append(Problem(f"{place}.name", "须填写证据名称"))
        if one.pages is not None and not 0 < one.pages <= MAX_PAGES:
            found.append(Problem(f"{place}.pages", "页数应为正整数"))
        texts = {"name": one.name, "proves": one.proves, "source": one.source, "form": one.form,
                 "note": one.note}  # fmt: skip
        for name, text in texts.items():
            wrong = text_problem(text, LINE_LIMIT)
            if wrong:
                found.append(Problem(f"{place}.{name}", wrong))
    if case.now.has(Concluded):
        found.append(Problem("case", "本案已经结案"))
    return found
