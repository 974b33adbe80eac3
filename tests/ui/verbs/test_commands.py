"""`commands`: everything a scenario can say is listed, and every sample says only that."""

import json
from datetime import date
from typing import Any

import pytest

from models.services.arguments.closed_values import closed_values, event_fields, known_names
from models.services.arguments.commands import COMMANDS
from tests.stories.samples.conftest import ORDER
from ui.shell.start import main
from ui.verbs.playing.scenario import load_scenario, values_of
from ui.verbs.playing.steps import Aliases, aliases, step_of

REFERENCES = ("staff:", "@", "served:")
KINDS: dict[str, type] = {
    "text": str, "integer": int, "boolean": bool, "date": date, "list": list, "object": dict,
}  # fmt: skip


@pytest.fixture
def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """Return what the verb prints, by the name of the command."""
    assert main(["commands", "--json"]) == 0
    return {one["name"]: one for one in json.loads(capsys.readouterr().out)}


def problems(told: dict[str, Any], value: Any, path: str) -> list[str]:
    """Check a value against what the verb printed of its type, and nothing else."""
    kind = told["type"]
    if kind == "any":
        return []
    if value is None:
        return [] if told.get("nullable") else [f"{path}: null"]
    if kind == "integer" and str(value).startswith(REFERENCES):
        return []
    if not isinstance(value, KINDS[kind]) or (kind == "integer" and isinstance(value, bool)):
        return [f"{path}: {value!r} is no {kind}"]
    if "values" in told and value not in told["values"]:
        return [f"{path}: {value!r} is not listed"]
    if "fields" in told:
        return fields_problems(told["fields"], value, path)
    found = (
        [f"{path}.{n}: unknown" for n in value if n not in told["names"]] if "names" in told else []
    )
    return found + inside(told, value, path)


def inside(told: dict[str, Any], value: Any, path: str) -> list[str]:
    """Check the items of a list or the values of free names."""
    items: Any = told.get("items")
    if isinstance(items, list):
        return [
            p
            for n, (one, v) in enumerate(zip(items, value, strict=True))
            for p in problems(one, v, f"{path}[{n}]")
        ]
    if items is None:
        return []
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [p for n, v in pairs for p in problems(items, v, f"{path}[{n}]")]


def fields_problems(fields: list[dict[str, Any]], given: dict[str, Any], path: str) -> list[str]:
    """Check the fields of an object."""
    told = {one["name"]: one for one in fields}
    found = [f"{path}.{name}: unknown" for name in given if name not in told]
    found += [
        f"{path}.{name}: missing"
        for name, one in told.items()
        if one["required"] and name not in given
    ]
    return found + [
        p
        for name, v in given.items()
        if name in told
        for p in problems(told[name], v, f"{path}.{name}")
    ]


def test_every_command_is_listed_with_its_fields(listed: dict[str, dict[str, Any]]) -> None:
    assert list(listed) == list(COMMANDS)
    docket = {one["name"]: one for one in listed["docket"]["fields"]}
    assert docket["on"]["type"] == "date" and docket["on"]["required"]
    assert docket["panel"]["fields"][1] == {
        "name": "members", "type": "list", "items": {"type": "integer"}, "required": True,
    }  # fmt: skip
    assert docket["number"] == {
        "name": "number", "type": "text", "nullable": True, "required": False, "default": None,
    }  # fmt: skip
    assert docket["case_id"]["filled"] and docket["case_id"]["type"] == "integer"
    matter = listed["record_approval"]["fields"][1]
    assert matter["name"] == "matter" and "docketing" in matter["values"]
    [signed] = [
        one
        for one in listed["record_agreement"]["fields"][1]["fields"]
        if one["name"] == "signed_by"
    ]
    assert signed["items"] == {"type": "list", "items": [{"type": "text"}, {"type": "text"}]}


@pytest.mark.parametrize("name", ORDER)
def test_every_step_of_a_sample_is_as_described(
    name: str, listed: dict[str, dict[str, Any]]
) -> None:
    scenario = load_scenario(name)
    wrong: list[str] = []
    for n, row in enumerate(scenario.steps, start=1):
        step = step_of(n, row)
        one = listed[step.do]
        given: dict[str, Any] = dict(values_of(scenario, step, 1))
        known = {field["name"] for field in one["fields"]}
        extra = (
            {k: given.pop(k) for k in list(given) if k not in known}
            if "fields_by_kind" in one
            else {}
        )
        wrong += fields_problems(one["fields"], given, step.name)
        told = {f["name"] for f in one.get("fields_by_kind", {}).get(given.get("kind"), ())}
        wrong += [f"{step.name} {field}: unknown" for field in extra if field not in told]
    assert wrong == []


def test_a_wrong_step_is_not_as_described(listed: dict[str, dict[str, Any]]) -> None:
    fields = listed["docket"]["fields"]
    given = {
        "case_id": 1,
        "on": date(2026, 1, 5),
        "handler": "李敏",
        "panel": {"chair": True},
        "x": 1,
    }
    assert fields_problems(fields, given, "docket") == [
        "docket.x: unknown",
        "docket.handler: '李敏' is no integer",
        "docket.panel.members: missing",
        "docket.panel.chair: True is no integer",
    ]


def test_the_tables_of_values_belong_to_arguments(listed: dict[str, dict[str, Any]]) -> None:
    """No row of a table outlives the argument it is about."""
    found: set[str] = set()

    def collect(owner: str, fields: list[dict[str, Any]]) -> None:
        for one in fields:
            items: Any = one.get("items")
            inner: dict[str, Any] = items if isinstance(items, dict) else {}
            if "values" in one or "names" in one or "values" in inner:
                found.add(one["name"])
            for nested in (one.get("fields"), inner.get("fields")):
                collect(one["name"], nested or [])

    for name, one in listed.items():
        collect(name, one["fields"])
    named = {key.rpartition(".")[2] for key in (*closed_values(), *known_names())}
    assert named == found
    assert {key.partition(".")[0] for key in closed_values()} <= set(COMMANDS) | {
        "StaffIn", "Opinion", "Told", "Served", "ServiceAttempted", "Exhibit", "Decision", "Order",
        "GroundFound", "SheetDetails", "RequestAnswer", "ApartIn",
        "Change", "JudgmentIn",
    }  # fmt: skip


def test_an_event_lists_its_own_fields(listed: dict[str, dict[str, Any]]) -> None:
    kinds = listed["record_event"]["fields_by_kind"]
    assert kinds["note_recorded"][0] == {"name": "title", "type": "text", "required": True}
    assert kinds["principal_approved"][0]["name"] == "kind_"
    assert kinds.keys() == event_fields().keys()
    assert all("fields_by_kind" not in one for n, one in listed.items() if n != "record_event")


def test_people_read_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commands"]) == 0
    text = capsys.readouterr().out
    assert "docket　立案" in text
    assert "  *handler　整数\n" in text
    assert "   case_id　整数　不写则为本场景的案件\n" in text
    assert "可选：docketing、refusal、closing" in text
    assert all(f"\n{name}" in text for name in COMMANDS)


# ---------------------------------------------------------------- former names


def test_former_names_lead_to_present_ones() -> None:
    table = aliases()
    assert set(table.commands.values()) <= COMMANDS.keys()
    assert not set(table.commands) & COMMANDS.keys()
    for path in table.fields:
        assert path.partition(".")[0] in COMMANDS, (
            "fields are listed under the command's present name"
        )


def test_the_former_commands_of_the_notification_ledger_are_understood() -> None:
    told = {"person_name": "某人", "note": "一"}
    rows = {
        "record_notification": ({"told": told}, {"values": told}),
        "update_notification": (
            {"notification_id": "@notification", "choice": "mediation", "signed": True},
            {"entry_id": "@notification", "values": {"choice": "mediation", "signed": True}},
        ),
        "link_notification": (
            {"notification_id": 1, "case_id": "@S1"},
            {"entry_id": 1, "case_id": "@S1"},
        ),
    }
    for former, (given, now) in rows.items():
        step = step_of(1, {"do": former, "on": "2026-05-12", **given})
        assert step.do.endswith("_entry")
        assert step.given == {"ledger": "notification", **now}


def test_the_fields_of_each_ledger_are_told(
    listed: dict[str, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    command = listed["record_entry"]
    fields = command["values_by_ledger"]["notification"]
    assert {"name": "person_name", "type": "text", "required": True} in fields
    assert command["fields"][0]["values"] == ["notification"]
    assert main(["commands"]) == 0
    assert "    notification：*person_name（text）" in capsys.readouterr().out


def test_former_names_of_commands_and_fields_are_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = Aliases(
        {"approve": "record_approval"},
        {
            "record_approval.about": "matter",
            "record_approval.signed": "opinions",
            "record_approval.opinions.signer": "name",
        },
    )
    monkeypatch.setattr("ui.verbs.playing.steps.aliases", lambda: table)
    row = {
        "do": "approve", "on": "2026-05-12", "about": "docketing",
        "signed": [{"signer": "高明"}],
    }  # fmt: skip
    step = step_of(4, row)
    assert (step.do, step.name) == ("record_approval", "第4步 record_approval")
    assert step.given == {"matter": "docketing", "opinions": [{"name": "高明"}]}
    both = step_of(5, row | {"matter": "closing"}).given
    assert both["about"] == "docketing" and both["matter"] == "closing", "neither is lost"
