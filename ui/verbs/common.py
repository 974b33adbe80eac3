"""What verbs share: the data folder, reading text and JSON, printing JSON."""

import argparse
import json
import sys
from pathlib import Path

import platformdirs

from models.errors import BadInput
from models.rules.events import Json
from models.services.arguments.shapes import Plain
from models.services.office import opening
from models.store.desk import Desk
from models.store.faults import reason

VERB_ACTOR = "命令行"
MOST_TEXT = 64 << 20  # bytes of a file that is read whole
_LARGEST = 2**63  # above what a column holds


def data_folder(options: argparse.Namespace) -> Path:
    """Return the chosen data folder, else the user's own."""
    if options.data_dir is not None:
        return options.data_dir
    return Path(platformdirs.user_data_dir("zhicaitai", appauthor=False))


def open_desk(options: argparse.Namespace, *, may_begin: bool = False) -> Desk:
    """Open the data folder; HeldError names the window or person that holds it.

    BadInput where no folder is, unless the verb may begin one: a mistyped path makes nothing.
    """
    folder = data_folder(options)
    try:
        there = opening.is_there(folder)
    except OSError as error:
        raise BadInput.of("--data-dir", f"文件夹打不开：{reason(error)}") from error
    if not may_begin and not there:
        raise BadInput.of(str(folder), "这里没有知裁台的数据")
    desk = opening.open_desk(folder, VERB_ACTOR)
    if desk.unwritable is not None:
        sys.stderr.write(f"{desk.unwritable}\n")
    if options.clock_ok:
        desk.trust_clock()
    elif why := desk.clock_doubt():
        sys.stderr.write(f"{why}确认无误的，加 --clock-ok。\n")
    return desk


def row_number(text: str) -> int:
    """Return the number of a case or an entry as it was typed; what no row can have is refused."""
    found = int(text)
    if abs(found) >= _LARGEST:
        raise argparse.ArgumentTypeError(f"没有编号为{text[:40]}的记录")
    return found


def read_text(path: Path) -> str:
    """Read a text file; BadInput naming the file when it is unreadable or no plain file."""
    text = decoded(read_bytes(path))
    if text is None:
        raise BadInput.of(str(path), "文件读不出来：不是UTF-8文本")
    return text


def read_bytes(path: Path) -> bytes:
    """Read a file; BadInput naming it when it is unreadable, too large or no plain file."""
    try:
        if not path.is_file() and path.exists():
            raise BadInput.of(str(path), "这不是文件")
        if path.exists() and path.stat().st_size > MOST_TEXT:
            raise BadInput.of(str(path), f"文件太大，超过{MOST_TEXT >> 20}MB")
        return path.read_bytes()
    except OSError as error:
        raise BadInput.of(str(path), f"文件读不出来：{reason(error)}") from error
    except ValueError as error:  # a NUL in the name
        raise BadInput.of(repr(str(path)), "文件名不对") from error


def decoded(raw: bytes) -> str | None:
    """Return the text of a file in UTF-8 or, as Chinese office programs save it, in GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_json(path: Path) -> Json:
    """Read a JSON file; BadInput naming the file when it is unreadable or broken."""
    try:
        return parse_json(read_text(path))
    except (ValueError, RecursionError) as error:
        raise BadInput.of(str(path), f"不是有效的JSON：{error}") from error


def parse_json(text: str) -> Json:
    """Parse JSON; ValueError also for a name that is written twice and for NaN and Infinity."""
    found: Json = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    return found


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name[:40]}”写了两次")
        found[name] = value
    return found


def _no_number(word: str) -> Json:
    raise ValueError(f"{word}不是数")


def print_json(value: Plain) -> None:
    """Print JSON as UTF-8 with the characters themselves."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
