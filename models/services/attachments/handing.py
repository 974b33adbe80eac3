"""Copies of files of a case for somebody else: verified on the way, under their own names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from models.errors import BadInput, StorageError
from models.queries.case_page.attachments import StoredAttachment, stored_attachment
from models.store.desk import Desk
from models.store.files.store import safe_name, stream_whole

Progress = Callable[[int, int], bool]
_LONGEST = 120  # characters of a name


def hand_out_one(desk: Desk, case_id: int, attachment: int, target: Path) -> None:
    """Write a copy of a file to a path that the person chose; StorageError when that fails."""
    _copy(stored_attachment(desk, case_id, attachment), target)


def hand_out(
    desk: Desk, case_id: int, attachments: Sequence[int], folder: Path, progress: Progress
) -> int:
    """Write copies of files into a folder, beside what is there; return how many.

    Numbered in their order, for whoever reads them. `progress(done, total)` may return False to
    stop; what is written by then stays. StorageError when the disk refuses.
    """
    if not folder.is_dir():
        raise BadInput.of("folder", f"没有这个文件夹：{folder}")
    width = len(str(len(attachments)))
    for number, attachment in enumerate(attachments, start=1):
        found = stored_attachment(desk, case_id, attachment)
        _copy(found, _free(folder, f"{number:0{width}} {found.name}"))
        if not progress(number, len(attachments)):
            return number
    return len(attachments)


def _copy(found: StoredAttachment, target: Path) -> None:
    with found.path.open("rb") as stream:
        stream_whole(target, stream)


def _free(folder: Path, name: str) -> Path:
    """Return a name in the folder that nothing has yet."""
    stem, suffix = safe_name(Path(name).stem, _LONGEST), Path(name).suffix
    for number in range(1, 1000):
        extra = "" if number == 1 else f" ({number})"
        path = folder / f"{stem}{extra}{suffix}"
        if not path.exists():
            return path
    raise StorageError(f"“{folder}”里同名的文件太多：{name}")
