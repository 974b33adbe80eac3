"""Checks a whole data folder: database, references, audit chain, events, projections, files."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from models.backup import anchors, backup, paper_anchors, strays, texts, untrusted
from models.canonical import sha256_text
from models.cases import ledger_rows, log_rows
from models.cases.projecting import check as projection_check
from models.cases.unreadable import UnreadableEntry
from models.rules.problem import Problem
from models.store.audit import chain, rows
from models.store.db import connection, user_version
from models.store.faults import storage_errors
from models.store.files import named
from models.store.files.store import FileId, Stored

if TYPE_CHECKING:
    from models.store.desk import Desk

Progress = Callable[[int, int], None]
# The prototype's papers have no digest.
_VALUES = "SELECT id, \"values\", values_sha FROM document WHERE values_sha <> '' ORDER BY id"


def verify(
    desk: "Desk", progress: Progress | None = None, *, also: Path | None = None
) -> list[Problem]:
    """Return everything found wrong, in Chinese; empty when the folder is intact.

    `also` is the second place that is compared: the one in the settings may have been changed.
    `progress(done, total)` counts files while their content is hashed. StorageError only when the
    database cannot be read at all.
    """
    with storage_errors(str(desk.path)):
        conn = connection(desk.db)
        problems = [
            Problem("database", f"数据库损坏：{' '.join(row[0].split())}")
            for row in conn.execute("PRAGMA integrity_check")
            if row[0] != "ok"
        ]
        problems += [
            Problem(f"{table}[{rowid}]", f"引用的 {parent} 记录不存在")
            for table, rowid, parent, _ in conn.execute("PRAGMA foreign_key_check")
        ]
        problems += untrusted.schema_problems(conn, user_version(conn), "desk.db")
        try:
            problems += _verify_contents(desk, conn, also, sound=not problems)
            problems += _verify_files(desk, progress)
            problems += paper_anchors.problems(desk)
        except untrusted.UNREADABLE as error:
            # What the database gives a code for is the disk or the file as a whole: said as such.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
                raise
            problems += texts.unreadable(conn) or [_unread(error)]
        return problems + _left_behind(desk)


def _verify_contents(
    desk: "Desk", conn: sqlite3.Connection, also: Path | None, *, sound: bool
) -> list[Problem]:
    problems = chain.verify_chain(desk.db) + rows.verify(conn) + _verify_values(conn)
    second = also or backup.second_place(desk)
    problems += anchors.problems(conn, (desk.path, second) if second else (desk.path,))
    problems += [Problem(f"ledger_row[{n}]", why) for n, why in ledger_rows.unreadable()]
    if sound and not problems:  # what lists read is compared with a log that can be trusted
        problems += _verify_projections(desk)
    return problems


def _unread(error: BaseException) -> Problem:
    return Problem("database", f"有内容读不出来，不是程序写的（{type(error).__name__}）")


def remarks(desk: "Desk", also: Path | None = None) -> list[str]:
    """Return in Chinese what `verify` had nothing to compare with; none of it is a fault.

    `also` is the second place when it is to be another than the settings say.
    """
    with storage_errors(str(desk.path)):
        conn = connection(desk.db)
        found = list(anchors.remarks(conn, also or backup.second_place(desk)))
        if old := rows.uncovered(conn):
            found.append(f"有 {old} 条记录是旧版程序登记的，日志里没有校验码，没有核对它们的内容")
        return found


def _left_behind(desk: "Desk") -> list[Problem]:
    """Name what broken-off backups left in the folder and in the second place."""
    also = backup.second_place(desk)
    left = strays.found(desk.path) + (strays.found(also) if also else [])
    return [Problem(str(path), "备份或恢复中断后留下的临时文件") for path in left]


def _verify_values(conn: sqlite3.Connection) -> list[Problem]:
    """Compare what papers were made from with the digests kept beside it."""
    return [
        Problem(f"document[{number}]", "文书所依据的内容被改动过")
        for number, values, sha256 in conn.execute(_VALUES)
        if not isinstance(values, str) or sha256_text(values) != sha256
    ]


def _verify_projections(desk: "Desk") -> list[Problem]:
    """Compare what lists read with the logs; only name the entries when some cannot be read."""
    try:
        return list(projection_check.check(desk))
    except UnreadableEntry:
        return [Problem(f"event[{e.entry}]", str(e)) for e in log_rows.unreadable(desk)]


def _verify_files(desk: "Desk", progress: Progress | None) -> list[Problem]:
    known = named.all_files(connection(desk.db))
    problems: list[Problem] = []
    for done, one in enumerate(known, start=1):
        found = desk.files.verify(FileId(one.path), Stored(one.sha256, one.size))
        if found:
            problems.append(Problem(f"files/{one.path}", found))
        if progress is not None:
            progress(done, len(known))
    unnamed = desk.files.listing() - {one.path for one in known}
    unnamed -= {path.name for path in strays.found(desk.path)}
    problems += [Problem(f"files/{path}", "没有登记的文件") for path in sorted(unnamed)]
    left = desk.files.leftovers()
    problems += [Problem(f"files/.pending/{p.name}", "未清理的临时文件") for p in left]
    return problems
