"""A new served paper needs no Python: its file, its step and its period in the data folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.cases.deadlines import case_deadlines
from models.cases.loading import load
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists.to_serve import to_serve
from models.reference import additions
from models.rules.events import Proof
from models.services.office.opening import open_desk
from models.services.proceedings import serving
from models.services.shared import documents
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.services.support import docket, file
from ui.verbs.playing.scenario import set_up_office

PAPER = """
id = "goodwill_reminder"
title = "和解提示书"
version = 1
source = "本局自拟"
layout = "letter"
issuer_line = true
number = "case.no"
kinds = ["adjudication"]
addressees = "parties"
per_addressee = true
copies = 2
served = "goodwill_reminder"
basis = ["专利纠纷行政裁决和调解办法第35条"]
required = ["office.issuer", "case.no", "addressee.name", "document.on"]

[[block]]
type = "paragraph"
style = "addressee"
text = "{{ addressee.name }}："
[[block]]
type = "paragraph"
text = "本案（{{ case.no }}）审理期间，双方可以自行和解；愿意和解的，请于七日内告知本局。"
[[block]]
type = "seal"
issuer = "{{ office.issuer }}"
date = "document.on"
"""
STEP = """
command = "serve"

[step]
order = { adjudication = 10 }
name = "送达和解提示书"
who = ["handler"]
basis = ["办法第35条"]
per = "party"
after = ["docketed"]
done = ["served:goodwill_reminder"]
stop = ["concluded"]
papers = ["goodwill_reminder"]
"""
PERIOD = """
[pack]
id = "goodwill"
version = "1"
name = "本局：和解提示"
kind = "local"
valid_from = 2025-02-01
source = "本局"
confirmed_by = "高明"

[[rule]]
id = "goodwill_reply"
name = "答复和解提示"
code = "G1"
procedures = ["adjudication"]
per = "party"
duty = "party"
if_missed = "视为不愿和解"
basis = "本局和解提示办法"
text = "自收到和解提示书之日起七日内答复。"
roll = "next"
count = { number = 7, unit = "day" }
[rule.trigger]
first = { event = "served", document = "goodwill_reminder", to = "$key" }
label = "收到和解提示书"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose folder brings a paper, a step and a period of its own."""
    for name, text in (
        ("additions/papers/goodwill_reminder.toml", PAPER),
        ("additions/steps/serve_goodwill_reminder.toml", STEP),
        ("packs/goodwill.toml", PERIOD),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with open_desk(tmp_path, "李敏", date(2026, 5, 20)) as opened:
        set_up_office(opened)
        yield opened
    additions.use(tmp_path / "nothing")


def test_it_is_made_served_and_starts_its_clock(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    waiting = [line for line in to_serve(desk) if line.step == "serve_goodwill_reminder"]
    assert [line.documents for line in waiting] == ["和解提示书"] * 2, "送达 asks for it"

    documents.make_documents(desk, case_id, (Order("goodwill_reminder", "R1"),), final=True)
    proof = Proof(received_on=desk.today(), received_by="收发室", received_as="agent")
    served = serving.Served("R1", ("goodwill_reminder",), "direct", proof, outside=True)
    serving.serve(desk, case_id, served)

    case = load(desk, case_id)
    [clock] = [d for d in case_deadlines(desk, case, desk.today()) if d.id == "goodwill_reply"]
    assert (clock.party, clock.due) == ("R1", date(2026, 5, 27))
    left = [s.step.party for s in steps_of(desk, case) if s.step.id == "serve_goodwill_reminder"]
    assert left == ["P1"], "served on R1, P1 still waits"


def test_without_the_folder_nothing_of_it_is_known(desk: Desk, tmp_path: Path) -> None:
    additions.use(tmp_path / "nothing")
    with pytest.raises(Exception, match="goodwill_reminder"):
        documents.catalog().spec("goodwill_reminder")
