"""Start-up: log, UTF-8 output, last-resort error handling, then a verb."""

import argparse
import io
import logging
import logging.handlers
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import platformdirs

import resources
from models.errors import BadInput, KnownError
from ui.verbs import VERBS

APP = "zhicaitai"
OK, FAILED, REFUSED = 0, 1, 2


def version() -> str:
    """Return the program's one version number."""
    return resources.text("VERSION").strip()


def log_folder() -> Path:
    """Return the user's log folder (created on first use)."""
    folder = Path(platformdirs.user_log_dir(APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _start_log() -> None:
    try:
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            log_folder() / f"{APP}.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
        )
    except OSError:
        # No log folder (full disk, locked-down PC) must not keep anyone from working.
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def _utf8_output() -> None:
    """Consoles in gbk die on rare characters: always write UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _last_resort(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger(APP).critical("unhandled", exc_info=(kind, error, trace))
    sys.stderr.write(f"程序出错：{error}\n详细情况已写入日志。已保存的数据不受影响。\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every verb; the verbs add their own arguments."""
    parser = argparse.ArgumentParser(prog="main.py", description="知裁台")
    parser.add_argument("--version", action="version", version=version())
    parser.add_argument("--data-dir", type=Path, default=None, help="数据文件夹")
    verbs = parser.add_subparsers(dest="verb", metavar="命令")
    for name, verb in VERBS.items():
        sub = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        sub.add_argument("--data-dir", type=Path, default=argparse.SUPPRESS, help="数据文件夹")
        verb.add_arguments(sub)
    return parser


def main(argv: Sequence[str]) -> int:
    """Run one verb: 0 success, 1 a failed check or our fault, 2 refused input."""
    _utf8_output()
    _start_log()
    sys.excepthook = _last_resort
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.verb is None:
        parser.print_help()
        return OK
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
