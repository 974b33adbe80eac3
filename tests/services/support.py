"""Short ways through the early steps of a case, for tests that begin later."""

from datetime import date
from typing import Any

from models.cases.loading import load
from models.changes import Changes
from models.errors import BadInput
from models.rules.events import Opinion, Proof, RequestWithdrawn
from models.services.closing.withdrawing import withdraw_request
from models.services.proceedings import hearing, serving
from models.services.proceedings.periods import PeriodIn, set_period
from models.services.receiving import approving, docketing, intake
from models.services.shared.journal import record_event
from models.store.desk import Desk


def file(desk: Desk, data: dict[str, Any]) -> int:
    """File a request and return the case."""
    return intake.file_request(desk, data).ids["case"]


def approve(
    desk: Desk, case_id: int, matter: str, *, kind: str | None = None, ground: str = ""
) -> None:
    """Record the head's approval today; `kind` and `ground` say how and why a case is closed."""
    opinion = Opinion("dept_head", "高明", "同意", desk.today())
    details = approving.SheetDetails(kind, ground=ground) if kind else None
    approving.record_approval(desk, case_id, matter, [opinion], on=desk.today(), details=details)


def panel(staff: dict[str, int]) -> docketing.Panel:
    """Return a panel of three with a clerk."""
    return docketing.Panel(staff["周建国"], (staff["李敏"], staff["赵静"]), staff["陈雨"])


def docket(desk: Desk, case_id: int, staff: dict[str, int]) -> None:
    """Approve and docket an adjudication today."""
    approve(desk, case_id, "docketing")
    docketing.docket(desk, case_id, on=desk.today(), panel=panel(staff), handler=staff["李敏"])


def serve(desk: Desk, case_id: int, to: str, *documents: str, **more: Any) -> Changes:
    """Serve documents directly today."""
    fields = Proof(received_on=desk.today(), received_by="本人", received_as="agent")
    return serving.serve(
        desk, case_id, serving.Served(to, documents, "direct", fields, **more, outside=True)
    )


def ripen(desk: Desk, case_id: int, on: date | None = None) -> None:
    """Let a docketed case be ripe for deliberation on a day (today), the shortest lawful way.

    Everything is served, nobody wants more time, all were heard in writing.
    """
    today = on or desk.today()
    came = Proof(received_on=today, received_by="本人", received_as="agent")

    def notes(kind: str, key: str, field: str = "party", **more: Any) -> None:
        record_event(desk, case_id, kind, on=today, **{field: key}, **more)

    for key in [place.key for place in load(desk, case_id).parties]:
        own = () if key.startswith("P") else ("request_copy",)
        papers = (*own, "panel_notice", "evidence_notice")
        serving.serve(desk, case_id, serving.Served(key, papers, "direct", came, outside=True))
        notes("evidence_waived", key)
        notes("panel_accepted", key)
        if key.startswith("R"):
            notes("answer_waived", key)
        hearing.notify_written_review(
            desk, case_id, party=key, on=today, text="拟认定的事实", days=10
        )
        notes("review_opinion_received", key, "from", text="没有意见")


def bear_out(desk: Desk, case_id: int, ground: str, on: date | None = None) -> None:
    """Record what a ground to dismiss a case rests on, as far as that is an event of its own."""
    today = on or desk.today()
    case = load(desk, case_id)
    if ground == "withdrawn":
        for one in case.side("requester"):
            if not case.log.has(RequestWithdrawn, one.key):
                withdraw_request(desk, case_id, party=one.key, on=today, reason="见撤回申请")
    elif ground == "no_jurisdiction":
        record_event(desk, case_id, "jurisdiction_told", on=today, to="P1", text="不在本县",
                     office="越州市知识产权局")  # fmt: skip
    elif ground == "foreign_papers":
        period = PeriodIn("公证认证", days=10)
        set_period(desk, case_id, what=ground, party="P1", on=today, period=period)
    elif ground == "time_defence":
        record_event(desk, case_id, "limitation_pleaded", on=today, **{"from": "R1"})
        record_event(desk, case_id, "limitation_decided", on=today, of="R1", upheld=True,
                     text="已经超过三年")  # fmt: skip


def published(on: date, *, place: str = "本局公告栏", reason: str = "下落不明") -> Proof:
    """Return the proof of a publication for an addressee who was nowhere to be found at all."""
    return Proof(published_on=on, place=place, reason=reason, unfound="派出所证明", approver="高明")


def words(refused: BadInput) -> str:
    """Return every problem on one line."""
    return "；".join(f"{p.field}: {p.problem}" for p in refused.problems)


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)
