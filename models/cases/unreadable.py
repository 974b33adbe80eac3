"""An entry of the log that this program cannot read: which, and what to do."""

from models.errors import StorageError


class UnreadableEntry(StorageError):
    """An entry was damaged, or written by a newer program; nothing was changed.

    `entry` and `case_id` are its numbers, `why` the reason; `called` is what people call the case.
    """

    def __init__(self, entry: int, case_id: int, why: str, called: str = "") -> None:
        super().__init__(
            f"案件{called or f'（编号{case_id}）'}中编号{entry}的登记不能读取（{why}）。"
            "数据没有改动，其他案件不受影响。"
            "请先换用新版本的程序打开；仍不能读取的，请用最近一次完好的备份恢复。"
        )
        self.entry = entry
        self.case_id = case_id
        self.why = why
