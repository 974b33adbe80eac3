"""A case told day by day: what the office and the parties do, and what the program shows of it.

Verbs (`files`, `serves`, `answers` …) do a step on the story's day through the services and return
the story, so that a day reads as one line. Nouns (`date`, `steps`, `to_serve` …) return what a page
or a list shows on that day. After every step and on every day what the lists read is compared with
what is computed from the log.
"""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import resources
from models.changes import Changes
from models.errors import BadInput
from models.rules.events import (
    Attendance,
    Deliberation,
    ExtensionApproved,
    HearingScheduled,
    OrderItem,
    Proof,
    Section,
    Vote,
)
from models.services.arguments.commands import COMMANDS
from models.services.closing import decision, mediation, publication
from models.services.closing.mediation import SessionIn
from models.services.parties import joining
from models.services.proceedings import answers, extension, hearing, periods, serving
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.overriding import override_gate
from models.services.proceedings.periods import PeriodIn
from models.services.proceedings.serving import Served
from models.services.receiving import docketing, intake
from models.services.shared import journal
from models.store.desk import Desk
from tests.services import support
from tests.stories.seen import Seen
from ui.verbs.playing.scenario import Clock, set_up_office

_DECIDED_BY = "《专利纠纷行政裁决和调解办法》第三十一条"
_PANEL = ("周建国", "李敏", "赵静")


@contextmanager
def began(folder: Path, sample: str) -> Generator["Story", None, None]:
    """Open a desk of the sample office for a story with a sample's request."""
    clock = Clock(date(2026, 3, 2))
    request: dict[str, Any] = json.loads(resources.text("samples", f"{sample}.json"))
    if sample == "S2":
        request["infringement_known_on"] = "2026-01-10"
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        yield Story(desk, clock, set_up_office(desk), request)


def refused(told: "Story", act: Callable[["Story"], object]) -> list[tuple[str, str]]:
    """Return field and problem of a refusal; nothing may have been written."""
    before = len(told.case().entries), told.stage(), told.to_serve()
    with pytest.raises(BadInput) as error:
        act(told)
    assert (len(told.case().entries), told.stage(), told.to_serve()) == before
    return [(p.field, p.problem) for p in error.value.problems]


def company(name: str, **more: Any) -> dict[str, Any]:
    """Return a company as a request names it."""
    plain = {"kind": "company", "name": name, "address": f"{name}住所地", "phone": "0357-5550909"}
    return plain | {"legal_rep": "周正平", "legal_rep_post": "经理"} | more


@dataclass
class Story(Seen):
    """One case on its way; `request` may be changed until it is filed."""

    # ---- what the office does

    def files(self) -> "Story":
        """File the request; it came in today."""
        self.request["received_on"] = self.day.isoformat()
        self.case_id = support.file(self.desk, self.request)
        self._agree()
        return self

    def dockets(self) -> "Story":
        """Approve and docket an adjudication."""
        support.docket(self.desk, self.case_id, dict(self.staff))
        return self._after()

    def approves(self, matter: str, kind: str | None = None) -> "Story":
        """Record the head's approval; `kind` says how a case is to be closed."""
        support.approve(self.desk, self.case_id, matter, kind=kind)
        return self._after()

    def refuses(self) -> "Story":
        """Approve and make the refusal to docket."""
        support.approve(self.desk, self.case_id, "refusal")
        return self._after(docketing.refuse_docketing(self.desk, self.case_id, on=self.day))

    def asks_for_correction(self, until: str) -> "Story":
        """Ask for what is missing."""
        return self._after(
            intake.request_correction(
                self.desk, self.case_id, on=self.day, until=date.fromisoformat(until)
            )
        )

    def receives_correction(self, posted: str | None = None) -> "Story":
        """Record `request` as it now is as what came back."""
        day = date.fromisoformat(posted) if posted else None
        return self._after(
            intake.record_corrected(
                self.desk, self.case_id, self.request, on=self.day, posted_on=day
            )
        )

    def serves(self, papers: str, *to: str, of: str | None = None, **more: Any) -> "Story":
        """Serve papers (codes with spaces between) directly on each of these parties."""
        for key in to:
            self._after(support.serve(self.desk, self.case_id, key, *papers.split(), of=of, **more))
        return self

    def publishes(self, papers: str, to: str) -> "Story":
        """Begin service by publication."""
        proof = support.published(self.day, place="本局公告栏", reason="下落不明，邮件退回")
        served = Served(to, tuple(papers.split()), "publication", proof, outside=True)
        return self._after(serving.serve(self.desk, self.case_id, served))

    def mails(self, papers: str, to: str, *, sent: str, tracking: str) -> "Story":
        """Record a letter that came today."""
        proof = Proof(
            sent_on=date.fromisoformat(sent), received_on=self.day, received_by="前台",
            tracking_no=tracking,
        )  # fmt: skip
        served = Served(to, tuple(papers.split()), "mail", proof, outside=True)
        return self._after(serving.serve(self.desk, self.case_id, served))

    def pauses(self, kind: str, *, by: str | None = None) -> "Story":
        """Begin days that do not count."""
        return self._after(
            answers.start_pause(
                self.desk, self.case_id, kind=kind, on=self.day, reason="见申请", applied_by=by
            )
        )

    def resumes(self, pause: str) -> "Story":
        """End the days that do not count."""
        return self._after(answers.end_pause(self.desk, self.case_id, pause=pause, on=self.day))

    def extends(self, level: int, *, months: int, document: str = "") -> "Story":
        """Extend the closing limit; the first level is approved today."""
        if level == 1:
            support.approve(self.desk, self.case_id, "extension_1")
        return self._after(
            extension.extend_conclusion(
                self.desk, self.case_id, on=self.day,
                extension=ExtensionApproved(
                    level=level, reason="案情复杂", months=months, document=document
                ),
            )
        )  # fmt: skip

    def extends_answer(self, party: str, until: str) -> "Story":
        """Give a respondent more time."""
        day = date.fromisoformat(until)
        return self._after(
            answers.extend_answer(self.desk, self.case_id, party=party, on=self.day, until=day)
        )

    def decides_objection(self, party: str, *, upheld: bool) -> "Story":
        """Decide on an objection to jurisdiction."""
        return self._after(
            answers.decide_objection(
                self.desk, self.case_id, party=party, on=self.day, upheld=upheld, text="见决定"
            )
        )

    def joins(self, party: dict[str, Any], side: str = "respondent") -> "Story":
        """Join a party by a ruling."""
        return self._after(
            joining.join_party(self.desk, self.case_id, party, on=self.day, side=side)
        )

    def replaces(self, *names: str) -> "Story":
        """Appoint another panel, the chair first."""
        chair, *members = (self.staff[name] for name in names)
        panel = docketing.Panel(chair, tuple(members), self.staff["陈雨"])
        return self._after(
            docketing.appoint_panel(self.desk, self.case_id, panel, on=self.day, reason="回避")
        )

    def ripens(self) -> "Story":
        """Go the shortest lawful way to a deliberation today."""
        support.ripen(self.desk, self.case_id)
        return self._after()

    def overrides(self, gate: str, reason: str) -> "Story":
        """Go on without what a gate asks, with a reason that the head approved."""
        return self._after(
            override_gate(
                self.desk, self.case_id, gate=gate, on=self.day, reason=reason,
                approver=self.staff["高明"],
            )
        )  # fmt: skip

    def fixes_hearing(self, hearing_on: str) -> "Story":
        """Fix a hearing in the office's own room."""
        return self._after(
            hearing.schedule_hearing(
                self.desk, self.case_id, on=self.day,
                hearing=HearingScheduled(
                    hearing_on=date.fromisoformat(hearing_on), time="9时", place="审理庭"
                ),
            )
        )  # fmt: skip

    def cancels_hearing(self) -> "Story":
        """Cancel the hearing that was fixed."""
        return self._after(
            hearing.cancel_hearing(self.desk, self.case_id, on=self.day, reason="当事人申请改期")
        )

    def hears(self, *absent: str) -> "Story":
        """Hold the hearing; everybody is there but these."""
        parties = self.case().state(self.day).parties
        came = [Attendance(p.key, p.key not in absent, "某人", "本人") for p in parties]
        return self._after(
            hearing.record_hearing(
                self.desk, self.case_id, on=self.day, attendance=came,
                sections=[Section("调查", "略")],
            )
        )  # fmt: skip

    def notifies_written_review(self, *parties: str, days: int) -> "Story":
        """Tell parties what is to be found without a hearing."""
        for key in parties:
            self._after(
                hearing.notify_written_review(
                    self.desk, self.case_id, party=key, on=self.day, text="拟认定侵权", days=days
                )
            )
        return self

    def deliberates(self, *names: str, result: str = "侵权成立") -> "Story":
        """Let the panel agree."""
        votes = [Vote(name, "agree") for name in names or _PANEL]
        return self._after(
            hearing.deliberate(
                self.desk,
                self.case_id,
                on=self.day,
                said=Deliberation(votes=tuple(votes), sections=(), result=result),
            )
        )

    def decides(self, *ordered: str, basis: str = _DECIDED_BY) -> "Story":
        """Order these respondents to stop making; without any the request is rejected."""
        stop = tuple(
            OrderItem(f"责令{self.case().name_of(key)}停止制造。", (key,), ("make",))
            for key in ordered
        )
        draft = decision.Decision(
            "established" if ordered else "rejected", "请求停止侵权。", "未答辩。", "已经审理。",
            ("查明属实。",), "证据属实。", ("理由成立。",), (basis,),
            (*stop, OrderItem("驳回其他请求。" if ordered else "驳回请求。")),
            {key: ("make",) for key in ordered},
        )  # fmt: skip
        return self._after(decision.issue_decision(self.desk, self.case_id, draft, on=self.day))

    def publishes_decision(self) -> "Story":
        """Make the decision public as it is proposed; another one checks."""
        return self._after(
            publication.publish(
                self.desk, self.case_id, on=self.day, place="本局网站",
                checked_by=self.staff["周建国"],
            )
        )  # fmt: skip

    def dismisses(self, ground: str) -> "Story":
        """Approve and make the dismissal of an adjudication."""
        support.bear_out(self.desk, self.case_id, ground, self.day)
        self.approves("closing", "dismissal")
        return self._after(
            decision.dismiss_case(
                self.desk, self.case_id, on=self.day, reason="见申请", ground=ground
            )
        )

    def settles(self, *signed: str) -> "Story":
        """Record the agreement that these parties signed themselves."""
        terms = mediation.Agreement(
            "双方同意调解。", ("停止销售库存。",), signed_by=tuple((k, "本人") for k in signed)
        )
        return self._after(mediation.record_agreement(self.desk, self.case_id, terms, on=self.day))

    def sets_period(self, what: str, party: str, days: int) -> "Story":
        """Set a party a period."""
        return self._after(
            periods.set_period(
                self.desk, self.case_id, what=what, party=party, on=self.day,
                period=PeriodIn(text="补交材料", days=days),
            )
        )  # fmt: skip

    def records(self, kind: str, **fields: Any) -> "Story":
        """Record what has no command of its own; `from_` means from."""
        typed = {"from" if name == "from_" else name: value for name, value in fields.items()}
        return self._after(
            journal.record_event(self.desk, self.case_id, kind, on=self.day, **typed)
        )

    def does(self, command: str, **arguments: Any) -> "Story":
        """Take a step that has no verb of its own here."""
        return self._after(COMMANDS[command](self.desk, self.case_id, on=self.day, **arguments))

    def voids(self, kind: str) -> "Story":
        """Void the last entry of a type that stands."""
        entry = [e for e in self.case().log.entries if e.event.type == kind][-1]
        return self._after(journal.void_event(self.desk, self.case_id, entry.id, reason="登记有误"))

    # ---- what the parties do

    def answers(self, party: str, *, posted: str | None = None) -> "Story":
        """Receive a respondent's answer."""
        day = date.fromisoformat(posted) if posted else None
        return self._after(
            answers.record_answer(
                self.desk,
                self.case_id,
                party=party,
                on=self.day,
                answer=AnswerIn(text="不侵权", posted_on=day),
            )
        )

    def objects(self, party: str) -> "Story":
        """Receive an objection to jurisdiction."""
        return self._after(
            answers.record_objection(
                self.desk, self.case_id, party=party, on=self.day, text="应由外地处理"
            )
        )

    def opines(self, party: str, *, consent: bool) -> "Story":
        """Receive a respondent's opinion on mediation."""
        return self._after(
            mediation.record_opinion(
                self.desk, self.case_id, party=party, on=self.day, consent=consent, text="见附件"
            )
        )

    # ---- mediation

    def dockets_mediation(self, session_on: str) -> "Story":
        """Docket a mediation for those who consented."""
        return self._after(
            mediation.docket_mediation(
                self.desk, self.case_id, on=self.day,
                session=SessionIn(
                    handler=self.staff["李敏"], session_on=date.fromisoformat(session_on),
                    time="9时", place="调解室", mediator="李敏",
                ),
            )
        )  # fmt: skip

    def refuses_mediation(self, *parties: str) -> "Story":
        """Refuse mediation with these respondents."""
        return self._after(
            mediation.refuse_mediation(self.desk, self.case_id, on=self.day, parties=list(parties))
        )

    def mediates(self, *came: str, absent: tuple[str, ...] = ()) -> "Story":
        """Record a session."""
        there = [Attendance(key, True, "某人", "本人") for key in came]
        away = [Attendance(key, False, note="未到") for key in absent]
        return self._after(
            mediation.record_session(
                self.desk, self.case_id, on=self.day, attendance=[*there, *away],
                record_text="双方各自陈述。",
            )
        )  # fmt: skip

    def dismisses_mediation(self, reason: str = "未达成协议") -> "Story":
        """Close a mediation without agreement."""
        return self._after(
            mediation.dismiss_mediation(self.desk, self.case_id, on=self.day, reason=reason)
        )

    def _after(self, _changes: Changes | None = None) -> "Story":
        self._agree()
        return self
