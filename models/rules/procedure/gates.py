"""Gates: what a step must not get past. Each returns the problems with their article."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.rules.citation import cite, formal
from models.rules.events import ApprovalRecorded, HearingHeld, Matter, Member, OrderItem
from models.rules.problem import Problem
from models.rules.procedure.state import CaseState, PartyState

MIN_PANEL = 3
_STOP = re.compile(r"停止(?:实施)?([^，。；、]*(?:、[^，。；、]*)*?)(?:侵犯|上述|该|侵权|ZL|$)")


def panel_problems(panel: Sequence[Member]) -> list[Problem]:
    """Three or more members, an odd number, one chair (Order 81 art. 20)."""
    found: list[Problem] = []
    if len(panel) < MIN_PANEL or len(panel) % 2 == 0:
        found.append(
            Problem(
                "panel",
                f"合议组应为三人以上单数（{cite('panel')}），现为{len(panel)}人；简案也不例外",
            )
        )
    names = [m.name for m in panel]
    if len(set(names)) < len(names):
        found.append(Problem("panel", "合议组成员重复"))
    if panel and sum(m.role == "chair" for m in panel) != 1:
        found.append(Problem("panel", "须指定一名合议组组长"))
    return found


def certificate_problems(panel: Iterable[Member], on: date) -> list[Problem]:
    """Every member holds a 办案资质证件 that is valid on that day (art. 4)."""
    found: list[Problem] = []
    for member in panel:
        if not member.certificate_no:
            found.append(
                Problem("panel", f"{member.name}没有登记办案资质证件（{cite('certificate')}）")
            )
        elif member.certificate_until and member.certificate_until < on:
            until = member.certificate_until
            found.append(
                Problem(
                    "panel",
                    f"{member.name}的办案资质证件已于{until.year}年{until.month}月{until.day}日到期，"
                    f"须换人、重新告知合议组成员，回避期限重新起算（{cite('certificate')}、{cite('recusing')}）",
                )
            )
    return found


def approved(state: CaseState, matter: Matter, on: date | None = None) -> bool:
    """Whether the approval of a matter is on record; with `on`, one of that day."""
    found = state.log.all(ApprovalRecorded)
    return any(one.event.matter is matter and on in (None, one.on) for one in found)


def concession_problems(party: PartyState, act: str, agent_name: str | None) -> list[Problem]:
    """Admission, waiver, change of request, settlement by an agent need a special power (17)."""
    agent = next((a for a in party.agents if a.name == agent_name), None)
    if agent is None:
        return agent_problems(party, agent_name)
    if agent.may(act):
        return []
    kind = "特别授权未写明" if agent.special else "是一般代理，无权"
    return [
        Problem(
            "agent",
            f"{party.name}的代理人{agent_name}{kind}“{act}”，须本人确认（{cite('agents')}）",
        )
    ]


def stranger_problems(state: CaseState, key: str, name: str | None, place: str) -> list[Problem]:
    """Nobody of another side, nor an agent of one, acts or receives for a party (art. 17)."""
    party = state.party(key)
    if not name or party is None or name in _people(party):
        return []
    other = next((p for p in state.parties if p.side != party.side and name in _people(p)), None)
    if other is None:
        return []
    what = "就是" if name == other.name else "是"
    role = "" if name == other.name else "的代理人或者负责人"
    words = f"{name}{what}{other.name}{role}，不能代表{party.name}（{cite('agents')}）"
    return [Problem(place, words)]


def _people(party: PartyState) -> tuple[str, ...]:
    return (party.name, party.legal_rep, *(a.name for a in party.agents))


def agent_problems(party: PartyState, agent_name: str | None) -> list[Problem]:
    """Who hands something in as an agent has a power of attorney of that party (art. 17)."""
    if not agent_name or any(a.name == agent_name for a in party.agents):
        return []
    return [Problem("agent", f"{agent_name}不是{party.name}已登记的代理人（{cite('agents')}）")]


@dataclass(frozen=True)
class DecisionContent:
    """What the operative part rests on, as far as the gates read it."""

    result: str  # established | rejected
    order: tuple[OrderItem, ...]
    proved: Mapping[str, tuple[str, ...]]  # party key -> acts proved
    basis: tuple[str, ...]
    act_names: Mapping[str, str] = field(default_factory=dict[str, str])


def decision_problems(
    state: CaseState, content: DecisionContent, power: re.Pattern[str]
) -> list[Problem]:
    """Everything that keeps a decision from being issued (arts. 25-27, 30-32; 专利法 65).

    `power` finds claims outside the power to adjudicate (compensation …).
    """
    found = [*_procedure_problems(state, content), *_order_problems(state, content, power)]
    if content.result == "established" and not any(i.parties for i in content.order):
        found.append(
            Problem(
                "order", f"认定侵权成立的，主文须写明责令何人停止何种行为（{cite('decision')}）"
            )
        )
    rejected = any("驳回" in item.text for item in content.order)
    found += _orders_the_winner(state, content)
    if content.result == "rejected" and not rejected:
        found.append(Problem("order", f"侵权不成立的，主文须驳回请求（{cite('decision')}）"))
    if content.result == "established" and not rejected and _unproved(state, content):
        names = "、".join(_unproved(state, content))
        found.append(Problem("order", f"请求所称行为未全部证实（{names}），主文须驳回其余请求"))
    return found


def _procedure_problems(state: CaseState, content: DecisionContent) -> list[Problem]:
    found: list[Problem] = []
    if not state.has("deliberated"):
        found.append(Problem("deliberation", f"尚未合议（{cite('deliberation')}）"))
    if not state.has("approval_recorded:closing"):
        found.append(Problem("approval", "尚未登记结案审批"))
    found += review_problems(state)
    hearing = state.log.last(HearingHeld)
    absent = hearing.event.absent if hearing else ()
    respondents = [k for k in absent if (p := state.party(k)) and p.side == "respondent"]
    if respondents and not any(map(_names_absence, content.basis)):
        right, wrong = cite("hearing"), cite("answering").removeprefix("办法")
        words = f"被请求人口头审理缺席，缺席处理的依据是{right}（不是{wrong}）"
        found.append(Problem("basis", words))
    return found


def _names_absence(basis: str) -> bool:
    """Whether a citation, in figures or in Chinese numerals, names the article on absence."""
    article = formal(cite("hearing"))
    return article.rpartition("》")[2] in formal(basis)


def review_problems(state: CaseState) -> list[Problem]:
    """Without a hearing every party must have been told what is to be found (art. 26)."""
    if state.has("hearing_held"):
        return []
    untold = [p.name for p in state.parties if not state.has("written_review_notified", p.key)]
    if not untold:
        return []
    words = (
        f"未口头审理，也未向{'、'.join(untold)}送达书面审理告知书（拟认定的事实、理由、依据，"
        f"听取意见），裁决书不得定稿（{cite('hearing')}）"
    )
    return [Problem("written_review", words)]


def _order_problems(
    state: CaseState, content: DecisionContent, power: re.Pattern[str]
) -> list[Problem]:
    found: list[Problem] = []
    for index, item in enumerate(content.order):
        place = f"order[{index}]"
        outside = power.search(item.text)
        if outside:
            found.append(
                Problem(
                    place, f"“{outside.group(0)}”不属于裁决职权（{cite('power')}），可另行请求调解"
                )
            )
        for key in item.parties:
            party = state.party(key)
            if party is None:
                found.append(Problem(place, f"没有当事人{key}"))
                continue
            proved = content.proved.get(key, ())
            over = [content.act_names.get(a, a) for a in item.acts if a not in proved]
            if over:
                found.append(
                    Problem(place, f"未证实{party.name}有{'、'.join(over)}行为，不得责令其停止")
                )
        found += _word_problems(place, item, state.patent_kind)
    return found


def _word_problems(place: str, item: OrderItem, patent_kind: str) -> list[Problem]:
    """The words after 责令…停止 may name only the acts the item itself lists."""
    if not item.parties or "停止" not in item.text:
        return []
    words = "".join(_STOP.findall(item.text)).replace("许诺销售", "#").replace("使用专利方法", "@")
    named = {"制造": "make", "销售": "sell", "进口": "import", "使用": "use", "#": "offer"}
    acts = set(item.acts) | ({"sell", "use"} if "direct_product" in item.acts else set[str]())
    over = [word for word, act in named.items() if word in words and act not in acts]
    if patent_kind == "design" and "使用" in over:
        return [Problem(place, f"外观设计专利没有“使用”行为（{cite('acts')}）")]
    shown = "、".join("许诺销售" if w == "#" else w for w in over)
    return [Problem(place, f"主文写了“停止{shown}”，但本项所列行为不含{shown}")] if over else []


def _orders_the_winner(state: CaseState, content: DecisionContent) -> list[Problem]:
    """Where no infringement is found nobody is told to stop: no item binds a party (art. 31)."""
    if content.result != "rejected":
        return []
    return [
        Problem(
            f"order[{index}]",
            f"侵权不成立的，不责令任何人停止；请去掉{_names(state, item)}（{cite('decision')}）",
        )
        for index, item in enumerate(content.order)
        if item.parties or item.acts
    ]


def _names(state: CaseState, item: OrderItem) -> str:
    parties = [p.name for p in map(state.party, item.parties) if p]
    return "“责令何人”里的" + "、".join(parties) if parties else "所列的行为"


def _unproved(state: CaseState, content: DecisionContent) -> list[str]:
    found: list[str] = []
    for party in state.side("respondent"):
        left = [
            content.act_names.get(a, a)
            for a in party.acts
            if a not in content.proved.get(party.key, ())
        ]
        if left:
            found.append(f"{party.name}：{'、'.join(left)}")
    return found
