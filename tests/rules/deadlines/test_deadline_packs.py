"""Packs: no rule in Python, invented rules are computed, local packs only tighten or add."""

import ast
import inspect
import tomllib
from pathlib import Path

import pytest

import models.rules.calendar
import resources
from models.rules.calendar import WorkCalendar
from models.rules.deadlines import RuleSet, combine, compute, load_pack, parse_input
from models.rules.problem import InputRefused
from tests.rules.deadlines.replay import replay
from tests.rules.deadlines.support import (
    CALENDAR,
    NATIONAL,
    RULES,
    SCHEMA,
    T1,
    brief,
    case,
    deadlines,
    ev,
)

HEADER = 'version = "1"\nname = "x"\n'
LOCAL = f'[pack]\nid = "here"\nkind = "local"\n{HEADER}'


def with_pack(*texts: str) -> RuleSet:
    packs = [load_pack(text, f"pack{i}.toml") for i, text in enumerate(texts)]
    return combine([NATIONAL, *packs])


def problems(*texts: str) -> list[str]:
    """Return the problems of packs laid over the national one, as `field: problem`."""
    with pytest.raises(InputRefused) as error:
        with_pack(*texts)
    return [str(one) for one in error.value.problems]


def test_no_rule_id_is_a_string_in_python() -> None:
    ids = set(RULES.rules)
    folder = Path(inspect.getfile(RuleSet)).parent
    files = [*folder.glob("*.py"), Path(inspect.getfile(models.rules.calendar))]
    assert len(files) > 10
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in ids, (file.name, node.lineno, node.value)


def test_every_rule_of_the_national_pack_is_documented() -> None:
    assert len(RULES.rules) == 43
    for versions in RULES.rules.values():
        for rule in versions:
            assert rule.code, rule.id
            assert rule.text, rule.id
            assert rule.source, rule.id
            assert rule.if_missed, rule.id
            assert not rule.confirmed_by
            assert rule.confirmed_on is None
            assert str(rule.valid_from) == "2025-02-01"
            assert "条" in rule.basis
            assert "本项目" not in rule.text


INVENTED = """
[pack]
id = "invented"
version = "7"
name = "试验"
kind = "local"
[[rule]]
id = "water_the_plants"
name = "浇花"
procedures = ["adjudication"]
per = "third_party"
basis = "本局值日表第1条"
text = "追加第三人后10个工作日内浇花，最迟不超过口头审理日。"
if_missed = "花枯"
duty = "office"
count = { number = 10, unit = "workday" }
roll = "next"
[rule.trigger]
later_of = [
  { first = { event = "party_joined", party = "$key" }, label = "追加第三人" },
  { last = { event = "evidence_preserved" }, label = "最后一次登记保存", optional = true },
]
[rule.met]
first = { event = "performed", of = "$key" }
"""


def test_an_invented_rule_is_computed(tmp_path: Path) -> None:
    file = tmp_path / "invented.toml"
    file.write_text(INVENTED, encoding="utf-8")
    rules = combine([NATIONAL, load_pack(file.read_text(encoding="utf-8"), file.name)])
    data = case(
        "2026-06-01",
        ev("party_joined", "2026-04-20", party="T1"),
        ev("evidence_preserved", "2026-04-28", item="花盆"),
        ev("performed", "2026-05-15", of="T1"),
        parties=[{"id": "P1", "side": "requester"}, {"id": "T1", "side": "third_party"}],
    )
    one = deadlines(data, rules)["water_the_plants|T1"]
    # 29, 30 April, 6, 7, 8, 9 (调休), 11, 12, 13, 14 May
    assert brief(one) == "2026-04-28 2026-05-14 met_late 2026-05-15"
    assert replay(one, CALENDAR) == one.due
    assert [pack.to_json() for pack in rules.packs][1] == {"id": "invented", "version": "7"}


def test_a_pack_may_speak_of_a_paper_that_the_law_does_not_know() -> None:
    text = INVENTED.replace(
        'event = "performed", of = "$key"',
        'event = "served", document = "watering_can", to = "$key"',
    )
    rules = with_pack(text)
    assert "watering_can" in rules.documents
    served = ev("served", "2026-04-22", document="watering_can", to="T1")
    data = case("2026-06-01", ev("party_joined", "2026-04-20", party="T1"), served, parties=[T1])
    with pytest.raises(InputRefused):
        parse_input(data, SCHEMA)
    found = compute(parse_input(data, SCHEMA.plus(rules.documents)), rules, CALENDAR)
    one = next(one for one in found if one.id == "water_the_plants")
    assert (one.status, str(one.met_on)) == ("met", "2026-04-22")


def test_the_example_pack_tightens_two_rules() -> None:
    rules = with_pack(resources.text("rules", "example-local.toml"))
    data = case(
        "2026-06-30",
        ev("request_received", "2026-03-02"),
        ev("docketed", "2026-03-06"),
        ev("extension_approved", "2026-05-06", level=1, months=1),
        ev("extension_approved", "2026-06-01", level=2, months=2),
    )
    found = deadlines(data, rules)
    assert brief(found["docketing|"]) == "2026-03-02 2026-03-05 met_late 2026-03-06"
    assert brief(found["docket_notice|P1"]) == "2026-03-02 2026-03-05 overdue"
    assert brief(found["conclude|"]) == "2026-03-06 2026-06-08 overdue"
    assert found["conclude|"].pack == "example-local"
    assert "示例" in found["conclude|"].basis


def test_the_version_is_chosen_by_the_day_of_the_trigger() -> None:
    local = LOCAL + (
        "valid_from = 2026-03-01\nvalid_to = 2026-03-31\n"
        '[[rule]]\nid = "docketing"\ncount = { number = 3 }\n'
    )
    rules = with_pack(local)
    for received, due in (
        ("2026-02-27", "2026-03-05"),
        ("2026-03-02", "2026-03-05"),
        ("2026-03-31", "2026-04-03"),
        ("2026-04-01", "2026-04-09"),
    ):
        data = case("2026-06-30", ev("request_received", received))
        assert deadlines(data, rules)["docketing|"].due.isoformat() == due
    # One national pack alone applies to events of any date.
    old = case("2026-06-30", ev("request_received", "2019-03-04"))
    assert brief(deadlines(old, rules)["docketing|"]) == "2019-03-04 2019-03-11 overdue"


def test_a_later_national_text_applies_from_its_first_day() -> None:
    whole = resources.text("rules", "order81-2025.toml")
    rule = next(one for one in tomllib.loads(whole)["rule"] if one["id"] == "publish")
    text = (
        f'[pack]\nid = "later"\nkind = "national"\nvalid_from = 2026-03-10\n{HEADER}'
        f'[[rule]]\nid = "publish"\nname = "{rule["name"]}"\nprocedures = ["adjudication"]\n'
        'basis = "新办法第1条"\nduty = "office"\ncount = { number = 30, unit = "workday" }\n'
        '[rule.trigger]\nfirst = { event = "decision_issued" }\nlabel = "作出裁决"\n'
    )
    rules = with_pack(text)
    for day, basis in (("2026-03-09", "第83条第1款"), ("2026-03-10", "新办法")):
        one = deadlines(case("2026-04-01", ev("decision_issued", day)), rules)["publish|"]
        assert basis in one.basis
    same = problems(text.replace("2026-03-10", "2025-02-01"))
    assert any("publish" in line and "valid_from" in line for line in same)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ('id = "docketing"\ncount = { number = 6 }', "count.number"),
        ('id = "conclude"\ncount = { number = 4 }', "count.number"),
        ('id = "docketing"\nextend = { number = 6 }', "extend.number"),
        ('id = "med_conclude_ownership"\nextend = { allowed = [1, 2] }', "extend.allowed"),
        ('id = "conclude"\ntoll = { kinds = { holiday = "休假" } }', "toll.kinds"),
        ('id = "preservation_decision"\nroll = "next"', "roll"),
        ('id = "hearing_notice"\ncount = { number = 3 }', "count.number"),
        ('id = "hearing_notice"\nroll = "none"', "roll"),
        ('id = "answer"\ncount = { number = 10 }', "count.number"),
        ('id = "answer"\nroll = "none"', "roll"),
        ('id = "demand_wait"\ncount = { number = 9 }', "count.number"),
        ('id = "appeal"\ncount = { cases = [] }', "count.cases"),
        (
            'id = "reconsideration_reply"\n'
            "count = { cases = [{ where = { simple = true }, number = 6 }] }",
            "count.cases",
        ),
        ('id = "docketing"\ncount = { unit = "month" }', "count.unit"),
        ('id = "docketing"\nper = "party"', "per"),
        ('id = "publish"\nends_at_conclusion = true', "ends_at_conclusion"),
        ('id = "publish"\nduty = "party"', "duty"),
        ('id = "serve_request"\nmet = { first = { event = "docketed" } }', "met.first.event"),
        ('id = "sue"\nunless = [{ event = "docketed" }]', "unless"),
    ],
)
def test_a_pack_that_loosens_is_refused_with_the_rule_named(change: str, key: str) -> None:
    lines = problems(f"{LOCAL}[[rule]]\n{change}\n")
    name = change.split('"')[1]
    assert any(name in line and f"{key}:" in line for line in lines), lines


@pytest.mark.parametrize(
    "change",
    [
        'id = "docketing"\ncount = { number = 4 }\nextend = { number = 1 }',
        'id = "conclude"\nextend = { allowed = [] }\ntoll = { kinds = { suspension = "中止" } }',
        'id = "hearing_notice"\ncount = { number = 6 }',
        'id = "answer"\ncount = { number = 20 }',
        'id = "publish"\nroll = "none"\nbasis = "某条例第1条"\nconfirmed_by = "张某"',
        'id = "court_defence"\ncount = { number = 10 }',
    ],
)
def test_a_pack_that_tightens_is_taken(change: str) -> None:
    assert with_pack(f"{LOCAL}[[rule]]\n{change}\n").rules


def test_a_tightened_limit_leaves_out_the_kinds_it_dropped() -> None:
    change = '[[rule]]\nid = "conclude"\ntoll = { kinds = { suspension = "中止" } }\n'
    data = case(
        "2026-05-30",
        ev("docketed", "2026-01-05"),
        ev("tolling_started", "2026-02-02", id="a", kind="appraisal"),
        ev("tolling_ended", "2026-02-12", id="a"),
        ev("tolling_started", "2026-03-02", id="b", kind="suspension"),
        ev("tolling_ended", "2026-03-12", id="b"),
    )
    assert deadlines(data, with_pack(LOCAL + change))["conclude|"].due.isoformat() == "2026-04-15"


def test_internal_targets_are_only_there_when_chosen() -> None:
    practice = resources.text("rules", "practice.toml")
    rules = with_pack(practice)
    events = [ev("docketed", "2026-03-02")]
    simple = case("2026-04-30", *events, settings={"track": "simple"})
    assert "target_simple|" not in deadlines(simple)
    assert "target_simple|" not in deadlines(case("2026-04-30", *events), rules)
    one = deadlines(simple, rules)["target_simple|"]
    assert one.internal
    assert brief(one) == "2026-03-02 2026-04-16 overdue"
    assert "非法定期限" in one.basis
    simple["settings"]["simple_track_days"] = 60
    assert deadlines(simple, rules)["target_simple|"].due.isoformat() == "2026-05-01"
    mediation = case("2026-04-30", *events, procedure="mediation", mediation_kind="damages")
    assert brief(deadlines(mediation, rules)["target_mediation|"]) == (
        "2026-03-02 2026-05-01 running"
    )
    internal = practice.replace("target_simple", "conclude")
    assert any("conclude" in line for line in problems(internal))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[pack", "TOML"),
        ("x = 1", "pack.id"),
        (LOCAL + 'colour = "red"\n', "pack.colour"),
        (LOCAL + 'rule = "x"\n', "rule"),
        (LOCAL + "[[rule]]\nname = 'x'\n", "rule[0].id"),
        (LOCAL.replace('"here"', '"order81-2025"'), "pack.id"),
        (LOCAL + '[[rule]]\nid = "x"\n', "trigger"),
        (LOCAL + '[[rule]]\nid = "docketing"\ncolour = 3\n', "colour"),
        (LOCAL + '[[rule]]\nid = "docketing"\ncount = { number = "3" }\n', "count.number"),
        (LOCAL + '[[rule]]\nid = "docketing"\ncount = 3\n', "count"),
        (INVENTED.replace("party_joined", "party_jined"), "party_jined"),
        (INVENTED.replace('party = "$key"', 'partie = "$key"'), "partie"),
        (INVENTED.replace("later_of", "soonest_of"), "soonest_of"),
        (INVENTED.replace("performed", "routed"), "routed"),
        (INVENTED.replace('of = "$key"', 'method = "mail"'), "method"),
        (INVENTED.replace('event = "performed", of', 'event = "concluded", kind'), "agreement"),
        (INVENTED.replace("optional = true", 'field = "hearing_on"'), "hearing_on"),
        (INVENTED.replace("number = 10", 'field = "days"'), "days"),
        (INVENTED.replace("number = 10", "number = 10, until = 'item'"), "item"),
        (
            INVENTED.replace(
                "number = 10", "number = 10, cases = [{ where = { x = 1 }, number = 1 }]"
            ),
            "x",
        ),
        (INVENTED.replace('"third_party"', '{ of = { event = "docketed" }, field = "id" }'), "id"),
        (INVENTED + '[rule.extend]\nlabel = "x"\nuntil = { event = "docketed" }\n', "until"),
        (INVENTED + '[rule.extend]\nlabel = "x"\nlevels = { event = "docketed" }\n', "level"),
        (INVENTED + '\n[rule.extend]\nlabel = "x"\n', "extend"),
        (INVENTED.replace('duty = "office"', 'duty = "nobody"'), "duty"),
        (INVENTED.replace('"workday"', '"week"'), "unit"),
        (INVENTED.replace("number = 10", "number = 0"), "count.number"),
        (INVENTED.replace('duty = "office"', 'duty = "office"\nunless_met = "nothing"'), "nothing"),
        (
            INVENTED.replace('duty = "office"', 'duty = "office"\nunless_met = "water_the_plants"'),
            "循环",
        ),
    ],
)
def test_a_wrong_pack_is_refused_in_words(text: str, part: str) -> None:
    assert any(part in line for line in problems(text))


def test_a_rule_with_every_key_wrong_is_refused_not_a_traceback() -> None:
    table = tomllib.loads(INVENTED)["rule"][0]
    values = ("3", '"x"', "[]", "[3]", "true", "{}", "2026-01-01", "[{}]", '{ a = "b" }')
    keys = [*table, "extend", "toll", "pause", "same_as", "require", "when", "per", "valid_from"]
    for key in dict.fromkeys(keys):
        for value in values:
            name = "" if key == "id" else 'id = "conclude"\n'
            text = f"{LOCAL}[[rule]]\n{name}{key} = {value}\n"
            try:
                rules = with_pack(text)
            except InputRefused as error:
                assert error.problems
                continue
            data = case("2026-06-01", ev("docketed", "2026-01-05"))
            compute(parse_input(data, SCHEMA), rules, WorkCalendar())
