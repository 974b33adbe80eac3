"""From the prototype (version 0.1) to schema 1.0, in three frozen steps.

The prototype knew one requester and one respondent per case, one file per paper, and a log without
hashes. Each step is one transaction, so a kill between two of them loses nothing: the next opening
goes on from the version that was reached. Never edited after release.
"""

import hashlib
import json
import sqlite3

from models.migrations import v001_schema

PROTOTYPE, RENAMED, FILED = 1, 2, 3
_OLD = ("party", "cases", "event", "document", "log")
Counts = dict[str, int]


def rename_up(conn: sqlite3.Connection) -> None:
    """Step 0.1 → 0.2: put the old tables aside as v0_…, create the new schema beside them."""
    for table in _OLD:
        conn.execute(f"ALTER TABLE {table} RENAME TO v0_{table}")
    v001_schema.up(conn)


def rename_counts(before: Counts) -> Counts:
    """Return the row counts expected after rename_up."""
    after = {f"v0_{table}": before[table] for table in _OLD}
    return after | {t: 0 for t in _new_tables()} | {"audit_head": 1}


def _new_tables() -> list[str]:
    return [sql.split()[2] for sql in v001_schema.TABLES]


def file_up(conn: sqlite3.Connection) -> None:
    """Step 0.2 → 0.3: parties, patents, cases and the parties' places in them."""
    conn.execute(
        "INSERT INTO party (id, kind, name, id_no, address, phone)"
        " SELECT id, CASE kind WHEN '个人' THEN 'natural' WHEN '个体户' THEN 'sole_trader'"
        " ELSE 'company' END, name, coalesce(id_no, ''), coalesce(address, ''),"
        " coalesce(phone, '') FROM v0_party"
    )
    conn.execute(
        "INSERT INTO patent (id, number, kind)"
        " SELECT id, patent_no, CASE patent_kind WHEN '发明' THEN 'invention'"
        " WHEN '外观设计' THEN 'design' ELSE 'utility_model' END FROM v0_cases"
    )
    conn.execute(
        "INSERT INTO case_file (id, kind, receipt_no, case_no, patent_id, facts_and_reasons,"
        " stage, status, created_at)"
        " SELECT id, CASE kind WHEN '调解' THEN 'mediation' ELSE 'adjudication' END,"
        " '旧收〔' || substr(received_on, 1, 4) || '〕' || id || '号', no, id, request,"
        " stage, 'open', received_on || 'T00:00:00.000000Z' FROM v0_cases"
    )
    for key, side, column in (
        ("P1", "requester", "requester_id"),
        ("R1", "respondent", "respondent_id"),
    ):
        conn.execute(
            'INSERT INTO case_party (case_id, "key", side, party_id)'  # noqa: S608
            f" SELECT id, ?, ?, {column} FROM v0_cases ORDER BY id",
            (key, side),
        )


def file_counts(before: Counts) -> Counts:
    """Return the row counts expected after file_up."""
    cases = before["v0_cases"]
    filed = {"party": before["v0_party"], "patent": cases, "case_file": cases}
    return before | filed | {"case_party": 2 * cases}


def log_up(conn: sqlite3.Connection) -> None:
    """Step 0.3 → 1.0: events (the receipt becomes one), papers, the log as a hash chain."""
    conn.execute(
        "INSERT INTO event (case_id, type, date, recorded_at, payload)"
        " SELECT id, 'request_received', received_on, received_on || 'T00:00:00.000000Z', '{}'"
        " FROM v0_cases ORDER BY id"
    )
    for row in conn.execute(
        "SELECT case_id, type, date, recorded_at, actor, note FROM v0_event ORDER BY id"
    ).fetchall():
        payload = _canonical({"note": row[5]} if row[5] else {})
        conn.execute(
            "INSERT INTO event (case_id, type, date, recorded_at, actor, payload)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (*row[:5], payload),
        )
    conn.execute(
        "INSERT INTO document (id, case_id, form_id, state, created_at)"
        " SELECT id, case_id, form, 'issued', created_at FROM v0_document"
    )
    conn.execute(
        "INSERT INTO document_file (document_id, format, path, sha256, size)"
        " SELECT id, CASE WHEN path LIKE '%.pdf' THEN 'pdf' ELSE 'docx' END, path, sha256, size"
        " FROM v0_document"
    )
    _chain(conn)
    for table in reversed(_OLD):
        conn.execute(f"DROP TABLE v0_{table}")


def log_counts(before: Counts) -> Counts:
    """Return the row counts expected after log_up: the chain ends with the migration's entry."""
    after = {k: n for k, n in before.items() if not k.startswith("v0_")}
    papers = before["v0_document"]
    return after | {
        "event": before["v0_event"] + before["v0_cases"],
        "document": papers,
        "document_file": papers,
        "audit": before["v0_log"] + 1,
    }


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _chain(conn: sqlite3.Connection) -> None:
    rows = conn.execute("SELECT at, actor, case_id, text FROM v0_log ORDER BY id").fetchall()
    entries = [(at, who, "prototype", case, _canonical({"text": t})) for at, who, case, t in rows]
    events = conn.execute(
        "SELECT id, case_id, type, date, recorded_at, actor, payload, voids_id, reason"
        " FROM event ORDER BY id"
    ).fetchall()
    span = {"after": 0, "to": len(events), "sha256": _sha(_canonical([list(e) for e in events]))}
    at = rows[-1][0] if rows else "1970-01-01T00:00:00.000000Z"
    # The events carried over are vouched for from here on, by the migration's own entry.
    payload = _canonical({"args": {"from": "0.1", "to": "1.0"}, "events": span} if events else {})
    entries.append((at, "", "migrate", None, payload))
    prev = v001_schema.GENESIS
    for number, entry in enumerate(entries, start=1):
        digest = _sha(f"{prev}\n{_canonical([number, *entry])}")
        conn.execute(
            "INSERT INTO audit (id, at, actor, action, case_id, payload, prev_hash, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *entry, prev, digest),
        )
        prev = digest
    conn.execute("UPDATE audit_head SET count = ?, hash = ?", (len(entries), prev))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
