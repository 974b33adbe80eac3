"""`verify`: check database, audit chain and files of a data folder."""

import argparse
import sys

from models.backup.verify import verify
from models.errors import BadInput
from models.services.office import opening
from ui.verbs.common import data_folder, open_desk

HELP = "检查数据：数据库、审计链、文书文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the data folder."""


def run(options: argparse.Namespace) -> int:
    """Print each problem on a line; 0 when there is none, 1 otherwise."""
    folder = data_folder(options)
    if not opening.is_there(folder):
        raise BadInput.of(str(folder), "这里没有知裁台的数据，无从检查")
    with open_desk(options) as desk:
        problems = verify(desk)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write("数据完好。\n" if not problems else f"发现 {len(problems)} 个问题。\n")
    return 1 if problems else 0
