"""Kills at named steps: a child process says where it is and waits there for its end.

A step is a call that changes something outside the process: a file written, forced to disk, renamed
or removed, a statement that writes to a database. No code of the program knows of it: the child
watches its own calls (`sys.setprofile`) and statements (SQLite's trace). A step is named after the
function of the program that takes it, as `Batch.publish: replace`; a second one of the same name
is `Batch.publish: replace #2`. The child stops just before the step.
"""

import io
import json
import os
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = tuple(str(ROOT / name) + os.sep for name in ("models", "forms", "ui"))
FILE_CALLS = {"fsync", "link", "mkdir", "remove", "rename", "replace", "rmdir", "unlink"}
SQL_WORDS = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
AT, OVER = "at ", "over "
_CONNECT = sqlite3.connect


class Steps:
    """The steps of this process, from `watch` on; it stops at the one named `stop`."""

    def __init__(self, stop: str = "") -> None:
        self.stop = stop
        self.taken: list[str] = []
        self._count: Counter[str] = Counter()

    def watch(self) -> None:
        """Begin; databases opened from now on are watched too."""
        sqlite3.connect = self._connect
        sys.setprofile(self._call)

    def over(self) -> None:
        """Say that the work is done, and which steps it took."""
        sys.setprofile(None)
        print(OVER + json.dumps(self.taken), flush=True)

    def step(self, what: str, frame: FrameType | None) -> None:
        """Note a step; at the one that is waited for, say so and wait for the end."""
        where = _where(frame)
        if not where:
            return
        name = f"{where}: {what}"
        self._count[name] += 1
        if self._count[name] > 1:
            name += f" #{self._count[name]}"
        self.taken.append(name)
        if name == self.stop:
            print(AT + name, flush=True)
            sys.stdin.readline()
            os._exit(3)  # the test is gone

    def _call(self, frame: FrameType, event: str, arg: object) -> None:
        if event != "c_call":
            return
        name, owner = getattr(arg, "__name__", ""), getattr(arg, "__self__", None)
        if isinstance(owner, ModuleType):
            if name in FILE_CALLS and owner.__name__ == os.name:
                self.step(name, frame)
        elif name == "write" and isinstance(owner, io.BufferedWriter | io.FileIO):
            self.step(name, frame)

    def _connect(self, *args: Any, **options: Any) -> sqlite3.Connection:
        made = _CONNECT(*args, **options)
        made.set_trace_callback(self._statement)
        return made

    def _statement(self, sql: str) -> None:
        words = sql.replace('"', " ").replace("(", " ").split()
        if words and words[0].upper() in SQL_WORDS:
            self.step(" ".join(words[:3]).rstrip(";"), sys._getframe(1))


def _where(frame: FrameType | None) -> str:
    """Return the function of the program that is at work, "" when none is."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(PROGRAM):
            return frame.f_code.co_qualname
        frame = frame.f_back
    return ""
