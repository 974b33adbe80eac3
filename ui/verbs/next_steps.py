"""`next-steps --case ID`: what can be done now, by whom, under which article, what is missing."""

import argparse

from models.cases.loading import load as load_case
from models.queries.dialogs.next_steps import steps_of
from ui.verbs.common import open_desk, print_json, row_number

HELP = "列出案件的下一步"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the case."""
    parser.add_argument("--case", type=row_number, required=True, help="案件编号")


def run(options: argparse.Namespace) -> int:
    """Print the steps as JSON, the most urgent first."""
    with open_desk(options) as desk:
        view = load_case(desk, options.case)
        print_json(
            [
                {
                    "id": s.step.id,
                    "name": s.step.name,
                    "party": s.step.party,
                    "actor": s.step.actor,
                    "basis": s.step.cited,
                    "command": s.step.command,
                    "papers": s.step.papers,
                    "due": s.due.isoformat() if s.due else None,
                    "status": s.status,
                    "optional": s.step.optional,
                    "missing": s.step.missing,
                }
                for s in steps_of(desk, view)
            ]
        )
    return 0
