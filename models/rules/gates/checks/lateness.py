"""What comes too late is recorded all the same; that it changes nothing is said (9, 16, 20, 37)."""

from collections.abc import Iterator

from models.rules.gates.model import Check, Lack, Subject


def correction_in_time(case: Subject) -> Iterator[Lack]:
    """The requester is told what to correct while the case can still be docketed in time."""
    yield from _late(case, "correction_in_time", "立案期限", "补正通知已经晚了，应当说明原因")


def objection_in_time(case: Subject) -> Iterator[Lack]:
    """An objection to jurisdiction comes while the answer can still be handed in."""
    yield from _late(case, "objection_in_time", "提出异议的期限", "记为逾期，不停止期限")


def extension_in_time(case: Subject) -> Iterator[Lack]:
    """An extension is approved before what it extends has ended."""
    yield from _late(case, "extension_in_time", "结案期限", "批准晚了，只作记录，不延长期限")


def _late(case: Subject, gate: str, period: str, words: str) -> Iterator[Lack]:
    party = case.event.subject if case.event else None
    for key in dict.fromkeys((party, None)):
        clock = case.deadline(gate, key)
        if clock is not None and clock.due < case.on:
            yield Lack(f"{period}已于{clock.due.isoformat()}届满，{words}", party)


CHECKS: dict[str, Check] = {
    "correction_in_time": correction_in_time,
    "objection_in_time": objection_in_time,
    "extension_in_time": extension_in_time,
}
