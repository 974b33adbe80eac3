"""What one field says about another: acts and patent, references, order of dates, sides."""

from collections.abc import Iterator
from datetime import date

from models.rules.dates import cn_date
from models.rules.intake.checks import early, late
from models.rules.intake.fields import FieldDef, FieldTable, Kind
from models.rules.intake.model import Filled, Intake, PartyIn
from models.rules.intake.reader import Collector
from models.rules.intake.tables import IntakeRules


def cross_check(intake: Intake, rules: IntakeRules, notes: Collector) -> None:
    """Note every contradiction between the fields of one intake."""
    _kind(intake, notes)
    _acts(intake, rules, notes)
    _references(intake, notes)
    _dates(intake, rules.fields, notes)
    _sides(intake, notes)


def _kind(intake: Intake, notes: Collector) -> None:
    if intake.kind == "mediation" and not intake.mediation_kind:
        notes.refuse("mediation_kind", "行政调解必须选择纠纷类型")
    if intake.kind != "mediation" and intake.mediation_kind:
        notes.refuse("mediation_kind", "只有行政调解才填写调解纠纷类型")


def act_problem(act: str, patent_kind: str, rules: IntakeRules) -> str:
    """Say why this act cannot be asserted for this kind of patent, or return ""."""
    row = rules.acts.get(act)
    if row is None or not patent_kind or patent_kind in row.kinds:
        return ""
    if patent_kind == "design" and act == "use":
        return f"外观设计专利不能主张“使用”行为（{row.basis}）"
    name = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}[patent_kind]
    return f"{name}专利不能主张“{row.name}”（{row.basis}）"


def _acts(intake: Intake, rules: IntakeRules, notes: Collector) -> None:
    keys = {p.key for p in intake.respondents}
    for i, act in enumerate(intake.acts):
        if problem := act_problem(act.act, intake.patent.kind, rules):
            notes.refuse(f"acts[{i}].act", problem)
        if act.by and act.by not in keys:
            notes.refuse(f"acts[{i}].by", f"没有“{act.by}”这名被请求人")


def _references(intake: Intake, notes: Collector) -> None:
    keys = {p.key for p in intake.parties}
    for i, agent in enumerate(intake.agents):
        if agent.of not in keys:
            notes.refuse(f"agents[{i}].for", f"没有“{agent.of}”这名当事人")
        if agent.powers == "general" and agent.special_powers:
            notes.warn(f"agents[{i}].powers", "列了特别授权事项，但授权种类是一般授权，请核对")
    for i, paper in enumerate(intake.papers):
        if not paper.of:
            notes.refuse(f"papers[{i}].of", "有多名请求人，须写明是谁的材料，如 P1")
        elif paper.of not in keys:
            notes.refuse(f"papers[{i}].of", f"没有“{paper.of}”这名当事人")


def _dates(intake: Intake, table: FieldTable, notes: Collector) -> None:
    if notes.as_of is not None and intake.received_on > notes.as_of:
        notes.refuse("received_on", f"收到日期晚于今天（{cn_date(notes.as_of)}）")
    for path, rule, day, record in _days(intake, table):
        before = {rule.not_before: record.value(rule.not_before)}
        for problem in (late(day, intake.received_on), early(rule, day, before)):
            if problem:
                notes.refuse(path, problem)
    _year_of_number(intake, notes)


def _days(intake: Intake, table: FieldTable) -> Iterator[tuple[str, FieldDef, date, Filled]]:
    """Yield every day of the request and its patent with its path and what is beside it."""
    for part, record in (("patent", intake.patent), ("", intake)):
        for rule in table.part(part):
            day = record.value(rule.id)
            if rule.kind is Kind.DAY and isinstance(day, date):
                yield ".".join(filter(None, (part, rule.id))), rule, day, record


def _year_of_number(intake: Intake, notes: Collector) -> None:
    number, filed_on = intake.patent.number, intake.patent.filed_on
    # Kinds 8 and 9 carry the year of national entry, which is later than the filing date.
    if len(number) < 12 or filed_on is None or number[4] not in "123":
        return
    if int(number[:4]) != filed_on.year:
        notes.warn("patent.filed_on", f"申请日与专利号的年份（{number[:4]}）不一致，请核对")


def _sides(intake: Intake, notes: Collector) -> None:
    seen: dict[str, PartyIn] = {}
    keys: set[str] = set()
    for party in intake.parties:
        if party.key in keys:
            notes.refuse(f"{party.path}.id", f"编号“{party.key}”重复")
        keys.add(party.key)
        if not party.id_no:
            continue
        first = seen.setdefault(party.id_no, party)
        if first is party:
            continue
        if first.side != party.side:
            notes.refuse(f"{party.path}.id_no", f"与请求人“{first.name}”的证件号码相同")
        else:
            notes.warn(f"{party.path}.id_no", f"与“{first.name}”的证件号码相同，是否重复填写")
