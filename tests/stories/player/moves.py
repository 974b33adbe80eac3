"""What a player may try: offered steps come from the program, these are the rest.

`BRINGS` is what parties and the register bring, `TRIES` are acts that are tried whether or not the
law lets them be taken: the gates have to say.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

from models.errors import BadInput
from models.rules.events import (
    Amending,
    AnswerReceived,
    Attendance,
    CourtResult,
    Deliberated,
    Deliberation,
    GroundFound,
    Instance,
    InvalidationResult,
    OrderItem,
    Ruling,
    Section,
    TollingEnded,
    TollingStarted,
    Vote,
)
from models.rules.patent.invalidation import tracks
from models.services.closing import decision
from models.services.closing.amending import Change, change_decision
from models.services.closing.courts import JudgmentIn
from models.services.proceedings import hearing
from models.services.proceedings.evidence import Exhibit
from models.services.shared.documents import Order, make_documents
from tests.services import support
from tests.stories.story import Story, company

Move = Callable[[Story, Random], object]
GROUNDS = ("withdrawn", "absent", "time_defence", "no_jurisdiction", "conditions_unmet", "other")
RESULTS = ("established", "established", "rejected")
BASIS = ("《专利纠纷行政裁决和调解办法》第二十六条、第三十一条",)
PARTLY = InvalidationResult.PARTLY
POWER = 0.7  # how often somebody does what they ought to


def key(told: Story, chance: Random, side: str = "respondent") -> str:
    """Return a party of a side."""
    return chance.choice([p.key for p in told.case().parties if p.side == side])


def hears(told: Story, chance: Random) -> None:
    """Hold a hearing: who is there, who signs, is chance."""
    parties = told.case().state(told.day).parties
    came = [
        Attendance(p.key, chance.random() < 0.85, "某人", "本人", signed=chance.random() < 0.9)
        for p in parties
    ]
    hearing.record_hearing(
        told.desk, told.case_id, on=told.day, attendance=came, sections=[Section("调查", "略")]
    )


def deliberates(told: Story, chance: Random) -> None:
    """Let the panel as it is agree on something."""
    members = told.case().panel(told.day)
    if chance.random() < 0.3:
        papers = (Order("hearing_record"),)
        make_documents(told.desk, told.case_id, papers, final=False)
    said = Deliberation(
        tuple(Vote(m.name, "agree") for m in members), (), "见笔录", outcome=chance.choice(RESULTS)
    )
    hearing.deliberate(told.desk, told.case_id, on=told.day, said=said)


def decides(told: Story, chance: Random) -> None:
    """Make a decision, as the panel found or otherwise."""
    last = told.case().log.last(Deliberated)
    found = last.event.record.outcome if last and last.event.record else ""
    result = found if found and chance.random() < 0.8 else chance.choice(RESULTS)
    acts = ("make",)
    stop = "责令R1停止制造。" if chance.random() < 0.85 else "责令R1停止制造，支付赔偿金5万元。"
    order = [OrderItem(stop, ("R1",), acts)] if result == "established" else []
    rest = "驳回其他请求。" if order else "驳回请求。"
    if chance.random() < 0.9:
        order.append(OrderItem(rest))
    draft = decision.Decision(
        result, "请求", "答辩", "经过", ("事实",), "证据", ("理由",),
        BASIS if chance.random() < 0.9 else ("专利法第十一条",), tuple(order),
        {"R1": acts} if result == "established" else {},
    )  # fmt: skip
    decision.issue_decision(told.desk, told.case_id, draft, on=told.day)


def dismisses(told: Story, chance: Random) -> None:
    """Dismiss the case on some ground, borne out or not, approved or not."""
    ground = chance.choice(GROUNDS)
    if chance.random() < POWER:
        support.bear_out(told.desk, told.case_id, ground, told.day)
    if chance.random() < POWER:
        named = ground if chance.random() < 0.8 else "conditions_unmet"
        support.approve(told.desk, told.case_id, "closing", kind="dismissal", ground=named)
    decision.dismiss_case(told.desk, told.case_id, on=told.day, reason="见申请", ground=ground)


def resumes(told: Story, _chance: Random) -> None:
    """End a pause."""
    ended = {e.event.id for e in told.case().log.all(TollingEnded)}
    own = [e.event.id for e in told.case().log.all(TollingStarted) if not e.derived]
    for one in own:
        if one not in ended:
            told.resumes(one)
            return


def recusal(told: Story, chance: Random) -> None:
    """Decide on a request for recusal; who has to go is replaced, or not."""
    asked = key(told, chance)
    upheld = chance.random() < 0.4
    told.records(
        "recusal_decided", of=asked, upheld=upheld, text="见决定",
        **({"person": "李敏"} if upheld else {}),
    )  # fmt: skip


def invalidation(told: Story, chance: Random) -> None:
    """Take the next step of an invalidation of the patent."""
    running = [t for t in tracks(told.case().log) if not t.over]
    if not running:
        told.does("record_invalidation", party=key(told, chance))
        return
    one = running[0]
    if one.accepted is None:
        told.does("accept_invalidation", invalidation=one.id)
    elif one.considered is None and chance.random() < POWER:
        told.does("consider_invalidation", invalidation=one.id, suspends=False,
                  grounds=[GroundFound("29_2", "未发现缺陷")])  # fmt: skip
    elif one.decided is None:
        result = chance.choice(list(InvalidationResult)[:3])
        told.does("decide_invalidation", invalidation=one.id, result=result,
                  **({"claims": "2"} if result is PARTLY else {}))  # fmt: skip
    elif chance.random() < POWER:
        told.does("settle_invalidation", invalidation=one.id, text="期满未起诉")


def late_evidence(told: Story, chance: Random) -> None:
    """Take in evidence, and put it to all or not."""
    told.does("add_evidence", exhibits=[Exhibit("requester", "补充公证书")])
    if chance.random() < POWER:
        told.records("new_evidence_put", until=told.day.isoformat(), text="各方无异议")


def replaces(told: Story, chance: Random) -> None:
    """Change the panel."""
    told.replaces(*chance.sample(["周建国", "李敏", "赵静", "孙立"], 3))


def serves_demand(told: Story, chance: Random) -> None:
    """Urge a respondent to perform."""
    told.serves("demand_letter", key(told, chance))


def settles(told: Story, chance: Random) -> None:
    """Sign an agreement; one may be missing."""
    keys = [p.key for p in told.case().parties]
    told.settles(*(k for k in keys if chance.random() < 0.9))


def mediates(told: Story, chance: Random) -> None:
    """Hold a session; one may stay away."""
    keys = [p.key for p in told.case().parties]
    away = tuple(k for k in keys if chance.random() < 0.15)
    told.mediates(*(k for k in keys if k not in away), absent=away)


def ripens(told: Story, _chance: Random) -> None:
    """Go the shortest lawful way to a deliberation, as far as it is still open."""
    try:
        told.ripens()
    except BadInput:
        return


def forwards(told: Story, _chance: Random) -> None:
    """Pass an answer on."""
    if told.case().log.has(AnswerReceived):
        told.serves("answer_copy", "P1", of="R1")


def closes(told: Story, chance: Random) -> None:
    """Approve closing the case in some way."""
    support.approve(told.desk, told.case_id, "closing", kind=chance.choice(
        ("decision", "decision", "dismissal")))  # fmt: skip


def publishes(told: Story, _chance: Random) -> None:
    """Make the decision final, and public."""
    make_documents(told.desk, told.case_id, (Order("decision"),), final=True)
    told.publishes_decision()


def other_panel(told: Story, chance: Random) -> None:
    """Hold a hearing, put others on the panel, and let these decide as if they had been there."""
    ripens(told, chance)
    _meets(told)
    told.hears()
    deliberates(told, chance)
    closes(told, chance)
    told.replaces("周建国", "赵静", "孙立")
    decides(told, chance)


def transfers(told: Story, _chance: Random) -> None:
    """Uphold an objection to jurisdiction: the case goes elsewhere."""
    told.objects("R1")
    told.decides_objection("R1", upheld=True)


def judged(told: Story, _chance: Random) -> None:
    """Let a court uphold the decision with effect."""
    told.records("suit_filed", from_="R1")
    upheld = JudgmentIn(Ruling.JUDGMENT, Instance.SECOND, CourtResult.UPHELD, final_on=told.day)
    told.does("record_judgment", judgment=upheld)
    told.serves("demand_letter", "R1")


def much_later(told: Story, _chance: Random) -> None:
    """Let three years pass."""
    told.on((told.day + timedelta(1100)).isoformat())
    told.records("enforcement_applied", of="R1")


def amends(told: Story, chance: Random) -> None:
    """Change the decision on a ground that is not there, to what it may not order."""
    order = OrderItem("责令R1停止制造，支付赔偿金5万元。", ("R1",), ("make",))
    change = Change(Amending.INVALIDATED, "established", (order,), ("理由",), ("专利法第四十七条",))
    change_decision(told.desk, told.case_id, change, on=told.day, approver=told.staff["高明"])


def seldom(move: Move, often: float = 0.12) -> Move:
    """Return a move that is only taken now and then: it ends the case."""
    return lambda told, chance: move(told, chance) if chance.random() < often else None


def spoilt(told: Story, chance: Random, by: str = "") -> None:
    """Make a case ripe, let something come up, and act as if it had not."""
    ripens(told, chance)
    BRINGS[by or chance.choice(SPOILERS)](told, chance)
    deliberates(told, chance)
    closes(told, chance)
    decides(told, chance)


def heard_badly(told: Story, chance: Random) -> None:
    """Fix a hearing for today, tell some of it or nobody, hold it, and act on it."""
    _meets(told)
    for party in told.case().parties:
        if chance.random() < 0.4:
            told.serves("hearing_notice", party.key)
    hears(told, chance)
    deliberates(told, chance)


def partly_invalid(told: Story, chance: Random) -> None:
    """Let the claim that is relied on be declared invalid, and act as if it had not."""
    ripens(told, chance)
    told.does("record_invalidation", party="R1")
    number = tracks(told.case().log)[-1].id
    told.does("accept_invalidation", invalidation=number)
    told.does("decide_invalidation", invalidation=number, result=PARTLY, claims="2")
    told.does("settle_invalidation", invalidation=number, text="期满未起诉")
    deliberates(told, chance)


def accepted(told: Story, chance: Random) -> None:
    """Let an invalidation be accepted and deliberate without choosing."""
    ripens(told, chance)
    told.does("record_invalidation", party="R1")
    last = tracks(told.case().log)[-1]
    told.does("accept_invalidation", invalidation=last.id)
    deliberates(told, chance)


def stays_away(told: Story, chance: Random) -> None:
    """Tell both of a hearing some days ahead; one stays away; go on to a decision."""
    ripens(told, chance)
    ahead = chance.choice((3, 4, 6, 8))
    told.fixes_hearing((told.day + timedelta(ahead)).isoformat())
    told.serves("hearing_notice", "P1", "R1")
    told.on((told.day + timedelta(ahead)).isoformat())
    told.hears(chance.choice(("R1", "R1", "P1")))
    if chance.random() < 0.4:
        replaces(told, chance)
        told.serves("panel_notice", "P1", "R1")
        for key in ("P1", "R1"):
            told.records("panel_accepted", party=key)
    deliberates(told, chance)
    support.approve(told.desk, told.case_id, "closing", kind="decision")
    decides(told, chance)


def _meets(told: Story, days: int = 6) -> None:
    """Fix a hearing and let its day come."""
    day = (told.day + timedelta(days)).isoformat()
    told.fixes_hearing(day)
    told.on(day)


def unsigned(told: Story, chance: Random) -> None:
    """Hold a hearing of which nobody signs the record, and deliberate."""
    ripens(told, chance)
    _meets(told)
    came = [Attendance(k, True, "某人", "本人", signed=False) for k in _keys(told)]
    hearing.record_hearing(
        told.desk, told.case_id, on=told.day, attendance=came, sections=[Section("调查", "略")]
    )
    deliberates(told, chance)


def kept_back(told: Story, chance: Random) -> None:
    """Take in evidence after a hearing and put it to nobody."""
    ripens(told, chance)
    _meets(told)
    told.hears()
    told.on((told.day + timedelta(1)).isoformat())
    told.does("add_evidence", exhibits=[Exhibit("requester", "补充公证书")])
    deliberates(told, chance)


def joins_late(told: Story, chance: Random) -> None:
    """Hold a hearing and join somebody after it."""
    _meets(told)
    told.hears()
    TRIES["join"](told, chance)


def co_owner(told: Story, chance: Random) -> None:
    """Find that somebody else owns the patent too, and act as if nobody did."""
    ripens(told, chance)
    told.does("record_joint", name="共有人甲", ground="co_owner", source="专利登记簿副本")
    deliberates(told, chance)


SPOILERS = ("object", "ask recusal", "plead", "other route", "invalidation", "invalidation",
            "late evidence", "suspend", "requests", "repeat", "register", "answer")  # fmt: skip
MENDS: dict[str, Move] = {
    "served_request": lambda s, _c: s.serves("request_copy", "R1"),
    "answer_period_over": lambda s, _c: s.records("answer_waived", party="R1"),
    "evidence_period_over": lambda s, _c: _each(s, "evidence_waived"),
    "answer_forwarded": forwards,
    "not_suspended": resumes,
    "objection_decided": lambda s, c: s.decides_objection("R1", upheld=c.random() < 0.5),
    "limitation_defence": lambda s, _c: s.records(
        "limitation_decided", of="R1", upheld=False, text="没有超过"
    ),
    "sued_elsewhere": lambda s, _c: s.records("other_route_settled", goes_on=True, text="不予受理"),
    "recusal_decided": lambda s, _c: s.records(
        "recusal_decided", of="R1", upheld=False, text="驳回"
    ),
    "panel_known": lambda s, _c: _each(s, "panel_accepted", "panel_notice"),
    "heard": lambda s, _c: s.notifies_written_review(*_keys(s), days=1),
    "repeat_infringement": lambda s, _c: s.voids("repeat_found"),
    "new_evidence_heard": lambda s, _c: s.records(
        "new_evidence_put", until=s.day.isoformat(), text="各方无异议"
    ),
    "invalidation_considered": invalidation,
    "claims_valid": lambda s, _c: s.does(
        "choose_claims", party="P1", claims="2", reason="部分无效"
    ),
    "claims_current": lambda s, _c: s.serves(
        "claims_notice", *(k for k in _keys(s) if not k.startswith("P"))
    ),
    "patent_checked": lambda s, _c: s.does("check_patent", source="登记簿", in_force=True),
    "must_join": lambda s, _c: s.does(
        "record_stance", name="共有人甲", stance="agreed", words="同意请求", place="卷二"
    ),
    "absent_requester": lambda s, _c: s.records("absence_excused", party="P1", text="生病"),
    "legal_review": lambda s, _c: s.records("legal_reviewed", name="韩雪", opinion="通过"),
    "principal_approved": lambda s, _c: s.records(
        "principal_approved", kind_="decision", document="汾知函1号", approver="汾宁市局"
    ),
}
"""What a diligent person does about a gate that lacks something."""


def _keys(told: Story) -> list[str]:
    return [p.key for p in told.case().parties]


def _each(told: Story, event: str, paper: str = "evidence_notice") -> None:
    for one in _keys(told):
        told.serves(paper, one)
        told.records(event, party=one)


BRINGS: dict[str, Move] = {
    "answer": lambda s, c: s.answers("R1"),
    "forward": forwards,
    "waive answer": lambda s, c: s.records("answer_waived", party="R1"),
    "waive evidence": lambda s, c: s.records("evidence_waived", party=c.choice(("P1", "R1"))),
    "object": lambda s, c: s.objects("R1"),
    "decide objection": lambda s, c: s.decides_objection("R1", upheld=c.random() < 0.5),
    "ask recusal": lambda s, c: s.records("recusal_requested", from_="R1"),
    "decide recusal": recusal,
    "plead": lambda s, c: s.records("limitation_pleaded", from_="R1"),
    "find on plea": lambda s, c: s.records(
        "limitation_decided", of="R1", upheld=c.random() < 0.3, text="见认定"
    ),
    "other route": lambda s, c: s.records("other_route_found", text="传票"),
    "settle route": lambda s, c: s.records(
        "other_route_settled", goes_on=c.random() < 0.8, text="不予受理"
    ),
    "invalidation": invalidation,
    "register": lambda s, c: s.does(
        "check_patent", source="专利登记簿", in_force=c.random() < 0.9
    ),
    "late evidence": late_evidence,
    "withdraw": seldom(lambda s, c: s.does("withdraw_request", party="P1", reason="撤回")),
    "suspend": lambda s, c: s.pauses("suspension"),
    "resume": resumes,
    "mediate": mediates,
    "stated": lambda s, c: s.records("agreement_stated", text="双方同意"),
    "repeat": lambda s, c: s.records(
        "repeat_found", prior="晋宁知法裁字〔2025〕9号", effective_on="2025-12-01",
        same_infringer=True, same_patent=True, same_act=c.random() < 0.5,
    ),
    "legal review": lambda s, c: s.records("legal_reviewed", name="韩雪", opinion="通过"),
    "principal": lambda s, c: s.records(
        "principal_approved", kind_=c.choice(("decision", "dismissal")), document="汾知函1号",
        approver="汾宁市局",
    ),
    "sue": lambda s, c: s.records("suit_filed", from_="R1"),
    "consent": lambda s, c: s.opines("R1", consent=c.random() < 0.7),
    "claims": lambda s, c: s.does("choose_claims", party="P1", claims="2", reason="部分无效"),
    "requests": lambda s, c: s.does(
        "change_requests", party="P1", requests=["责令停止制造"], reason="减少"
    ),
}  # fmt: skip
TRIES: dict[str, Move] = {
    "ripen": ripens,
    "hearing": lambda s, c: s.fixes_hearing((s.day + timedelta(c.choice((3, 4, 9)))).isoformat()),
    "notice": lambda s, c: s.serves("hearing_notice", *(p.key for p in s.case().parties)),
    "hold": hears,
    "deliberate": deliberates,
    "closing": closes,
    "decide": decides,
    "dismiss": seldom(dismisses, 0.3),
    "settle": seldom(settles),
    "spoil": spoilt,
    "spoil again": spoilt,
    "hear badly": heard_badly,
    "partly invalid": partly_invalid,
    "accepted": accepted,
    "stay away": stays_away,
    "join late": joins_late,
    "co-owner": co_owner,
    "unsigned": unsigned,
    "keep back": kept_back,
    "transfer": seldom(transfers, 0.3),
    "replace": replaces,
    "join": lambda s, c: s.joins(company(f"后来{c.randrange(9)}厂"), "third_party"),
    "preserve": lambda s, c: s.records("evidence_preserved", item="模具"),
    "demand": serves_demand,
    "enforce": lambda s, c: s.records("enforcement_applied", of="R1"),
    "docket mediation": lambda s, c: s.dockets_mediation(s.day.isoformat()),
    "wait": lambda s, _c: s.on((s.day + timedelta(100)).isoformat()),
    "publish": publishes,
    "amend": amends,
    "judged": judged,
    "years later": much_later,
    "serve decision": lambda s, c: s.serves("decision", key(s, c)),
}
"""Acts that the law binds to conditions."""
MEDIATING = ("consent", "mediate", "stated", "settle", "docket mediation", "docket mediation")
"""What is tried in a mediation."""
DIRECTED: tuple[Move, ...] = (
    *(partial(spoilt, by=name) for name in dict.fromkeys(SPOILERS)),
    *(TRIES[name] for name in ("partly invalid", "accepted", "stay away", "stay away", "join late",
                               "co-owner", "unsigned", "keep back", "hear badly")),
    other_panel, seldom(transfers, 0.7),
)  # fmt: skip
"""What is sure to be tried, each in some of the cases."""
