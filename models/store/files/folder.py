"""The data folder itself: made when absent, refused on a network drive."""

import ctypes
import sys
from pathlib import Path

from models.errors import StorageError
from models.store.faults import from_os
from models.store.files.rights import keep_private

_REMOTE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre",
    "fuse.sshfs", "fuse.davfs", "davfs", "fuse.rclone", "fuse.gvfsd-fuse",
}  # fmt: skip
_DRIVE_REMOTE = 4


def prepare(path: Path) -> Path:
    """Create the data folder when absent and return its absolute path.

    StorageError when it cannot be made, is a file, or lies on a network drive: the write-ahead log
    needs shared memory, which network drives do not give, and data would be lost.
    """
    path = path.expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise StorageError(f"“{path}”是一个文件，不是文件夹。请另选一个数据文件夹。")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os(error, str(path)) from error
    if is_remote(path):
        raise StorageError(
            f"数据文件夹“{path}”在网络驱动器上。网络驱动器不能可靠保存数据库，为避免丢失数据，"
            "程序没有打开它。请把数据文件夹放在本机硬盘上，网络位置只用来存放备份。"
        )
    keep_private(path)
    return path


def is_remote(path: Path) -> bool:
    """Return whether the folder lies on a network drive, as far as the system tells."""
    if sys.platform == "win32":
        drive = path.resolve().drive
        if drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mount_type(path.resolve(), mounts) in _REMOTE


def mount_type(path: Path, mounts: str) -> str:
    """Return the file system type under a path, from the text of /proc/mounts; "" if unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        # /proc/mounts writes a blank in a mount point as \040.
        point = Path(fields[1].replace("\\040", " "))
        if (path == point or point in path.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind
