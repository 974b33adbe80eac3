"""`documents --case ID --set NAME|--form ID --out DIR`: make papers and write them out."""

import argparse
import sys
from pathlib import Path

from models.cases.loading import load as load_case
from models.errors import BadInput
from models.reference.paper_catalog import catalog
from models.services.shared import documents as papers
from ui.verbs.common import open_desk, row_number
from ui.verbs.writing import write_paper

HELP = "生成文书（DOCX 和 PDF）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add case, set or form, addressee, folder."""
    parser.add_argument("--case", type=row_number, required=True, help="案件编号")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--set", help="文书组")
    what.add_argument("--form", help="文书编号")
    parser.add_argument("--to", help="受送达人（P1、R1 …），不写则逐人生成")
    parser.add_argument("--out", type=Path, required=True, help="输出文件夹")
    parser.add_argument("--final", action="store_true", help="定稿并存入案件（缺项则拒绝）")


def run(options: argparse.Namespace) -> int:
    """Make the papers; drafts unless --final, which also stores them in the case."""
    with open_desk(options) as desk:
        view = load_case(desk, options.case)
        orders = _orders(desk, options)
        if options.final:
            papers.make_documents(desk, options.case, tuple(orders), final=True)
        for order in orders:
            made = papers.preview(desk, view, order, draft=not options.final)
            for path in write_paper(options.out, made, order.addressee or ""):
                sys.stdout.write(f"{path}\n")
    return 0


def _orders(desk: papers.Desk, options: argparse.Namespace) -> list[papers.Order]:
    forms = catalog()
    view = load_case(desk, options.case)
    if options.set:
        if options.set not in forms.sets():
            raise BadInput.of("--set", f"没有这个文书组；有：{'、'.join(forms.sets())}")
        orders = papers.orders_of_set(desk, options.case, options.set)
    else:
        if options.form not in forms.ids():
            raise BadInput.of("--form", f"没有这种文书；有：{'、'.join(forms.ids())}")
        spec = forms.spec(options.form)
        orders = [papers.Order(spec.id, key) for key in papers.addressees_of(view, spec)]
    if options.to:
        if view.party(options.to) is None:
            raise BadInput.of("--to", f"本案没有当事人{options.to}")
        orders = [papers.Order(o.form_id, options.to) for o in orders]
        orders = list(dict.fromkeys(orders))
    return orders
