"""`verify`: check database, audit chain and files of a data folder."""

import argparse
import sys

from models.backup import strays
from models.backup.verify import verify
from ui.verbs.common import data_folder, open_desk

HELP = "检查数据：数据库、审计链、文书文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the data folder."""


def run(options: argparse.Namespace) -> int:
    """Print each problem on a line; 0 when there is none, 1 otherwise."""
    folder = data_folder(options)
    left = strays.found(folder)  # opening removes them
    with open_desk(options) as desk:
        problems = verify(desk)
    for path in left:
        sys.stdout.write(f"{path}: 备份或恢复中断后留下的临时文件，已经清理\n")
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write("数据完好。\n" if not problems else f"发现 {len(problems)} 个问题。\n")
    return 1 if problems else 0
