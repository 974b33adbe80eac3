"""What a decision may order, and what it must say (arts. 26, 31, 32; 专利法 11, 65)."""

from collections.abc import Iterator, Mapping, Sequence

from models.rules.citation import cite
from models.rules.events import Answered, DecisionIssued, HearingHeld, OrderItem, Outcome
from models.rules.gates.model import Check, Lack, Subject
from models.rules.gates.wording import names_absence, rejects, word_problem, wrong_article

_GRANTS = (Answered.GRANTED, Answered.PARTLY)
_REJECTS = (Answered.PARTLY, Answered.REJECTED)


def _drafted(case: Subject) -> DecisionIssued | None:
    return case.event if isinstance(case.event, DecisionIssued) else None


def order_within_power(case: Subject) -> Iterator[Lack]:
    """Nothing outside the power to adjudicate is ordered; each item stops acts that were proved."""
    draft = _drafted(case)
    if draft:
        yield from beyond_power(case, draft.order_items, draft.proved)


def beyond_power(
    case: Subject, items: Sequence[OrderItem], proved: Mapping[str, tuple[str, ...]]
) -> Iterator[Lack]:
    """Yield what items of an operative part order that no adjudication may order."""
    for number, item in enumerate(items):
        place = f"order[{number}]"
        if outside := case.office.outside_power.search(item.text):
            words = f"“{outside.group(0)}”不属于裁决职权，可另行请求调解"
            yield Lack(words, place=place)
        for key in item.parties:
            party = case.state.party(key)
            if party is None:
                yield Lack(f"没有当事人{key}", place=place)
                continue
            known = proved.get(key, ())
            over = [case.office.act_names.get(a, a) for a in item.acts if a not in known]
            if over:
                words = f"未证实{party.name}有{'、'.join(over)}行为，不得责令其停止"
                yield Lack(words, key, place)
        if words := word_problem(item, case.state.patent_kind):
            yield Lack(words, place=place)


def every_request_answered(case: Subject) -> Iterator[Lack]:
    """Established: somebody is told to stop, the rest is rejected; rejected: nobody is."""
    draft = _drafted(case)
    if draft:
        yield from _answers(case, draft)
        yield from unanswered(case, draft.result, draft.order_items, draft.proved)


def unanswered(
    case: Subject,
    result: str,
    items: Sequence[OrderItem],
    proved: Mapping[str, tuple[str, ...]],
) -> Iterator[Lack]:
    """Yield in what an operative part does not say what its result asks of it."""
    rejected = rejects(items)
    if result == Outcome.REJECTED.value:
        if not rejected:
            yield Lack("侵权不成立的，主文须驳回请求", place="order")
        for number, item in enumerate(items):
            if item.parties or item.acts:
                names = [p.name for p in map(case.state.party, item.parties) if p]
                what = "“责令何人”里的" + "、".join(names) if names else "所列的行为"
                words = f"侵权不成立的，不责令任何人停止；请去掉{what}"
                yield Lack(words, place=f"order[{number}]")
        return
    established = result == Outcome.ESTABLISHED.value
    if established and not any(item.parties for item in items):
        yield Lack("认定侵权成立的，主文须写明责令何人停止何种行为", place="order")
    left = _unproved(case, proved)
    if established and not rejected and left:
        words = f"请求所称行为未全部证实（{'、'.join(left)}），主文须驳回其余请求"
        yield Lack(words, place="order")


def _answers(case: Subject, draft: DecisionIssued) -> Iterator[Lack]:
    """Each thing that was asked for is answered once, as the result and the order allow.

    What an older program recorded says nothing of single requests.
    """
    if not draft.answers:
        return
    given = {one.no: one.how for one in draft.answers}
    if len(given) < len(draft.answers):
        yield Lack("同一请求事项写了两次处理", place="answers")
    for no, text in enumerate(case.state.requests, start=1):
        words = _answer_problem(case, draft, given.pop(no, None), text)
        if words:
            yield Lack(f"请求事项第{no}项{words}", place=f"answers[{no - 1}]")
    for no in given:
        yield Lack(f"没有请求事项第{no}项", place="answers")


def _answer_problem(case: Subject, draft: DecisionIssued, how: Answered | None, text: str) -> str:
    """Return why one thing asked for cannot be answered so, "" if it can."""
    outside = case.office.outside_power.search(text)
    if how is None:
        return "没有写明怎样处理"
    if how is Answered.OUTSIDE:
        return _left_alone(case, within=outside is None)
    if how in _GRANTS and draft.result == Outcome.REJECTED.value:
        return f"不能写“{how.label}”：侵权不成立"
    if how in _REJECTS and not rejects(draft.order_items):
        return f"写了“{how.label}”，主文没有驳回"
    if how is Answered.GRANTED and outside:
        return f"的“{outside.group(0)}”不属于裁决职权，不能支持"
    return ""


def _left_alone(case: Subject, *, within: bool) -> str:
    """Return why something cannot be left alone: it is within the power, or rejected by habit."""
    if within:
        return "属于裁决职权，须支持或者驳回"
    return "不属于裁决职权，按本局口径一并驳回" if case.office.rejects_outside else ""


def absence_named(case: Subject) -> Iterator[Lack]:
    """A decision about a respondent who stayed away from the hearing cites the article on that."""
    draft, held = _drafted(case), case.state.log.last(HearingHeld)
    away = [p for p in map(case.state.party, held.event.absent if held else ()) if p]
    if draft is None or not any(p.side == "respondent" for p in away):
        return
    if not names_absence(draft.basis):
        right, wrong = cite("hearing"), wrong_article()
        words = f"被请求人口头审理缺席，缺席处理的依据是{right}（不是{wrong}）"
        yield Lack(words, place="basis")


def remedy_named(case: Subject) -> Iterator[Lack]:
    """The period and the court to sue in are set, as the paper names them."""
    for words in case.office.remedy:
        yield Lack(words, place="settings")


def authority(case: Subject) -> Iterator[Lack]:
    """The office has the power to adjudicate on the day."""
    for words in case.office.authority:
        yield Lack(words, place="authority")


def _unproved(case: Subject, proved: Mapping[str, tuple[str, ...]]) -> list[str]:
    found: list[str] = []
    for party in case.state.side("respondent"):
        known = proved.get(party.key, ())
        left = [case.office.act_names.get(a, a) for a in party.acts if a not in known]
        if left:
            found.append(f"{party.name}：{'、'.join(left)}")
    return found


CHECKS: dict[str, Check] = {
    "order_within_power": order_within_power,
    "every_request_answered": every_request_answered,
    "absence_named": absence_named,
    "remedy_named": remedy_named,
    "authority": authority,
}
