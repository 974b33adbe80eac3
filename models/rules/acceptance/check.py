"""The acceptance check: every line of the list answered, then docket, correct, refuse or refer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.acceptance import conditions, contents
from models.rules.acceptance import papers as paper_checks
from models.rules.acceptance.context import Context, Filling, Outcome, checks, who
from models.rules.acceptance.model import (
    AcceptanceResult,
    Correction,
    Finding,
    Hint,
    OfficeScope,
    RefusalReason,
)
from models.rules.acceptance.presence import presence
from models.rules.acceptance.rules import AcceptanceRules, ItemRule, load_acceptance
from models.rules.intake.fields import SOURCE
from models.rules.intake.labels import Labels
from models.rules.intake.model import Intake
from models.rules.intake.tables import IntakeRules
from models.rules.problem import InputRefused, Problem
from models.rules.procedure.requests import (
    RequestFinding,
    RequestRules,
    check_requests,
    load_requests,
)

# Importing a module registers its checks; named here so that none is dropped as unused.
CHECK_MODULES = (conditions, contents, paper_checks)


@dataclass(frozen=True)
class AcceptanceData:
    """The rule data one check needs: checklist, requests, tables of the intake, labels."""

    rules: AcceptanceRules
    requests: RequestRules
    tables: IntakeRules
    labels: Labels


def load_acceptance_data(
    *, acceptance: str, requests: str, tables: IntakeRules, labels: Labels
) -> AcceptanceData:
    """Read acceptance.toml and requests.toml; raises InputRefused, also for unknown items."""
    rules = load_acceptance(acceptance)
    items = {rule.id for rule in rules.items}
    asked = {a.item for field in tables.fields.fields for a in field.asked}
    wrong = [Problem(f"acceptance.toml item {i}", "程序没有这项检查") for i in items
             if i not in checks() and i not in asked]  # fmt: skip
    wrong += [Problem(f"{SOURCE} {i}", "立案审查没有这一项") for i in asked - items]
    if wrong:
        raise InputRefused(wrong)
    return AcceptanceData(rules, load_requests(requests), tables, labels)


@dataclass(frozen=True)
class _Answer:
    """One outcome with the line it answers and the effect that holds for it."""

    rule: ItemRule
    outcome: Outcome

    @property
    def open(self) -> bool:
        return self.outcome.state != "met"

    @property
    def effect(self) -> str:
        return self.outcome.effect or self.rule.effect

    @property
    def basis(self) -> str:
        return self.outcome.basis or self.rule.basis

    @property
    def refusal(self) -> str:
        return self.outcome.refusal or self.rule.refusal

    def text(self) -> str:
        return self.rule.text[self.outcome.key].format(**self.outcome.args)

    def correction(self) -> str:
        template = self.rule.correct.get(self.outcome.key) or self.rule.text[self.outcome.key]
        return template.format(**self.outcome.args)


def check(
    intake: Intake,
    office: OfficeScope,
    data: AcceptanceData,
    *,
    after_correction: bool = False,
    settled: frozenset[str] = frozenset(),
) -> AcceptanceResult:
    """Check one request (art. 6-20, 36(2), 46, 63-66); the handler still decides.

    With `after_correction` what was demanded and is still missing becomes a reason to refuse;
    the claims relied on and the three-year limit never do. `settled`: co-owners, folded, who
    said expressly that they need not take part (23).
    """
    outside: tuple[RequestFinding, ...] = ()
    if intake.kind == "adjudication":
        outside = tuple(check_requests(intake.requests, data.requests))
    answers = list(_answers(intake, office, data, outside, settled))
    to_correct = _to_correct(answers)
    ticked = {a.refusal for a in answers if a.open and a.effect == "refuse"}
    if after_correction:
        ticked |= {a.refusal for a in to_correct if _refuses_now(a)}
    refer_to = next((a.outcome.refer_to for a in answers if a.open and a.effect == "refer"), "")
    result = _result(refer_to, ticked, to_correct, after_correction)
    return AcceptanceResult(
        result=result,
        findings=tuple(_finding(a) for a in answers),
        corrections=tuple(Correction(a.rule.id, a.correction(), a.basis) for a in to_correct)
        if result == "correct"
        else (),
        refusal_reasons=tuple(
            RefusalReason(r.code, r.text, r.code in ticked, r.basis)
            for r in data.rules.reasons
            if intake.kind in r.kinds
        )
        if result == "refuse"
        else (),
        hints=tuple(_hints(intake, office, data, outside, answers, after_correction)),
        refer_to=refer_to,
    )


def _answers(
    intake: Intake,
    office: OfficeScope,
    data: AcceptanceData,
    outside: tuple[RequestFinding, ...],
    settled: frozenset[str],
) -> Iterator[_Answer]:
    for rule in data.rules.items:
        if intake.kind in rule.kinds:
            ctx = Context(
                intake, office, data.rules, data.tables, data.labels, outside, rule, settled
            )
            for outcome in checks().get(rule.id, presence)(ctx):
                yield _Answer(rule, outcome)


def _to_correct(answers: list[_Answer]) -> list[_Answer]:
    wanted = [a for a in answers if a.open and a.effect in ("correct", "clarify")]
    return sorted(wanted, key=lambda a: a.rule.order)


def _refuses_now(answer: _Answer) -> bool:
    if answer.effect != "correct":
        return False
    return answer.outcome.state == "missing" or answer.rule.unclear_after == "refuse"


def _result(
    refer_to: str, ticked: set[str], to_correct: list[_Answer], after_correction: bool
) -> str:
    if refer_to:
        return "refer"
    if ticked:
        return "refuse"
    # Art. 16 asks once: after that the case is docketed and open points are explained.
    return "correct" if to_correct and not after_correction else "docket"


def _finding(answer: _Answer) -> Finding:
    outcome = answer.outcome
    return Finding(answer.rule.id, outcome.state, answer.basis, answer.text(), outcome.field)


def _hints(
    intake: Intake,
    office: OfficeScope,
    data: AcceptanceData,
    outside: tuple[RequestFinding, ...],
    answers: list[_Answer],
    after_correction: bool,
) -> Iterator[Hint]:
    for found in outside:
        yield Hint(f"outside_{found.code}", found.hint, found.basis, f"requests[{found.index}]")
    for answer in answers:
        late = after_correction and answer.effect in ("correct", "clarify")
        if answer.open and (answer.effect == "note" or (late and not _refuses_now(answer))):
            yield Hint(answer.rule.id, answer.text(), answer.basis, answer.outcome.field)
    for rule in data.rules.hints:
        if intake.kind in rule.kinds:
            yield Hint(rule.code, rule.text.format(respondents=len(intake.respondents)), rule.basis)
    for code, args, field in _conditional(intake, office):
        rule = data.rules.hint(code)
        yield Hint(code, rule.text.format(**args), rule.basis, field)


def _conditional(intake: Intake, office: OfficeScope) -> Iterator[tuple[str, Filling, str]]:
    abroad = [p for p in intake.parties if p.region != "mainland"]
    if abroad:
        names = "、".join(p.name for p in abroad)
        yield "province_foreign", {"names": names}, f"{abroad[0].path}.region"
    holder = intake.patent.holder
    # Only a look at the letters: a holder written in Latin script is hardly a mainland body.
    if not abroad and re.match(r"[A-Za-z]{3,}", holder):
        yield "foreign_holder", {"holder": holder}, "patent.holder"
    if intake.kind != "adjudication":
        return
    addresses = [p.address for p in intake.respondents]
    regions = office.regions
    if regions and all(addresses) and not any(r in a for a in addresses for r in regions):
        yield "cross_region", {}, "respondents[0].address"
    for party in intake.respondents:
        if party.kind == "sole_trader":
            yield "operator", {"who": who(party)}, f"{party.path}.operator"
    if intake.ecommerce_platform:
        yield "platform", {"platform": intake.ecommerce_platform}, "ecommerce_platform"
