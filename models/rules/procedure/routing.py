"""繁简分流: criteria answered with reasons give a track; nothing the regulation demands changes.

The panel is at least three and odd on every track (art. 20); a track only sets an internal target.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.rules.citation import cite
from models.rules.events import Words
from models.rules.gates.people import MIN_PANEL
from models.rules.intake.model import Intake
from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml

PHASES = ("pre", "final")
ANSWERS = ("yes", "no", "pending")
TRACKS = ("simple", "complex")
_MIN_REASON = 5


@dataclass(frozen=True)
class Criterion:
    """One criterion; `favours` is simple or complex; `known_at` pre or final."""

    id: str
    favours: Annotated[str, Words(key="for")]
    text: str
    basis: str
    needed: bool = False
    known_at: str = "pre"


@dataclass(frozen=True)
class RoutingRules:
    """routing.toml: the criteria, how many must hold, the panel and the internal target (days)."""

    criteria: tuple[Criterion, ...]
    panel_min: int
    simple_target_days: int
    min_for: Mapping[str, int]
    basis: str


@dataclass(frozen=True)
class CriterionAnswer:
    """A criterion with its answer (yes, no, pending) and the handler's note."""

    criterion: Criterion
    answer: str
    note: str = ""


@dataclass(frozen=True)
class RoutingResult:
    """The track and why. `target_days` is an internal target in calendar days, None = statutory."""

    phase: str
    track: str
    reasons: tuple[str, ...]
    criteria: tuple[CriterionAnswer, ...]
    pending: tuple[str, ...]
    panel_min: int
    target_days: int | None

    @property
    def provisional(self) -> bool:
        """Whether the track may still change once the pending answers are known."""
        return self.phase == "pre"


def load_routing(text: str) -> RoutingRules:
    """Read routing.toml; raises InputRefused, also when it would allow a panel below three."""
    data = read_toml(text, "routing.toml")
    rule = data.row("rule")
    rules = RoutingRules(
        data.records("criterion", Criterion),
        rule.number("panel_min"),
        rule.number("simple_target_days"),
        {"pre": rule.number("min_for_pre"), "final": rule.number("min_for_final")},
        rule.text("basis"),
    )
    problems = [
        Problem(f"routing.toml criterion {c.id}", "for或known_at写错")
        for c in rules.criteria
        if c.favours not in TRACKS or c.known_at not in PHASES
    ]
    if rules.panel_min < MIN_PANEL or rules.panel_min % 2 == 0:
        problems.append(
            Problem("routing.toml rule.panel_min", f"合议组应为3人以上单数（{cite('panel')}）")
        )
    if rules.simple_target_days < 1:
        problems.append(Problem("routing.toml rule.simple_target_days", "目标天数应为正数"))
    if problems:
        raise InputRefused(problems)
    return rules


def route(
    answers: Mapping[str, str],
    rules: RoutingRules,
    phase: str,
    *,
    notes: Mapping[str, str] | None = None,
    simple_days: int | None = None,
) -> RoutingResult:
    """Decide the track from the answers (yes, no, pending) by criterion id.

    In the phase "pre" answers may be pending or absent; "final" needs all of them. Raises
    InputRefused. `simple_days` replaces the target of the data (internal.simple_track_days).
    """
    _check_answers(answers, rules, phase)
    given = tuple(
        CriterionAnswer(c, answers.get(c.id, "pending"), (notes or {}).get(c.id, ""))
        for c in rules.criteria
    )
    track, reasons = _decide(given, rules, phase)
    target = (simple_days or rules.simple_target_days) if track == "simple" else None
    return RoutingResult(
        phase=phase,
        track=track,
        reasons=reasons,
        criteria=given,
        pending=tuple(a.criterion.id for a in given if a.answer == "pending"),
        panel_min=rules.panel_min,
        target_days=target,
    )


def _check_answers(answers: Mapping[str, str], rules: RoutingRules, phase: str) -> None:
    problems: list[Problem] = []
    if phase not in PHASES:
        problems.append(Problem("phase", f"“{phase}”应为 pre（预分）或 final（定轨）"))
    known = {c.id for c in rules.criteria}
    for name, answer in answers.items():
        if name not in known:
            problems.append(Problem(f"answers.{name}", "没有这一项分流标准"))
        elif answer not in ANSWERS:
            problems.append(Problem(f"answers.{name}", f"“{answer}”应为 yes、no 或 pending"))
    if phase == "final":
        for criterion in rules.criteria:
            if answers.get(criterion.id, "pending") == "pending":
                text = f"定轨前须答明：{criterion.text}"
                problems.append(Problem(f"answers.{criterion.id}", text))
    if problems:
        raise InputRefused(problems)


def _decide(
    given: tuple[CriterionAnswer, ...], rules: RoutingRules, phase: str
) -> tuple[str, tuple[str, ...]]:
    against = [a for a in given if a.criterion.favours == "complex" and a.answer == "yes"]
    if against:
        return "complex", tuple(f"{a.criterion.text}（{a.criterion.basis}）" for a in against)
    favour = [a for a in given if a.criterion.favours == "simple"]
    failed = [a for a in favour if a.criterion.needed and a.answer == "no"]
    if failed:
        return "complex", tuple(f"不符合：{a.criterion.text}" for a in failed)
    met = [a for a in favour if a.answer == "yes"]
    needed = rules.min_for[phase]
    if len(met) < needed:
        text = f"符合简案条件{len(met)}项，不足{needed}项"
        return "complex", (text,)
    return "simple", _simple_reasons(given, met)


def _simple_reasons(
    given: tuple[CriterionAnswer, ...], met: list[CriterionAnswer]
) -> tuple[str, ...]:
    waiting = [a for a in given if a.answer == "pending"]
    out = [f"符合：{a.criterion.text}" for a in met]
    out.append("没有已知的排除简案的情形" if waiting else "没有排除简案的情形")
    if waiting:
        out.append("待定：" + "、".join(a.criterion.text for a in waiting))
    return tuple(out)


def suggest_answers(intake: Intake, rules: RoutingRules) -> dict[str, str]:
    """Answers that the papers alone give at docketing; everything else stays pending."""
    patent = intake.patent
    clean = patent.evaluation_report == "clean" and patent.kind in ("utility_model", "design")
    suspended = patent.invalidation == "accepted" and patent.kind != "invention"
    found = {
        "clear_right": "yes" if clean else "no",
        "in_force": {"none": "yes", "": "pending"}.get(patent.invalidation, "no"),
        "single_respondent": "yes" if len(intake.respondents) == 1 else "no",
        "foreign_party": "yes" if any(p.region != "mainland" for p in intake.parties) else "no",
        "suspension": "yes" if suspended else "pending",
    }
    if patent.kind != "invention":
        found["new_product_process"] = "no"
    return {c.id: found.get(c.id, "pending") for c in rules.criteria}


def check_override(track: str, reason: str) -> None:
    """An office may override the track only with a written reason; raises InputRefused."""
    problems: list[Problem] = []
    if track not in TRACKS:
        problems.append(Problem("track", f"“{track}”应为 simple（简案）或 complex（繁案）"))
    if len(reason.strip()) < _MIN_REASON:
        problems.append(
            Problem("override_reason", f"改变分流结果须写明理由（不少于{_MIN_REASON}字）")
        )
    if problems:
        raise InputRefused(problems)


def check_panel(size: int, rules: RoutingRules) -> None:
    """Art. 20: at least three and odd, whatever the track; raises InputRefused."""
    if size < rules.panel_min or size % 2 == 0:
        needed = f"合议组应为{rules.panel_min}人以上单数（{cite('panel')}）"
        text = f"{needed}，现在是{size}人；简案也不能减少"
        raise InputRefused([Problem("panel", text)])
