"""`verify`: check database, audit chain and files of a data folder."""

import argparse
import sys
from pathlib import Path

from models.backup import paper_anchors, strays
from models.backup.verify import remarks, verify
from models.errors import BadInput
from models.queries.words import audit_words
from models.rules.problem import Problem
from models.store.audit import chain
from ui.verbs.common import data_folder, open_desk, read_bytes, row_number

HELP = "检查数据：数据库、审计链、文书文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the entry whose code is to be printed, the second place that is compared."""
    parser.add_argument(
        "--entry", type=row_number, metavar="N", help="印出第N条日志的校验码，与纸面上的核对"
    )
    parser.add_argument(
        "--second", type=Path, metavar="文件夹", help="与这个备份另存位置核对，不用设置里的"
    )
    parser.add_argument(
        "--paper",
        type=Path,
        metavar="文件",
        help="与一份发出去的定稿（PDF）核对日志",
    )


def run(options: argparse.Namespace) -> int:
    """Print each problem on a line; 0 when there is none, 1 otherwise."""
    folder = data_folder(options)
    _require_other(options.second, folder)
    paper = _anchor(options.paper)
    left = strays.found(folder)  # opening removes them
    with open_desk(options) as desk:
        problems = verify(desk, also=options.second)
        said = remarks(desk, options.second)
        found = chain.hash_of(desk.db, options.entry) if options.entry else ""
        if paper and (words := paper_anchors.contradiction(desk, paper)):
            problems.append(Problem(str(options.paper), words))
        code = audit_words(options.entry, found) if found else ""
        if options.entry and not found:
            problems.append(Problem(f"audit[{options.entry}]", "没有这一条日志"))
    for path in left:
        sys.stdout.write(f"{path}: 备份或恢复中断后留下的临时文件，已经清理\n")
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    for remark in said:
        sys.stderr.write(f"说明：{remark}\n")
    if code:
        sys.stdout.write(f"{code}\n")
    sys.stdout.write("数据完好。\n" if not problems else f"发现 {len(problems)} 个问题。\n")
    return 1 if problems else 0


def _anchor(path: Path | None) -> paper_anchors.Anchor | None:
    """Return what a paper says of the audit; BadInput when it says nothing."""
    if path is None:
        return None
    found = paper_anchors.said(read_bytes(path))
    if found is None:
        raise BadInput.of("--paper", f"不是本程序的定稿，或者是旧版程序生成的：{path}")
    return found


def _require_other(second: Path | None, folder: Path) -> None:
    """Refuse a second place that is none: a mistyped one would pass for a comparison."""
    if second is None:
        return
    if not second.is_dir():
        raise BadInput.of("--second", f"没有这个文件夹：{second}")
    if second.resolve() == folder.resolve():
        raise BadInput.of("--second", "这就是数据文件夹本身，不是另存位置")
