"""Files carried from one disk to another: the second copy, and back again when restoring.

What a database names (papers, attachments) is compared with what is there and copied where it
is missing, a portion at a time. A paper never changes, so each copy is written once: under a
passing name, forced to disk, compared with its SHA-256, renamed. A file of another content that
has a paper's name is kept, under its SHA-256 in `files-aside`; nothing is ever overwritten.
"""

import errno
import hashlib
import json
import re
import sqlite3
import time
import uuid
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from models.errors import BugError
from models.store.faults import reason
from models.store.files.named import NamedFile, all_files
from models.store.files.store import (
    FOLDER,
    FileStore,
    path_units,
    sync_folder,
    unlink,
    write_stream,
    write_synced,
)

ASIDE = "files-aside"
PORTION_S = 0.2  # how long one portion may keep the worker from other questions
LONGEST = 259  # of a path, as Windows counts
ROUND = 30  # a paper that is there is read again once in so many daily runs
_SHA256 = re.compile(r"[0-9a-f]{64}")
_GONE = (errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENODEV, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass
class Outcome:
    """What a run has done so far; `problems` and `asides` are texts like “file（why）”."""

    total: int
    done: int = 0
    there: int = 0
    copied: list[str] = field(default_factory=list[str])
    problems: list[str] = field(default_factory=list[str])
    asides: list[str] = field(default_factory=list[str])
    stopped: OSError | None = None  # why the rest was not tried


def named_in(path: Path) -> list[NamedFile]:
    """Return the files that a backup names."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA query_only = 1")
        return all_files(conn)


class Copying:
    """One run over the papers; `step` does a portion of it."""

    def __init__(
        self,
        sources: Sequence[Path],
        place: Path,
        papers: Collection[NamedFile],
        day: int | None = None,
    ) -> None:
        """`sources` and `place` hold a folder `files` each.

        With `day` (a number that grows daily) only a part of the papers that are there, of the
        right size, is read again to compare its content; without, all of them.
        """
        self.outcome = Outcome(len(papers))
        self._papers, self._left = papers, iter(papers)
        self._journal: Path | None = None
        self._sources = [FileStore(one, _nothing) for one in sources]
        self._store = FileStore(place, _nothing)
        self._place = place
        self._day = day
        self._inside: dict[Path, bool] = {}
        self._touched: set[Path] = set()

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.outcome.stopped is not None or self.outcome.done >= self.outcome.total

    def step(self, seconds: float = PORTION_S) -> Outcome:
        """Go on for about so long; OSErrors end up in the outcome."""
        end = time.monotonic() + seconds
        while not self.over:
            self._one(next(self._left))
            if time.monotonic() >= end:
                break
        self._sync()
        return self.outcome

    def run(self) -> Outcome:
        """Do all of it."""
        while not self.over:
            self.step()
        return self.outcome

    def journal(self) -> None:
        """Note which papers are to come: after a kill the next opening removes those not named."""
        absent = [p.path for p in self._papers if not self._exists(p)]
        if absent:
            self._store.pending.mkdir(parents=True, exist_ok=True)
            self._journal = self._store.pending / f"{uuid.uuid4().hex}.json"
            write_synced(self._journal, json.dumps(absent).encode())
            sync_folder(self._store.pending)

    def _exists(self, paper: NamedFile) -> bool:
        try:
            return self._store.path(paper.path).exists()
        except BugError:
            return True  # refused when its turn comes

    def undo(self) -> None:
        """Remove what this run has copied: nothing names it yet."""
        if self._journal is not None:
            unlink(self._journal)
        for relpath in self.outcome.copied:
            with suppress(OSError):
                self._store.path(relpath).unlink(missing_ok=True)

    def _one(self, paper: NamedFile) -> None:
        try:
            wrong = self._carry(paper)
        except BugError:
            wrong = "登记的路径不合规"
        except OSError as error:
            wrong = reason(error)
            if error.errno in _GONE or not self._place.is_dir():
                self.outcome.stopped = error
                return
        self.outcome.done += 1
        if wrong:
            self.outcome.problems.append(f"{paper.path}（{wrong}）")
        else:
            self.outcome.there += 1

    def _carry(self, paper: NamedFile) -> str:
        """Bring one paper over unless it is there; return what is wrong, "" when nothing is."""
        target = self._store.path(paper.path)
        if not _SHA256.fullmatch(paper.sha256):
            return "登记的校验值不合规"
        if path_units(str(target)) > LONGEST:
            return "那里的路径太长"
        if not self._is_inside(target.parent):
            return "那里的文件夹指向别处"
        if self._is_there(target, paper):
            return ""
        source, wrong = self._good(paper)
        if source is None:
            return wrong
        staged = self._store.root / f".{uuid.uuid4().hex}.tmp"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as stream:
                write_stream(staged, stream)
            if _sha256(staged) != paper.sha256:
                return "写进去的内容没有通过校验，那个磁盘可能已损坏"
            if target.exists():
                self._set_aside(target, paper)
            staged.replace(target)
        finally:
            staged.unlink(missing_ok=True)
        if target.parent not in self._touched:
            self._sync()  # the folder before this one, in the time of this portion
        self._touched |= {target.parent, target.parent.parent}
        self.outcome.copied.append(paper.path)
        return ""

    def _is_there(self, target: Path, paper: NamedFile) -> bool:
        try:
            if target.stat().st_size != paper.size:
                return False
        except FileNotFoundError:
            return False
        if self._day is not None and (int(paper.sha256[:8], 16) + self._day) % ROUND:
            return True
        return _sha256_or_none(target) == paper.sha256

    def _good(self, paper: NamedFile) -> tuple[Path | None, str]:
        """Return the first source's file that has the content right, or what is wrong."""
        wrong = "原文件不见了"
        for source in self._sources:
            kept = source.root.parent / ASIDE / _aside_name(paper.sha256, paper.path)
            for path in (source.path(paper.path), kept):
                try:
                    if path.stat().st_size == paper.size and _sha256(path) == paper.sha256:
                        return path, ""
                except FileNotFoundError:
                    continue
                except OSError as error:
                    wrong = f"原文件读不出来：{reason(error)}"
                    continue
                wrong = "原文件的内容被改动过"
        return None, wrong

    def _set_aside(self, target: Path, paper: NamedFile) -> None:
        """Keep what has the paper's name but not its content."""
        folder = self._place / ASIDE
        folder.mkdir(exist_ok=True)
        found = _sha256_or_none(target) or uuid.uuid4().hex
        kept = folder / _aside_name(found, paper.path)
        if kept.exists() and _sha256_or_none(kept) != found:
            kept = folder / f"{uuid.uuid4().hex}{kept.suffix}"
        target.replace(kept)
        sync_folder(folder)
        self.outcome.asides.append(f"{paper.path}（改名为{kept.name}）")

    def _is_inside(self, folder: Path) -> bool:
        """Whether a folder lies in the store also when its links are followed."""
        if folder not in self._inside:
            self._inside[folder] = folder.resolve().is_relative_to(self._place.resolve())
        return self._inside[folder]

    def _sync(self) -> None:
        try:
            for folder in self._touched:
                sync_folder(folder)
        except OSError as error:
            self.outcome.stopped = error
        self._touched.clear()


def some(words: Sequence[str], most: int = 3) -> str:
    """Return the first of a list of files, and how many there are."""
    more = f"等{len(words)}份" if len(words) > most else ""
    return "、".join(words[:most]) + more


def _aside_name(sha256: str, relpath: str) -> str:
    suffix = PurePosixPath(relpath).suffix
    return f"{sha256}{suffix}" if suffix in (".docx", ".pdf") else sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sha256_or_none(path: Path) -> str | None:
    """Return the SHA-256 of a copy, None when the disk does not give it back."""
    try:
        return _sha256(path)
    except OSError:
        return None


def _nothing(_relpaths: Collection[str]) -> set[str]:
    return set()


def has_papers(place: Path) -> bool:
    """Return whether a folder holds papers."""
    try:
        return (place / FOLDER).is_dir()
    except OSError:
        return False
