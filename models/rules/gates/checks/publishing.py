"""The decision is made public: once it was served, as a text made from it and checked (83)."""

from collections.abc import Iterator

from models.rules.decided.in_force import in_force
from models.rules.events import DecisionIssued, Published
from models.rules.gates.model import Check, Lack, Subject
from models.rules.procedure.conditions import addressees


def publication(case: Subject) -> Iterator[Lack]:
    """The decision was served; what goes out is made from it, and somebody checked the masks."""
    if not case.state.log.has(DecisionIssued):
        return
    if in_force(case.state.log) is None:
        yield Lack("裁决已被撤销或者变更，公开的是撤销、变更的情况")
    for party in addressees(case.state, "parties"):
        told = case.state.has("served:decision", party.key)
        if not told and party.key not in case.announced:
            yield Lack(f"行政裁决书还没有送达{party.name}", party.key)
    if isinstance(case.event, Published):
        yield from _masked(case.event)


def _masked(act: Published) -> Iterator[Lack]:
    """The text is made from the decision, somebody checked it, what stays open has its reason."""
    if not act.place:
        yield Lack("须填写公开的网站或者载体", place="place")
    if not act.parts:
        yield Lack("公开的文本须由行政裁决书遮盖生成")
    if not act.checked_by:
        yield Lack("须写明由谁核对遮盖的内容", place="checked_by")
    for number, one in enumerate(act.left):
        if one.own and not one.reason:
            words = f"“{one.text}”是本案登记的个人信息，不遮盖须写明理由"
            yield Lack(words, place=f"left[{number}].reason")


CHECKS: dict[str, Check] = {"publication": publication}
