"""Errors of the desk: what a person can mend (KnownError) and what is our fault (BugError)."""

from collections.abc import Iterable
from pathlib import Path

from models.rules.problem import Problem


class KnownError(Exception):
    """The user's situation: the message says what happened, what is safe, what to do."""


class BadInput(KnownError):
    """Refused input; every problem names its field and nothing was written."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    @classmethod
    def of(cls, field: str, problem: str) -> "BadInput":
        """Return the refusal of one field."""
        return cls(Problem(field, problem))


class Stale(KnownError):
    """A case was changed since the sender of a command looked at it; nothing was written.

    `entries` are the numbers of the audit entries that were not seen.
    """

    def __init__(self, case_id: int, entries: tuple[int, ...], words: str) -> None:
        super().__init__(
            f"您打开之后，这个案件又有新的登记：{words}。这次操作没有写入任何内容，"
            "请看过新的登记，再重新提交。"
        )
        self.case_id = case_id
        self.entries = entries


class ClockDoubt(KnownError):
    """The PC's clock contradicts the last entry; nothing is dated by it until it is confirmed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}这次操作没有保存；确认时间无误后可以再试。")
        self.why = why


class StorageError(KnownError):
    """The data folder cannot be read or written as it is now (full, locked, read-only, damaged)."""


class HeldError(StorageError):
    """Another program holds the data folder; the message names it."""


class TooNewError(StorageError):
    """The data was written by a newer major version of this program."""


class LostDesk(StorageError):
    """The database of a folder is not what was there last; `what` is without the ways on."""

    def __init__(self, folder: Path, what: str, way_on: str) -> None:
        super().__init__(f"{what}{way_on}")
        self.folder, self.what = folder, what


class AbsentDesk(LostDesk):
    """A folder where a desk was has no database, or an empty one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder,
            f"数据文件夹“{folder}”里的数据库文件不见了或者是空的，但这里用过知裁台。"
            "没有建立新的数据库，原有的文件没有被改动。请把它放回来，或者从备份恢复。",
            "（命令行：restore --backup 备份文件；确实要从头开始的，运行 adopt，要确认两次。）",
        )


class ForeignDesk(LostDesk):
    """The database in the folder is not the one that was used there last."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            folder,
            f"{why}数据没有被改动。请把原来的文件放回来，或者从最近的备份恢复。",
            "（命令行：restore --backup 备份文件；确认就用现在这份的，运行 adopt。）",
        )


class SecondCopyError(StorageError):
    """The backup is made, its second copy is not; `path` is the backup."""

    def __init__(self, path: Path, also: Path, why: str) -> None:
        super().__init__(
            f"备份已经做好，保存在 {path}；但没有能另存到 {also}：{why}。"
            "请检查那个磁盘或网络文件夹，再点“立即备份”。"
        )
        self.path = path


class PaperCopyError(SecondCopyError):
    """The backup and its second copy are made, papers of it are not all in the second place."""

    def __init__(self, path: Path, also: Path, why: str) -> None:
        super().__init__(path, also, why)
        self.args = (
            f"备份已经做好，数据库也已另存到 {also}；但文书没有全部另存：{why}。"
            "请处理后再点“立即备份”，已经另存的不会重复复制。",
        )


class BugError(Exception):
    """A mistake of the program: reported with its traceback, never blamed on the user."""
