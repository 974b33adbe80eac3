"""What the question before a restore shows: which backups there are, what one holds, what goes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.backup import backup, restore
from models.backup.paper_copies import has_papers, named_in
from models.queries.words import backup_reason
from models.store.desk import Desk
from models.store.sql import number

UNKNOWN_NUMBERS = (
    "⚠ 备份以后是否又发出过编号，这里无从得知。请先核对收件登记簿和发文登记簿；"
    "已经发过的，下一次登记时手工填写接下来的编号。"
)


@dataclass(frozen=True)
class Choice:
    """A backup that can be chosen: its day, hour and reason."""

    path: Path
    words: str


@dataclass(frozen=True)
class Choices:
    """The backups of this folder, the newest first, and where the second copies are."""

    folder: Path
    found: tuple[Choice, ...]
    place: Path | None

    @property
    def places(self) -> tuple[Path, ...]:
        """Return where papers may be that are not beside the backup."""
        return (self.place,) if self.place else ()


@dataclass(frozen=True)
class Preview:
    """One backup before it is put back: what it holds, what would be lost, where papers are."""

    path: Path
    holds: str
    lost: str  # "" when nothing was recorded since
    papers: str
    warned: bool  # papers cannot be fetched


def choices(desk: Desk) -> Choices:
    """Return what can be chosen."""
    found = tuple(
        Choice(b.path, f"{b.taken_on.isoformat()}　{_clock(b.path)}　{backup_reason(b.reason)}")
        for b in backup.listing(desk.path)
    )
    return Choices(desk.path, found, backup.second_place(desk))


def preview(desk: Desk, path: Path) -> Preview:
    """Return what a backup holds and what restoring it would lose; BadInput when it is none."""
    there = restore.contents(path)
    here = restore.contents_here(desk)
    papers, warned = _papers(desk, path)
    return Preview(path, _holds(there), _lost(desk, here, there), papers, warned)


def _clock(path: Path) -> str:
    """Return the hour in a backup's name (desk-2026-05-20-101500-…)."""
    digits = path.name.split("-")[4]
    return f"{digits[:2]}:{digits[2:4]}"


def _holds(there: restore.Contents) -> str:
    day = f"{there.taken_on.isoformat()}的备份" if there.taken_on else there.path.name
    last = f"，最后一件 {there.last_no}" if there.last_no else ""
    at = ""
    if there.last_at:
        moment = datetime.fromisoformat(there.last_at).astimezone()
        at = f"；最后一次登记在 {moment:%Y-%m-%d %H:%M}"
    return f"{day}：{there.cases}件案件{last}；{there.papers}份文书文件{at}"


def _lost(desk: Desk, here: restore.Contents, there: restore.Contents) -> str:
    common = restore.common_entries(desk, there)
    if there.entries and not common and here.entries:
        events = number(desk, "SELECT count(*) FROM event")
        words = f"现在的{here.cases}件案件、{events}个事件都不在里面"
        return f"这份备份不是从现在的数据来的：{words}"
    # That an older backup was put back is itself nothing that could be lost, nor its numbers.
    entries = number(desk, _OWN, [common])
    if not entries:
        return ""
    if common < there.entries:
        return f"和这份备份分开以后的{entries}次操作"
    cases = here.cases - there.cases
    events = number(desk, "SELECT count(*) FROM event WHERE id > ?", [there.last_event])
    parts = [f"{cases}件案件"] * bool(cases) + [f"{events}个事件"] * bool(events)
    what = f"（其中有{'、'.join(parts)}）" if parts else ""
    return f"备份以后的{entries}次操作{what}"


_OWN = (
    "SELECT count(*) FROM audit WHERE id > ? AND action NOT IN ('record_restore', 'raise_numbers')"
)


def _papers(desk: Desk, path: Path) -> tuple[str, bool]:
    named = {paper.path for paper in named_in(path)}
    missing = len(named - desk.files.listing())
    if not missing:
        return "", False
    place = backup.second_place(desk)
    sources = [*restore.beside(path), *((place,) if place else ())]
    if any(has_papers(one) for one in sources if one.resolve() != desk.path.resolve()):
        return f"这台电脑上缺{missing}份文书文件，恢复时从备份旁边取回", False
    return f"这台电脑上缺{missing}份文书文件，备份旁边也没有；案件和期限不受影响", True
