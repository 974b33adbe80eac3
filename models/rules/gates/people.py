"""Who may sit, sign, act and receive in a case; each returns the problems with their article."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.rules.citation import cite
from models.rules.events import ApprovalRecorded, Matter, Member
from models.rules.events.codes import Power
from models.rules.problem import Problem
from models.rules.procedure.state import CaseState, PartyState

MIN_PANEL = 3


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


def clerk_problems(panel: Iterable[Member], clerk: str, place: str) -> list[Problem]:
    """Who keeps the record does not vote; the law is silent, so an office may see it otherwise."""
    if not clerk.strip() or clerk.strip() not in {member.name for member in panel}:
        return []
    words = "是合议组成员，不能兼任书记员（本局口径，可以在设置里改）"
    return [Problem(place, f"{clerk.strip()}{words}")]


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
    """Whether a matter was granted; with `on`, on that day."""
    found = state.log.all(ApprovalRecorded, lambda e: e.granted)
    return any(one.event.matter is matter and on in (None, one.on) for one in found)


def concession_problems(party: PartyState, act: Power, agent_name: str | None) -> list[Problem]:
    """Admission, waiver, change of request, settlement by an agent need a special power (17)."""
    agent = next((a for a in party.agents if a.name == agent_name), None)
    if agent is None:
        return agent_problems(party, agent_name)
    if agent.may(act.label):
        return []
    kind = "特别授权未写明" if agent.special else "是一般代理，无权"
    return [
        Problem(
            "agent",
            f"{party.name}的代理人{agent_name}{kind}“{act.label}”，须本人确认（{cite('agents')}）",
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
