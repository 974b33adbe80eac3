"""Short ways through the early steps of a case, for tests that begin later."""

from datetime import date
from typing import Any

from models.changes import Changes
from models.errors import BadInput
from models.rules.events import Opinion, Proof
from models.services.proceedings import serving
from models.services.receiving import docketing, intake
from models.store.desk import Desk


def file(desk: Desk, data: dict[str, Any]) -> int:
    """File a request and return the case."""
    return intake.file_request(desk, data).ids["case"]


def approve(desk: Desk, case_id: int, matter: str, *, kind: str | None = None) -> None:
    """Record the head's approval today; `kind` says how a case is to be closed."""
    opinion = Opinion("dept_head", "高明", "同意", desk.today())
    details = docketing.ClosingDetails(kind) if kind else None
    docketing.record_approval(desk, case_id, matter, [opinion], on=desk.today(), details=details)


def panel(staff: dict[str, int]) -> docketing.Panel:
    """Return a panel of three with a clerk."""
    return docketing.Panel(staff["周建国"], (staff["李敏"], staff["赵静"]), staff["陈雨"])


def docket(desk: Desk, case_id: int, staff: dict[str, int]) -> None:
    """Approve and docket an adjudication today."""
    approve(desk, case_id, "docketing")
    docketing.docket(desk, case_id, on=desk.today(), panel=panel(staff), handler=staff["李敏"])


def serve(desk: Desk, case_id: int, to: str, *documents: str, **more: Any) -> Changes:
    """Serve documents directly today."""
    fields = Proof(received_on=desk.today(), received_by="本人")
    return serving.serve(desk, case_id, serving.Served(to, documents, "direct", fields, **more))


def words(refused: BadInput) -> str:
    """Return every problem on one line."""
    return "；".join(f"{p.field}: {p.problem}" for p in refused.problems)


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)
