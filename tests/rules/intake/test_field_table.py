"""The table of the request's fields: what is wrong in it is named; records and rows fit it."""

import re
from dataclasses import fields
from datetime import date
from typing import get_type_hints

import pytest

from models import reference
from models.entities import Agent, Case, CaseParty, Evidence, Party, Patent
from models.rules.intake import model
from models.rules.intake.fields import Group, Kind, load_fields
from models.rules.intake.labels import Labels
from models.rules.problem import InputRefused
from resources import text

TABLE = text("intake", "fields.toml")
KINDS: dict[Kind, object] = {
    Kind.DAY: date | None,
    Kind.ANSWER: bool | None,
    Kind.TICK: bool,
    Kind.COUNT: int | None,
    Kind.CLAIMS: tuple[int, ...],
    Kind.LIST: tuple[str, ...],
    Kind.LINES: tuple[str, ...],
}
RECORDS = {
    "": model.Intake, "requesters": model.PartyIn, "agents": model.AgentIn,
    "patent": model.PatentIn, "evidence": model.EvidenceIn,
}  # fmt: skip


@pytest.mark.parametrize("part", RECORDS)
def test_records_have_the_types_of_the_table(part: str) -> None:
    """The parser builds them from values by name: here the two are compared."""
    hints = get_type_hints(RECORDS[part])
    own = {one.name for one in fields(RECORDS[part])}
    for rule in reference.fields().part(part):
        if rule.id in own:
            wanted = KINDS.get(rule.kind, str)
            if rule.default is False or rule.id == "received_on":  # never without a value
                wanted = bool if rule.default is False else date
            assert hints[rule.id] == wanted, rule.id


def test_every_field_is_kept_in_a_column_or_known_to_be_kept_in_the_event_alone() -> None:
    columns = {
        Group.PARTY: Party.columns() | {"standing"} & CaseParty.columns(),
        Group.AGENT: Agent.columns() | {"for"},
        Group.PATENT: Patent.columns() | {"asserted_claims"} & Case.columns(),
        Group.EVIDENCE: Evidence.columns(),
        Group.CASE: Case.columns(),
        Group.CONTENT: Case.columns(),
        Group.OTHER: Case.columns(),
    }
    assert {f.id for f in reference.fields().fields if f.id not in columns[f.group]} == {
        "received_on", "request_signed", "within_area", "still_infringing", "holder_acted",
        "licensee_authorised", "patentee_not_acting", "infringement_known_on", "copies",
        "special_matter", "urging_dispatched_on", "urging_received_on",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('type = "choice"', 'type = "chioce"', "type"),
        ('type = "choice"', "", "type"),
        ('choices = "kind"', 'choices = "kinds"', "choices"),
        ('choices = "kind"', "", "choices"),
        ('label = "案件类别"', 'lable = "案件类别"', "label"),
        ("required = true", "required = 1", "required"),
        ("required = true", "requierd = true", "requierd"),
        ('group = "case"', 'group = "matter"', "group"),
        ('id = "kind"', 'id = "Kind"', "id"),
        ('id = "mediation_kind"', 'id = "kind"', "id"),
        ('when = { kind = ["mediation"] }', 'when = { sort = ["mediation"] }', "when.sort"),
        ('when = { kind = ["mediation"] }', 'when = { kind = ["meditation"] }', "when.kind"),
        ('not_before = "filed_on"', 'not_before = "field_on"', "not_before"),
        ('help_of = "name"', 'help_of = "nmae"', "help_of"),
        ('help_of = "name"', "", "help"),
        ('check = "phone"', 'check = "fone"', "check"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_key(
    old: str, new: str, named: str, labels: Labels
) -> None:
    before, found, after = TABLE.partition(old)
    assert found
    line = before.count("\n", 0, before.rindex("[[field]]")) + 1
    field = before.count("[[field]]") - 1
    with pytest.raises(InputRefused) as refused:
        load_fields(before + new + after, labels)
    [problem] = refused.value.problems
    file, number, place = re.split("[: ]", problem.field)
    assert (file, place) == ("intake/fields.toml", f"field[{field}].{named}")
    assert line <= int(number) < line + 30


def test_a_path_names_its_field() -> None:
    table = reference.fields()
    for path, wanted in (
        ("received_on", "received_on"),
        ("respondents[1].operator.id_no", "operator_id_no"),
        ("respondents[1].operator", "operator_name"),
        ("patent.asserted_claims[0]", "asserted_claims"),
        ("requests[2]", "requests"),
    ):
        found = table.at(path)
        assert found is not None and found.id == wanted
    assert table.at("respondents[0].standing") is None, "only requesters have one"
    assert table.at("nothing") is None and table.at("patent") is None
