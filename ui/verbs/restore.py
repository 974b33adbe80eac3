"""`restore --backup FILE`: put a backup in the place of the database, with its papers."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from models.backup import restore
from models.queries.restore_view import UNKNOWN_NUMBERS
from ui.verbs.common import VERB_ACTOR, data_folder, open_desk

HELP = "从备份恢复：数据库换成备份，缺少的文书从备份旁边取回"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the backup."""
    parser.add_argument("--backup", type=Path, required=True, help="备份文件")
    parser.add_argument(
        "--other-data", action="store_true", help="备份不是从这里的数据来的，也要用它换掉"
    )


def run(options: argparse.Namespace) -> int:
    """Restore and say where the old database is; 0 when every paper is there, 1 otherwise."""
    folder, path = data_folder(options), options.backup
    done = restore.restore(folder, path, VERB_ACTOR, datetime.now(UTC), others=options.other_data)
    open_desk(options).close()  # the restore gets its entry in the audit
    old = f"原来的数据库另存为 {done.aside}" if done.aside else "原来没有数据库"
    sys.stdout.write(f"已恢复 {path}。{old}。\n")
    if not done.numbers_known:
        sys.stdout.write(f"{UNKNOWN_NUMBERS}\n")
    counts = f"取回 {done.fetched} 份，还缺 {len(done.missing)} 份"
    sys.stdout.write(f"备份登记了 {done.papers} 份文书文件：{counts}。\n")
    for words in (*done.missing, *done.asides):
        sys.stdout.write(f"{words}\n")
    return 1 if done.missing else 0
