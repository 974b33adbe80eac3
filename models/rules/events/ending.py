"""The main clock, the end of a case, the decision and its publication (arts. 30–37, 83)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from models.rules.events.base import (
    ADJUDICATION,
    MEDIATION,
    Event,
    ItemKey,
    Order,
    PartyKey,
    Words,
    after,
    event,
)
from models.rules.events.codes import Conclusion, Outcome, Tolling
from models.rules.events.records import (
    LeftOpen,
    MaskedKind,
    MaskedText,
    OrderItem,
    PublishedPart,
    RequestAnswer,
)


@event(
    "tolling_started",
    "不计入期限的期间开始",
    after("docketed", kinds=(ADJUDICATION,), open=True),
    clock=True,
)
class TollingStarted(Event):
    """Days begin that do not count towards the closing limit."""

    id: Annotated[ItemKey, Words("期间编号", clock=True, hidden=True, subject=True)]
    kind: Annotated[Tolling, Words("种类", clock=True, quality=True)]
    applied_by: Annotated[
        PartyKey | None,
        Words(
            "申请人",
            clock=True,
            required_when={"kind": (Tolling.EVIDENCE_EXTENSION, Tolling.SETTLEMENT)},
        ),
    ] = None
    reason: Annotated[str, Words("理由")] = ""


@event("tolling_ended", "不计入期限的期间结束", clock=True)
class TollingEnded(Event):
    """Those days end; the day itself counts again."""

    id: Annotated[ItemKey, Words("期间编号", clock=True, hidden=True, subject=True)]


@event(
    "extension_approved",
    "批准延长结案期限",
    after("docketed", kinds=(ADJUDICATION, MEDIATION), open=True),
    clock=True,
)
class ExtensionApproved(Event):
    """The closing limit was extended: level 1 by the head, level 2 by the superior (art. 37)."""

    level: Annotated[int, Words("延长次第", clock=True, minimum=1, maximum=2)]
    months: Annotated[int | None, Words("月数", clock=True, minimum=1)] = None
    days: Annotated[int | None, Words("天数", clock=True, minimum=1)] = None
    reason: Annotated[str, Words("理由", keep=True)] = ""
    document: Annotated[str, Words("文书", line=True, keep=True)] = ""


@event("concluded", "结案", after("docketed", once=True), clock=True)
class Concluded(Event):
    """The case ended."""

    kind: Annotated[
        Conclusion | None, Words("结案方式", clock=True, quality=True, coded="conclusion")
    ] = None


@event(
    "decision_issued",
    "作出裁决",
    after("deliberated", "approval_recorded:closing", kinds=(ADJUDICATION,), open=True, once=True),
    clock=True,
)
class DecisionIssued(Event):
    """The decision: everything its paper says that the case file does not know already.

    `proved` maps a respondent to the acts proved; `ordered` are those told to stop.
    """

    result: Annotated[str, Words("裁决结果", clock=True, coded="outcome")] = ""
    ordered: Annotated[tuple[PartyKey, ...], Words("被责令停止者", clock=True, keep=True)] = ()
    requester_claims: Annotated[str, Words("请求人主张", keep=True)] = ""
    respondent_claims: Annotated[str, Words("被请求人辩称", keep=True)] = ""
    procedure: Annotated[str, Words("办理经过", keep=True)] = ""
    facts_found: Annotated[tuple[str, ...], Words("查明的事实", keep=True)] = ()
    evidence_text: Annotated[str, Words("证据", keep=True)] = ""
    reasons: Annotated[tuple[str, ...], Words("理由", keep=True)] = ()
    basis: Annotated[tuple[str, ...], Words("依据", keep=True)] = ()
    order_items: Annotated[tuple[OrderItem, ...], Words("主文", key="order", keep=True)] = ()
    answers: Annotated[tuple[RequestAnswer, ...], Words("请求事项的处理")] = ()
    proved: Annotated[Mapping[str, tuple[str, ...]], Words("", hidden=True, keep=True)] = field(
        default_factory=dict[str, tuple[str, ...]]
    )

    @property
    def outcome(self) -> Outcome | None:
        """What it finds; None for what an older program or the deadline verb wrote otherwise."""
        return Outcome(self.result) if self.result in set(Outcome) else None


@event("published", "裁决公开", after("decision_issued", kinds=(ADJUDICATION,)), clock=True)
class Published(Event):
    """The decision was made public with what was masked (art. 83).

    `parts` is the text that went out, made from the decision; `masked` is all that older entries
    say of it.
    """

    place: Annotated[str, Words("地点", line=True, keep=True)] = ""
    masked: Annotated[tuple[str, ...], Words("隐去的内容", keep=True)] = ()
    counts: Annotated[tuple[MaskedKind, ...], Words("遮盖的种类和处数")] = ()
    left: Annotated[tuple[LeftOpen, ...], Words("建议遮盖而不遮盖的")] = ()
    added: Annotated[tuple[MaskedText, ...], Words("", hidden=True)] = ()
    masked_by: Annotated[str, Words("遮盖人", line=True)] = ""
    checked_by: Annotated[str, Words("核对人", line=True)] = ""
    parts: Annotated[tuple[PublishedPart, ...], Words("", hidden=True)] = ()


@event("infringement_known", "知道侵权行为和侵权人", Order(outside=True), journal=True, clock=True)
class InfringementKnown(Event):
    """The holder came to know of the infringement and the infringer."""


@event(
    "case_dismissed",
    "撤销案件",
    after(
        "docketed",
        since=("approval_recorded:closing",),
        kinds=(ADJUDICATION, MEDIATION),
        open=True,
        once=True,
    ),
)
class CaseDismissed(Event):
    """The case was dismissed; older entries name no ground (resources/rules/dismissal.toml)."""

    reason: Annotated[str, Words("理由")]
    basis: Annotated[str, Words("依据")]
    ground: Annotated[str, Words("情形", coded="ground")] = ""
