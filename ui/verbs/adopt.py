"""`adopt`: take the database that is there, or a new one, though another was there."""

import argparse
import sys

from models.errors import AbsentDesk, BadInput, ForeignDesk
from models.services.office import opening
from models.services.office.upkeep import record_adoption
from ui.verbs.common import VERB_ACTOR, data_folder, open_desk

HELP = "数据库不见了或者被换过：确认就用现在这份（--yes），或者从头开始（--yes --yes）"
REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how often it was confirmed."""
    parser.add_argument("--yes", action="count", default=0, help="确认；从头开始的要写两次")


def run(options: argparse.Namespace) -> int:
    """Say what is wrong until it is confirmed often enough, then take what is there."""
    folder = data_folder(options)
    if not folder.is_dir():
        raise BadInput.of(str(folder), "没有这个文件夹")
    try:
        with open_desk(options):
            sys.stdout.write("数据库就是上次用过的那一份，不需要确认。\n")
            return 0
    except (AbsentDesk, ForeignDesk) as error:
        fresh = isinstance(error, AbsentDesk)
        if options.yes < (2 if fresh else 1):
            sys.stderr.write(f"{error}\n{_FRESH if fresh else _OTHER}\n")
            return REFUSED
    with opening.open_desk(folder, VERB_ACTOR, adopt=True) as desk:
        record_adoption(desk, fresh=fresh)
    sys.stdout.write("已经从头开始。\n" if fresh else "以后就用现在这份数据库。\n")
    return 0


_FRESH = (
    "从头开始会建立一个没有案件的新数据库，原来的文书和备份都留着，已经发出过的编号不再发出。"
    "确认的，写两次 --yes。"
)
_OTHER = "确认就用现在这份的，加 --yes；它没有的登记不会回来，已经发出过的编号不再发出。"
