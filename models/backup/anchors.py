"""Where the audit was, noted outside the database: whoever writes the chain again cannot write it.

A mark that the database contradicts is evidence. No backup writes over it: it is kept beside the
new one until somebody who knows why takes it away, and `verify` names it until then.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from models.rules.problem import Problem
from models.store import mark

_LEGIT = "恢复过以前的备份的，本来就会这样，核对后请移走"


def note(place: Path, path: Path, known: mark.Mark) -> None:
    """Note in the second place where the audit was when the backup at `path` was made."""
    own = place / mark.FILE_NAME
    old = mark.read(own)
    if old is not None:
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA query_only = 1")
            if _contradicted(conn, old):
                own.replace(_free(own))
    mark.keep(place, known)


def _free(own: Path) -> Path:
    number = 1
    while (aside := own.with_name(f"{own.name}-{number}")).exists():
        number += 1
    return aside


def problems(conn: sqlite3.Connection, places: Iterable[Path]) -> Iterator[Problem]:
    """Yield where the audit differs from what was noted in any of the folders."""
    for place in places:
        for path in (place / mark.FILE_NAME, *sorted(place.glob(f"{mark.FILE_NAME}-*"))):
            noted = mark.read(path)
            if noted is not None and (words := _contradicted(conn, noted)):
                entry = noted.entries if noted.is_of(mark.of(conn)) else 1
                yield Problem(f"audit[{entry}]", f"{words}（记号：{path}；{_LEGIT}它）")


def _contradicted(conn: sqlite3.Connection, noted: mark.Mark) -> str:
    """Say how the database contradicts a mark, "" when it does not."""
    if not noted.entries:
        return ""
    if not noted.is_of(mark.of(conn)):
        return "与留存的记号不是同一份数据，或者整个日志被改写过"
    row = conn.execute("SELECT hash FROM audit WHERE id = ?", (noted.entries,)).fetchone()
    if row is None:
        return f"留存的记号记到第 {noted.entries} 条日志，现在没有"
    return "" if row[0] == noted.head else "与留存的记号不符：这一条或者以前的日志被整个改写过"


def remarks(conn: sqlite3.Connection, place: Path | None) -> Iterator[str]:
    """Yield what of the audit could not be compared with anything outside."""
    if place is None:
        yield "没有设置备份另存位置：整个日志被改写过的话，只能靠打印的今日核对"
        return
    if not os.path.isdir(place):  # noqa: PTH112 - asks no more of a network that is gone
        yield f"备份另存位置连接不上，没有与它核对：{place}"
        return
    noted = mark.read(place / mark.FILE_NAME)
    if noted is None:
        yield f"备份另存位置里没有日志的记号，没有与它核对：{place}"
    elif (last := mark.of(conn).entries) > noted.entries:
        yield (
            f"第 {noted.entries + 1} 至第 {last} 条日志还没有留下记号"
            f"（下次备份时留在另存位置）：{place}"
        )
