"""Turns what SQLite and the file system report into what a person can act on."""

import errno
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import peewee

from models.errors import BadInput, BugError, KnownError, StorageError

_KEPT = "已经保存的内容不受影响，这次操作没有写入任何内容。"
FULL = f"磁盘空间不足，无法保存。{_KEPT}请清理磁盘空间后再试一次。"
READ_ONLY = (
    f"数据文件夹不能写入（只读，或当前用户没有权限）。{_KEPT}"
    "请检查文件夹权限，或请信息员处理后再试。"
)
BUSY = f"数据库正被另一个程序占用（例如备份或杀毒软件）。{_KEPT}请稍等片刻后再试一次。"
DAMAGED = (
    "数据库文件已损坏，或者不是本程序的数据库。请不要继续录入，也不要删除任何文件；"
    "请把整个数据文件夹另存一份，再用其中 backups 文件夹里最近的备份恢复。"
)
GONE = (
    "数据库文件（desk.db）在使用中被移走、删除或换掉了。这次操作没有保存。请不要继续录入；"
    "请关闭知裁台，把原来的文件放回数据文件夹，或者从备份恢复。"
)
IO_FAILED = f"读写磁盘时出错。{_KEPT}请检查磁盘或移动硬盘的连接后再试；反复出现时请更换磁盘。"
IN_USE = f"文件正被另一个程序打开（例如 WPS 或预览窗口）。{_KEPT}请先在那里关闭该文件，再试一次。"
CANNOT_OPEN = (
    "数据库文件打不开（文件夹不存在、没有权限，或被其他程序独占）。请检查数据文件夹的位置。"
)

_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_AUTH: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_IOERR: IO_FAILED,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
}
# ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
_HELD_BY_ANOTHER = (32, 33)
_BY_ERRNO = {
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.ENOSPC: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: IO_FAILED,
}


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and everything it was raised from or during, the outermost first."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop(0)
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__cause__, current.__context__]


def translate(error: BaseException) -> BaseException:
    """Return the StorageError or BugError that a database error means; others unchanged.

    Half of a character, which no file can hold, is the BadInput of whoever typed it.
    A full disk is first reported as “cannot rollback”: the real code sits deeper in the chain.
    """
    if isinstance(error, KnownError | BugError):
        return error
    if isinstance(error, UnicodeEncodeError):
        near = error.object[max(0, error.start - 20) : error.start]
        return BadInput.of("", f"“{near}”之后的字符是残缺的编码，请重新输入")
    if not isinstance(error, peewee.PeeweeException | sqlite3.Error):
        return error
    for link in chain(error):
        if not isinstance(link, sqlite3.Error):
            continue
        message = _BY_CODE.get(getattr(link, "sqlite_errorcode", 0) & 0xFF)
        if message is not None:
            return StorageError(message)
    return BugError(f"the database refused a statement: {error}")


_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENAMETOOLONG: "名称太长",
}


def reason(error: OSError) -> str:
    """Return in Chinese why the system refused, in its own words when we have none."""
    if getattr(error, "winerror", None) in _HELD_BY_ANOTHER:
        return "文件正被另一个程序打开"
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def is_full(error: OSError) -> bool:
    """Return whether there is no room left on the disk."""
    return _BY_ERRNO.get(error.errno or 0) is FULL


def from_os(error: OSError, what: str) -> StorageError:
    """Return the Chinese StorageError of a file system error; `what` names the file or folder."""
    message = _BY_ERRNO.get(error.errno or 0, IO_FAILED)
    if getattr(error, "winerror", None) in _HELD_BY_ANOTHER:
        message = IN_USE
    return StorageError(f"{message}（{what}）")


@contextmanager
def storage_errors(what: str = "") -> Generator[None, None, None]:
    """Raise StorageError (Chinese) or BugError in place of database and file errors inside."""
    try:
        yield
    except OSError as error:
        raise from_os(error, what) from error
    except Exception as error:
        better = translate(error)
        if better is error:
            raise
        raise better from error
