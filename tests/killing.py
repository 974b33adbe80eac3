"""Kills at named steps: a child process says where it is and waits there for its end.

A step is a call that changes something outside the process: a file written, forced to disk, renamed
or removed, a statement that writes to a database. No code of the program knows of it: the child
watches its own calls (`sys.setprofile`) and statements (SQLite's trace). A step is named after the
function of the program that takes it, as `Batch.publish: replace`; the second of the same name is
`Batch.publish: replace #2`. The child stops just before the step.
"""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any, Self

from tests.places import ROOT

PROGRAM = tuple(str(ROOT / name) + os.sep for name in ("models", "forms", "ui"))
FILE_CALLS = {
    "fsync", "ftruncate", "link", "mkdir", "remove", "rename", "replace", "rmdir", "unlink", "write"
}  # fmt: skip
SQL_WORDS = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE")
READY, AT, OVER, GONE = "ready", "at ", "over ", "gone"
_connect = sqlite3.connect


def say(text: str) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wait_for_the_end() -> None:
    """Stay here until the test kills this process, or is gone itself."""
    sys.stdin.readline()
    os._exit(3)


class Steps:
    """The steps of this process, which stops at the one named `stop`."""

    def __init__(self, stop: str = "") -> None:
        self.stop = stop
        self.taken: list[str] = []
        self._count: Counter[str] = Counter()

    def watch(self) -> None:
        """Begin when the test says so; databases opened from now on are watched too."""
        say(READY)
        sys.stdin.readline()
        sqlite3.connect = self._watched
        sys.setprofile(self._called)

    def over(self) -> None:
        """Say that the work is done, and which steps it took."""
        sys.setprofile(None)
        say(OVER + json.dumps(self.taken))

    def _called(self, frame: FrameType, event: str, arg: object) -> None:
        if event != "c_call":
            return
        name, owner = getattr(arg, "__name__", ""), getattr(arg, "__self__", None)
        if isinstance(owner, ModuleType):
            if name in FILE_CALLS and owner.__name__ == os.name:
                self._step(name, frame)
        elif name == "write" and isinstance(owner, io.BufferedWriter | io.FileIO):
            self._step(name, frame)

    def _watched(self, *args: Any, **options: Any) -> sqlite3.Connection:
        made = _connect(*args, **options)
        made.set_trace_callback(self._stated)
        return made

    def _stated(self, sql: str) -> None:
        words = sql.replace('"', " ").replace("(", " ").split()
        if words and words[0].upper() in SQL_WORDS:
            self._step(" ".join(words[:3]), sys._getframe(1))

    def _step(self, what: str, frame: FrameType | None) -> None:
        where = _function(frame)
        if not where:
            return
        name = f"{where}: {what}"
        self._count[name] += 1
        if self._count[name] > 1:
            name += f" #{self._count[name]}"
        self.taken.append(name)
        if name == self.stop:
            say(AT + name)
            wait_for_the_end()


def _function(frame: FrameType | None) -> str:
    """Return the named function of the program that is at work, "" when none is."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(PROGRAM) and "<" not in code.co_qualname:
            return code.co_qualname
        frame = frame.f_back
    return ""


class Child:
    """A child process that runs code with a step to stop at and other arguments; killed at last."""

    def __init__(self, code: str, stop: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, stop, *arguments],
            cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self) -> str:
        """Let it go, and return what it says: the step it is at, or that it is over."""
        assert self.process.stdin is not None
        assert self.hear() == READY
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> str:
        """Return the next line it says."""
        process = self.process
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline().strip()
        assert line, f"the child ended by itself: {process.stderr.read()}"
        return line

    def kill(self) -> None:
        """Kill it and close its pipes."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


class Brood:
    """A process that has done the imports of some code and forks a child for each run of it.

    A child of its own for each kill would load the program each time. Where there is no fork
    (Windows), it is so.
    """

    def __init__(self, code: str) -> None:
        self._code = code
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing"],
            cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._tell(json.dumps(code))

    def run_and_kill(self, stop: str, arguments: Sequence[str]) -> str:
        """Run the code to a step, kill it there and return what it said."""
        self._tell(json.dumps([stop, *arguments]))
        pid = int(self._hear())
        assert self._hear() == READY
        self._tell("go")
        said = self._hear()
        os.kill(pid, signal.SIGKILL)
        assert self._hear() == GONE
        return said

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None and self._process.stderr is not None
        line = self._process.stdout.readline().strip()
        assert line, f"the process ended by itself: {self._process.stderr.read()}"
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def brood() -> None:
    """Be the process of a `Brood`: nothing is open in it, so that a child begins with nothing."""
    code = json.loads(sys.stdin.readline())
    exec(code[: code.index("steps = ")], {"__name__": "__main__"})
    while line := sys.stdin.readline():
        if child := os.fork():
            os.waitpid(child, 0)
            say(GONE)
            continue
        say(str(os.getpid()))
        sys.argv = ["", *json.loads(line)]
        exec(code, {"__name__": "__main__"})
        wait_for_the_end()


def steps_of(code: str, *arguments: str) -> list[str]:
    """Run code to its end and return the names of its steps."""
    with Child(code, "", *arguments) as child:
        said = child.run()
    assert said.startswith(OVER), said
    names: list[str] = json.loads(said.removeprefix(OVER))
    return names


def kill_at_each(
    code: str, names: Sequence[str], arguments: Callable[[int], Sequence[str]]
) -> Iterator[str]:
    """Run code once for each name and kill it there; yields after each kill.

    `arguments` makes the arguments of a run by its number.
    """
    if not hasattr(os, "fork"):
        for number, name in enumerate(names):
            with Child(code, name, *arguments(number)) as child:
                assert child.run() == AT + name
            yield name
        return
    with Brood(code) as brooding:
        for number, name in enumerate(names):
            assert brooding.run_and_kill(name, arguments(number)) == AT + name
            yield name


if __name__ == "__main__":
    brood()
