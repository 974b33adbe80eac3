"""Attempts at service: what each one lacks to be recorded, and which papers they still wait for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.events import Entry, Failure, Log, Served, ServiceAttempted
from models.rules.problem import Problem
from models.rules.serving.methods import SOURCE, Method
from models.rules.toml.rows import Row, read_toml

Attempt = Entry[ServiceAttempted]
Tried = Mapping[tuple[str, str], tuple[Attempt, ...]]  # by key of the addressee and paper


@dataclass(frozen=True)
class NextRung:
    """What is open after an attempt failed in one way: the next rung of the ladder of service."""

    result: Failure
    text: str
    basis: str


def load_ladder(text: str) -> dict[Failure, NextRung]:
    """Return what comes after each way of failing; InputRefused when one is forgotten."""
    read = read_toml(text, SOURCE)
    rungs = {one.result: one for one in read.each("failure", _rung)}
    if forgotten := [one.label for one in Failure if one not in rungs]:
        read.refuse("failure", f"没有写明以后怎样办：{'、'.join(forgotten)}")
    return rungs


def _rung(row: Row) -> NextRung:
    result = Failure(row.text("result", known=tuple(Failure)))
    return NextRung(result, row.text("next"), row.text("basis"))


def attempt_problems(
    one: ServiceAttempted, on: date, methods: Mapping[str, Method]
) -> Iterator[Problem]:
    """Yield what an attempt lacks by itself, whatever its case."""
    method = methods.get(one.method)
    by_post = method is not None and method.by_post
    if method is None or method.waits:
        name = method.name if method else one.method
        yield Problem("method", f"“{name}”不能登记为送达未成，请选择实际用过的方式")
    if not one.documents:
        yield Problem("documents", "须选择要送达的文书")
    if len(set(one.documents)) < len(one.documents):
        yield Problem("documents", "同一份文书只写一次")
    if by_post and not one.tracking_no.strip():
        yield Problem("tracking_no", "邮寄的须填写邮件号码")
    if one.result is Failure.UNCLAIMED and not by_post:
        yield Problem("result", "只有邮件才会逾期未领，请选择实际的结果")
    if one.sent_on is not None and one.sent_on > on:
        yield Problem("on", f"早于送出、寄出日期（{one.sent_on}）")


def waiting(log: Log) -> Tried:
    """Return the papers that were tried and have not reached their addressee since.

    Each comes with the attempts made since it was last served, oldest first. What is being
    published counts as served: its day has only not come yet.
    """
    served: dict[tuple[str, str], date] = {}
    for done in log.all(Served):
        served[done.event.to, done.event.document] = done.on
    found: dict[tuple[str, str], tuple[Attempt, ...]] = {}
    for entry in log.all(ServiceAttempted):
        for document in entry.event.documents:
            key = entry.event.to, document
            if key not in served or served[key] < entry.on:
                found[key] = (*found.get(key, ()), entry)
    return found


def of_papers(tried: Tried, to: str, documents: Iterable[str]) -> tuple[Attempt, ...]:
    """Return the attempts at any of these papers on one addressee, each once, oldest first."""
    found = {one.id: one for paper in documents for one in tried.get((to, paper), ())}
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.recorded)))
