"""Files on their way into a case: copied in portions, told what they are, then attached at once."""

import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import BadInput, KnownError
from models.reference import media
from models.rules.attachments.attachment import name_problem
from models.rules.attachments.media import HEAD, MediaKind, recognise
from models.services.attachments import pdfs, pictures
from models.store.desk import Desk
from models.store.files import incoming
from models.store.files.incoming import Incoming, Staged
from models.store.files.store import FileStore

_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 20_000


@dataclass(frozen=True)
class NewFile:
    """A staged file with its name and kind; `pages` of a PDF or of pictures, None if unknown."""

    staged: Staged
    name: str
    kind: str
    pages: int | None = None


@dataclass(frozen=True)
class LeftOut:
    """A file that was not taken in, and why."""

    name: str
    why: str


class Taking:
    """One run over files from outside; `step` does a portion of it.

    What it has taken is attached by one command (`attach`), or dropped by `discard`.
    """

    def __init__(self, desk: Desk, sources: Sequence[Path]) -> None:
        self.taken: list[NewFile] = []
        self.left_out: list[LeftOut] = []
        self._store = desk.files
        self._sources = list(sources)
        self._at = 0
        self._now: Incoming | None = None

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self._sources)

    @property
    def done(self) -> int:
        """How many files are through."""
        return self._at

    @property
    def over(self) -> bool:
        """Whether all files are through."""
        return self._at >= self.total

    def step(self, seconds: float = incoming.PORTION_S) -> None:
        """Go on with the next file for about so long; StorageError when the disk refuses."""
        source = self._sources[self._at]
        try:
            if self._now is None:
                if wrong := name_problem(source.name):
                    raise BadInput.of("file", wrong)
                self._now = Incoming(self._store, source)
            self._now.step(seconds)
            if not self._now.over:
                return
            self._keep(told(self._store, self._now.finish(), source.name))
        except BadInput as refused:
            self._drop()
            why = "；".join(problem.problem for problem in refused.problems)
            self.left_out.append(LeftOut(source.name, why))
        except KnownError:
            self.discard()
            raise
        self._now = None
        self._at += 1

    def _keep(self, one: NewFile) -> None:
        if any(one.staged.sha256 == other.staged.sha256 for other in self.taken):
            raise BadInput.of("file", "与这次选的另一个文件内容相同")
        self.taken.append(one)

    def _drop(self) -> None:
        if self._now is not None:
            self._now.discard()

    def discard(self) -> None:
        """Drop everything that was taken so far."""
        self._drop()
        for one in self.taken:
            incoming.drop(self._store, one.staged)
        self.taken.clear()


def told(store: FileStore, staged: Staged, name: str) -> NewFile:
    """Return a staged file with what it is; BadInput when a case takes no such file."""
    path = incoming.place_of(store, staged)
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    suffix = Path(name).suffix.lstrip(".")
    kind = recognise(media.kinds().values(), head, suffix, _members(path, head))
    if kind is None:
        raise BadInput.of(
            "file", "不是扫描件、照片、PDF、文档、录音录像一类的文件，没有收入；"
            "确需存档的，请打成ZIP压缩包"
        )  # fmt: skip
    return NewFile(staged, name, kind.id, pages_of(path, kind))


def pages_of(path: Path, kind: MediaKind) -> int | None:
    """Return how many pages a file has that can be shown, None for others and for broken ones."""
    if kind.group == "pdf":
        return pdfs.count(path)
    if kind.group == "picture":
        try:
            return pictures.frames(path)
        except BadInput:
            return None
    return None


def _members(path: Path, head: bytes) -> Collection[str]:
    """Return the names in a ZIP, none for anything else."""
    if not head.startswith(_ZIP):
        return ()
    try:
        with zipfile.ZipFile(path) as packed:
            return set(packed.namelist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()
