"""Start-up: log, UTF-8 output, last-resort error handling, then the window or a verb.

Nothing here imports Qt or a verb before it is known which of them is wanted: the window is there
sooner, and the verbs work where Qt does not.
"""

import argparse
import io
import logging
import logging.handlers
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import platformdirs

import resources
from models.errors import BadInput, KnownError
from models.store.files.rights import shut
from ui.work import traces

APP = "zhicaitai"
OK, FAILED, REFUSED = 0, 1, 2
PRACTICE = "--practice"  # said by a window that opens the practice window (ui/practice/launch.py)
NO_DISPLAY = (
    "这里没有图形界面，窗口打不开。可以用下面的命令；"
    "“demo --out 文件夹”用样例案件写出全部文书。\n\n"
)


def version() -> str:
    """Return the program's one version number."""
    return resources.text("VERSION").strip()


def log_folder() -> Path:
    """Return the user's log folder (created on first use)."""
    folder = Path(platformdirs.user_log_dir(APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _start_log(name: str) -> None:
    try:
        folder = log_folder()
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / f"{name}.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
        )
        for path in (folder, *folder.iterdir()):
            shut(path)
    except OSError:
        # No log folder (full disk, locked-down PC) must not keep anyone from working.
        handler = logging.NullHandler()
    handler.setFormatter(traces.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def _utf8_output() -> None:
    """Consoles in gbk die on rare characters: always write UTF-8."""
    # The windowed program of a package has no output at all.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _last_resort(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger(APP).critical("unhandled", exc_info=(kind, error, trace))
    sys.stderr.write(
        f"程序出错：{type(error).__name__}\n详细情况已写入日志。已保存的数据不受影响。\n"
    )


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every verb; the verbs add their own arguments."""
    parser = argparse.ArgumentParser(prog="main.py", description="知裁台")
    parser.add_argument("--version", action="version", version=version())
    parser.add_argument("--data-dir", type=Path, default=None, help="数据文件夹")
    from ui.verbs import VERBS  # all of the program: only when a verb is wanted

    verbs = parser.add_subparsers(dest="verb", metavar="命令")
    for name, verb in VERBS.items():
        sub = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        sub.add_argument("--data-dir", type=Path, default=argparse.SUPPRESS, help="数据文件夹")
        sub.add_argument("--clock-ok", action="store_true", help="电脑时间已经核对无误")
        verb.add_arguments(sub)
    return parser


def has_display() -> bool:
    """Tell whether a window can be shown; QT_QPA_PLATFORM says that someone means to."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window_folder(argv: Sequence[str]) -> Path | None:
    """Return the data folder when the arguments ask for the window, None when for a verb.

    `--practice --data-dir X` is the practice window over X; a window starts it (ui/practice).
    """
    match list(argv):
        case [word, "--data-dir", folder] if word == PRACTICE and not folder.startswith("-"):
            return Path(folder)
        case []:
            return Path(platformdirs.user_data_dir(APP, appauthor=False))
        case ["--data-dir", folder] if not folder.startswith("-"):
            return Path(folder)
        case [word] if word.startswith("--data-dir=") and word != "--data-dir=":
            return Path(word.removeprefix("--data-dir="))
        case _:
            return None


def main(argv: Sequence[str]) -> int:
    """Show the window or run one verb: 0 success, 1 a failed check or our fault, 2 refused."""
    practice = argv[:1] == [PRACTICE]
    _utf8_output()
    # Two programs that turn over one file get into each other's way on Windows.
    _start_log(f"{APP}-practice" if practice else APP)
    sys.excepthook = _last_resort
    folder = _window_folder(argv)
    if folder is not None and has_display():
        from ui.shell.app import run

        return run(folder, practice=practice)
    return _run_verb(argv)


def _run_verb(argv: Sequence[str]) -> int:
    from ui.verbs import VERBS

    parser = build_parser()
    options = parser.parse_args(argv)
    if options.verb is None:
        sys.stdout.write(NO_DISPLAY)
        parser.print_help()
        return OK
    if options.verb == "self-test":
        _add_window_checks()
    try:
        return VERBS[options.verb].run(options)
    except BadInput as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        return REFUSED
    except KnownError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except BrokenPipeError:
        return FAILED


def _add_window_checks() -> None:
    """Let the self-test also check the window, where its libraries are installed."""
    from importlib.util import find_spec

    from ui.verbs import self_test

    if find_spec("PySide6") is not None:
        from ui.shell.selfcheck import WINDOW_CHECKS

        self_test.CHECKS.update(WINDOW_CHECKS)
