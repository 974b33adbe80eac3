"""Commands the storage tests write with: a case with an event, a paper with two files."""

import sqlite3
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

from models.canonical import canonical, moment_text, sha256_text
from models.entities import Case, CaseParty, Document, DocumentFile, EventSealed, Party
from models.store.db import connection
from models.store.desk import Desk
from models.store.unit import command

TABLES = ("case_file", "party", "case_party", "event", "document", "document_file", "audit")


def add_event(
    desk: Desk,
    case_id: int,
    kind: str,
    payload: dict[str, Any],
    *,
    voids: int | None = None,
    version: int = 1,
    sealed: tuple[str, str | None] = ("main", None),
) -> int:
    """Append an event of today and return its number; inside a command."""
    number, moment = desk.unit.next_event, moment_text(desk.now())
    row = (
        number, case_id, kind, desk.today().isoformat(), moment, desk.actor, canonical(payload),
        voids, "", str(uuid4()), version, *sealed,
    )  # fmt: skip
    desk.unit.write_events([row])
    return number


def add_case(desk: Desk, receipt_no: str) -> Any:
    """Write a case with one party and its receipt event; inside a command."""
    party = Party.create(kind="company", name="汾宁晟禾沃灌溉设备有限公司", initials="fnshwggsb")
    case = Case.create(kind="adjudication", receipt_no=receipt_no, created_at=desk.now())
    CaseParty.create(case=case, key="P1", side="requester", party=party)
    add_event(desk, case.id, "request_received", {"on": desk.today()})
    desk.unit.case_id = case.id
    desk.unit.ids["case"] = case.id
    desk.unit.touch("case", "event")
    return case


def add_sealed_event(desk: Desk, case_id: int, secret: dict[str, Any]) -> None:
    """Write a deliberation with a sealed part; inside a command."""
    sealed = "deliberation", sha256_text(canonical(secret))
    number = add_event(desk, case_id, "deliberated", {}, version=2, sealed=sealed)
    EventSealed.create(event=number, payload=secret)


def add_paper(desk: Desk, case: Any, content: bytes = b"abc") -> Any:
    """Write a paper with a DOCX and a PDF file; inside a command."""
    paper = Document.create(case=case, form_id="acceptance_notice", created_at=desk.now())
    for kind in ("docx", "pdf"):
        relpath = desk.unit.place(f"2026/{case.id}", "受理通知书", f".{kind}")
        stored = desk.unit.put_stream(relpath, BytesIO(content))
        DocumentFile.create(
            document=paper, format=kind, path=relpath, sha256=stored.sha256, size=stored.size
        )
    desk.unit.touch("document")
    return paper


@command
def take_in(desk: Desk, receipt_no: str, on: date | None = None, content: bytes = b"abc") -> None:
    """Write a case with a paper."""
    add_paper(desk, add_case(desk, receipt_no), content)


@command
def take_in_and_fail(desk: Desk, error: Exception | type[Exception]) -> None:
    """Write a case with a paper, then fail."""
    add_paper(desk, add_case(desk, "R-fail"))
    raise error


def counts(desk: Desk) -> dict[str, int]:
    """Return the row counts of the tables the commands write."""
    conn: sqlite3.Connection = connection(desk.db)
    return {t: conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def everything(desk: Desk) -> tuple[dict[str, int], set[str], list[Any]]:
    """Return what a failed command must leave as it was: rows, files, pending files."""
    return counts(desk), desk.files.listing(), desk.files.leftovers()
