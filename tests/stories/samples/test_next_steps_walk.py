"""What 下一步 offers can be done: on every day of every sample each offered step is tried.

A step without anything `missing` must go through its service; nothing tried is kept.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load as load_case
from models.entities import Case
from models.errors import BadInput
from models.queries.dialogs.next_steps import DatedStep, steps_of
from models.queries.lists.open_steps import served_by
from models.rules.decided.in_force import bound_items, in_force
from models.rules.events import (
    AnswerReceived,
    Deliberation,
    ExtensionApproved,
    HearingScheduled,
    Opinion,
    OrderItem,
    Proof,
    TollingEnded,
    TollingStarted,
    Vote,
)
from models.rules.procedure.conditions import takes_part
from models.services.closing import decision, mediation, performing, publication
from models.services.closing.mediation import SessionIn
from models.services.parties import apart, joining
from models.services.parties.apart import ApartIn
from models.services.proceedings import answers, extension, hearing, patent, routing, serving
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.routing import RoutingIn
from models.services.receiving import approving, docketing, intake
from models.services.receiving.approving import SheetDetails
from models.services.receiving.docketing import Panel
from models.services.shared import journal
from models.store.desk import Desk
from tests.services import support
from tests.stories.samples.conftest import ORDER
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

EVENTS: dict[str, dict[str, Any]] = {
    "apply_enforcement": {"kind": "enforcement_applied"},
    "holder_enforcement": {"kind": "holder_enforcement_applied"},
    "copy_to_cnipa": {"kind": "copied_to_cnipa"},
    "court_defence": {"kind": "defence_filed"},
}


class _Undone(Exception):
    """Takes back what was tried."""


class Office(Protocol):
    """Where somebody works, and on which day."""

    @property
    def desk(self) -> Desk:
        """The open folder."""
        ...

    @property
    def staff(self) -> Mapping[str, int]:
        """The numbers of the staff by name."""
        ...

    @property
    def clock(self) -> Clock:
        """The day it is."""
        ...


class Try:
    """Does the obvious thing for a step."""

    def __init__(self, player: Office, view: CaseFile, step: DatedStep) -> None:
        self.desk, self.staff, self.view = player.desk, player.staff, view
        self.step, self.key, self.day = step.step, step.step.party or "", player.clock.day
        self.about = {"on": self.day}

    def go(self) -> None:
        """Run the service."""
        getattr(self, self.step.command)()

    def check_acceptance(self) -> None:
        """A check writes nothing."""

    def request_correction(self) -> None:
        intake.request_correction(self.desk, self.view.id, on=self.day, days=7)

    def record_corrected(self) -> None:
        data = self.view.last_request.data
        intake.record_corrected(self.desk, self.view.id, data, on=self.day)

    def record_approval(self) -> None:
        closing = {"closing_approval": "decision", "dismissal_approval": "dismissal",
                   "dismiss_withdrawn": "dismissal"}  # fmt: skip
        kind = closing.get(self.step.id)
        opinion = Opinion("dept_head", "高明", "同意", self.day)
        approving.record_approval(
            self.desk, self.view.id, "closing" if kind else "docketing", [opinion], on=self.day,
            details=SheetDetails(kind) if kind else None,
        )  # fmt: skip

    def docket(self) -> None:
        panel = Panel(self.staff["周建国"], (self.staff["李敏"], self.staff["赵静"]))
        docketing.docket(
            self.desk, self.view.id, on=self.day, panel=panel, handler=self.staff["李敏"]
        )

    def refuse_docketing(self) -> None:
        docketing.refuse_docketing(self.desk, self.view.id, on=self.day)

    def serve(self) -> None:
        if self.step.id == "forward_answer":
            answered = self.view.log.last(AnswerReceived)
            assert answered
            requester = self.view.side("requester")[0].key
            self._serve(requester, "answer_copy", of=answered.event.sender)
            return
        self._serve(self.key, *served_by(self.step))

    def _serve(self, to: str, *papers: str, of: str | None = None) -> None:
        proof = Proof(received_on=self.day, received_by="本人", received_as="agent")
        served = serving.Served(to, papers, "direct", proof, of=of, outside=True)
        serving.serve(self.desk, self.view.id, served)

    def route(self) -> None:
        phase = "final" if self.step.id == "final_routing" else "pre"
        criteria = routing.reference.routing_rules().criteria
        values = {c.id: "no" for c in criteria}
        routing.route(
            self.desk,
            self.view.id,
            phase=phase,
            on=self.day,
            choice=RoutingIn(answers=values, decided_by="孙立"),
        )

    def record_answer(self) -> None:
        answers.record_answer(
            self.desk, self.view.id, party=self.key, on=self.day, answer=AnswerIn(text="不侵权")
        )

    def decide_objection(self) -> None:
        answers.decide_objection(
            self.desk, self.view.id, party=self.key, on=self.day, upheld=False, text="驳回"
        )

    def schedule_hearing(self) -> None:
        hearing.schedule_hearing(
            self.desk,
            self.view.id,
            on=self.day,
            hearing=HearingScheduled(
                hearing_on=self.day + timedelta(20), time="9时", place="审理庭"
            ),
        )

    def record_hearing(self) -> None:
        come = [hearing.Attendance(p.key, True, "某人", "本人") for p in self.view.parties]
        section = hearing.Section("调查", "已调查")
        hearing.record_hearing(
            self.desk, self.view.id, on=self.day, attendance=come, sections=[section]
        )

    def deliberate(self) -> None:
        votes = tuple(Vote(m.name, "agree") for m in self.view.panel(self.day))
        hearing.deliberate(
            self.desk,
            self.view.id,
            on=self.day,
            said=Deliberation(votes=votes, sections=(), result="成立"),
        )

    def issue_decision(self) -> None:
        order = OrderItem("责令停止侵权。", ("R1",), ("make",)), OrderItem("驳回其他请求。")
        basis = ("《专利纠纷行政裁决和调解办法》第二十六条、第三十一条",)
        draft = decision.Decision(
            "established", "请求", "答辩", "经过", ("事实",), "证据", ("理由",), basis, order,
            {"R1": ("make",)},
        )  # fmt: skip
        decision.issue_decision(self.desk, self.view.id, draft, on=self.day)

    def check_patent(self) -> None:
        patent.check_patent(
            self.desk, self.view.id, on=self.day, source="专利登记簿副本", in_force=True
        )

    def publish(self) -> None:
        publication.publish(
            self.desk, self.view.id, on=self.day, place="网站", checked_by=self.staff["周建国"]
        )

    def dismiss_case(self) -> None:
        support.bear_out(self.desk, self.view.id, "withdrawn", self.day)
        decision.dismiss_case(
            self.desk, self.view.id, on=self.day, reason="撤回", ground="withdrawn"
        )

    def end_pause(self) -> None:
        ended = {e.event.id for e in self.view.log.all(TollingEnded)}
        own = [e.event.id for e in self.view.log.all(TollingStarted) if not e.derived]
        answers.end_pause(
            self.desk, self.view.id, pause=next(i for i in own if i not in ended), on=self.day
        )

    def start_pause(self) -> None:
        answers.start_pause(self.desk, self.view.id, kind="suspension", on=self.day, reason="无效")

    def close_apart(self) -> None:
        last = self.view.present("respondent")[-1].key
        ending = ApartIn(ground="withdrawn", reason="撤回", approver="高明")
        apart.close_apart(
            self.desk, self.view.id, party=last, on=self.day, kind="dismissed", ending=ending
        )

    def join_party(self) -> None:
        data = {"kind": "natural", "name": "新来的人", "address": "某地", "phone": "1"}
        joining.join_party(self.desk, self.view.id, data, on=self.day)

    def extend_conclusion(self) -> None:
        extension.extend_conclusion(
            self.desk,
            self.view.id,
            on=self.day,
            extension=ExtensionApproved(level=1, months=1, reason="复杂"),
        )

    def record_agreement(self) -> None:
        state = self.view.state()
        signed = tuple((p.key, "本人") for p in self.view.parties if takes_part(state, p.key))
        agreement = mediation.Agreement("事实", ("条款",), signed_by=signed)
        mediation.record_agreement(self.desk, self.view.id, agreement, on=self.day)

    def record_opinion(self) -> None:
        mediation.record_opinion(
            self.desk, self.view.id, party=self.key, on=self.day, consent=True, text="同意"
        )

    def docket_mediation(self) -> None:
        mediation.docket_mediation(
            self.desk,
            self.view.id,
            on=self.day,
            session=SessionIn(
                handler=self.staff["李敏"],
                session_on=self.day,
                time="9时",
                place="室",
                mediator="李敏",
            ),
        )

    def refuse_mediation(self) -> None:
        mediation.refuse_mediation(self.desk, self.view.id, on=self.day, parties=[self.key])

    def record_session(self) -> None:
        mediation.record_session(
            self.desk, self.view.id, on=self.day, attendance=[], record_text="已调解"
        )

    def dismiss_mediation(self) -> None:
        mediation.dismiss_mediation(self.desk, self.view.id, on=self.day, reason="未达成协议")

    def record_performance(self) -> None:
        now = in_force(self.view.log)
        assert now
        items = bound_items(now, self.key)
        performing.record_performance(
            self.desk, self.view.id, party=self.key, on=self.day, items=items
        )

    def record_event(self) -> None:
        fields = dict(EVENTS[self.step.id])
        if self.key:
            fields["of"] = self.key
        journal.record_event(self.desk, self.view.id, on=self.day, **fields)


@contextmanager
def undone(desk: Desk) -> Iterator[None]:
    """Take back whatever is written inside."""
    try:
        with desk.db.atomic("IMMEDIATE"):
            yield
            raise _Undone
    except _Undone:
        pass


def _walk(player: Player, wrong: list[str], tried: set[str]) -> Callable[[str, date], None]:
    def look(name: str, day: date) -> None:
        newest = Case.select(Case.id).order_by(Case.id.desc()).first()
        if newest is None or name in ("file_request", "record_entry"):
            return
        view = load_case(player.desk, newest.id)
        for one in steps_of(player.desk, view):
            step = one.step
            assert step.actor and step.basis and step.name
            if step.missing:
                continue
            tried.add(step.id)
            try:
                with undone(player.desk):
                    Try(player, view, one).go()
            except BadInput as refused:
                wrong.append(f"{day} {step.id} {step.party}: {refused}")

    return look


@pytest.mark.parametrize("sample", ORDER)
def test_what_is_offered_can_be_done(sample: str, tmp_path: Path) -> None:
    clock = Clock(date(2025, 6, 2))
    with Desk.open(tmp_path, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        if sample == "S10":
            player.play(load_scenario("S1"), papers=False)  # the mediation follows its decision
        wrong: list[str] = []
        tried: set[str] = set()
        case_id = player.play(
            load_scenario(sample), papers=False, on_step=_walk(player, wrong, tried)
        )
        assert wrong == []
        assert tried
        assert deadlines.case_deadlines(desk, load_case(desk, case_id), clock.day)
