"""Settings: every key of the contract, typed reading, validation, what is unset for a form."""

from datetime import date
from typing import Any

import pytest

from models.errors import BadInput
from models.rules.problem import InputRefused
from models.store.db import connection
from models.store.desk import Desk
from models.store.settings import values as settings
from models.store.settings.definitions import definitions, parse
from tests.places import ROOT

KEYS = """
office.name office.address office.postcode office.phone office.government authority.basis
authority.regulation authority.instrument_no authority.principal authority.principal_government
authority.scope authority.until position.publication_days position.publication_days_foreign
position.remedy.decision position.court.decision position.remedy.refusal position.remedy.dismissal
position.superior position.hmt_without_domicile position.e_service_decision
position.e_service_agreement position.docketing_after_correction position.number.adjudication
position.number.mediation position.number.refusal position.number.receipt
position.judicial_confirm position.fees position.legal_review internal.simple_track_days
internal.evidence_days internal.fonts
""".split()


def put(desk: Desk, key: str, text: str | None) -> None:
    """Write a setting's JSON as the service does."""
    desk.db.execute_sql(
        'INSERT OR REPLACE INTO setting ("key", value, source, confirmed_by, confirmed_on)'
        " VALUES (?, ?, '局务会纪要', '王局', '2026-01-05')",
        (key, text),
    )


def test_every_key_is_defined_with_its_reasons() -> None:
    found = settings.definitions()
    assert set(KEYS) <= set(found)
    for item in found.values():
        assert item.label and item.source and item.group in item.key
        assert not any(ord(c) < 128 and c.isalpha() for c in item.label.replace("PDF", ""))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("position.publication_days", 30),
        ("position.publication_days_foreign", 60),
        ("position.hmt_without_domicile", False),
        ("position.docketing_after_correction", "restart"),
        ("position.fees", "none"),
        ("internal.simple_track_days", 45),
        ("internal.evidence_days", 15),
        ("internal.fonts", "open"),
        ("position.remedy.decision", None),
        ("authority.basis", None),
    ],
)
def test_defaults(desk: Desk, key: str, value: object) -> None:
    assert desk.settings.get(key) == value
    assert type(desk.settings.get(key)) is type(value)


def test_confirmed_values_are_typed(desk: Desk) -> None:
    put(desk, "authority.until", '"2027-12-31"')
    put(desk, "position.publication_days", "60")
    put(desk, "position.e_service_decision", "true")
    put(desk, "position.fees", None)
    assert desk.settings.get("authority.until") == date(2027, 12, 31)
    assert desk.settings.get("position.e_service_decision") is True
    info = desk.settings.info("position.publication_days")
    assert (info.value, info.confirmed, info.confirmed_by) == (60, True, "王局")
    assert (info.source, info.confirmed_on) == ("局务会纪要", date(2026, 1, 5))
    assert (info.text, info.key, info.label[:4]) == ("60日", info.definition.key, "公告送达")
    assert desk.settings.get("position.fees") is None
    texts = {i.key: i.text for i in desk.settings.all()}
    assert texts["position.e_service_decision"] == "是"
    assert texts["position.judicial_confirm"] == "否"
    assert (texts["office.name"], texts["internal.evidence_days"]) == ("未设定", "15")


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("position.publication_days", "60", 60),
        ("position.judicial_confirm", "是", True),
        ("position.judicial_confirm", False, False),
        ("authority.until", "2027-12-31", date(2027, 12, 31)),
        ("authority.until", date(2027, 12, 31), date(2027, 12, 31)),
        ("authority.basis", " own ", "own"),
        ("office.name", "  禾川县知识产权局 ", "禾川县知识产权局"),
        ("office.name", "   ", None),
        ("office.name", None, None),
        ("position.number.adjudication", "晋宁知法裁字〔{year}〕{n:03d}号", ...),
    ],
)
def test_validate_reads(key: str, given: Any, value: Any) -> None:
    assert settings.validate(key, given) == (given if value is ... else value)


@pytest.mark.parametrize(
    ("key", "given", "problem"),
    [
        ("position.publication_days", 45, "只能是"),
        ("position.publication_days", "三十", "整数"),
        ("position.publication_days", True, "整数"),
        ("internal.evidence_days", 14, "15到90"),
        ("position.judicial_confirm", "也许", "是"),
        ("position.judicial_confirm", 1, "是"),
        ("authority.until", "2027-02-30", "日期"),
        ("authority.until", 5, "日期"),
        ("authority.basis", "self", "只能是"),
        ("authority.basis", 1, "选项"),
        ("office.name", 1, "文字"),
        ("office.name", "字" * 501, "500"),
        ("office.name", "a\x00b", "控制字符"),
        ("office.postcode", "1234", "格式"),
        ("position.number.receipt", "知收〔{year}〕", "{序号}"),
        ("position.number.receipt", "{year}{n}{n}", "{序号}"),
        ("position.number.receipt", "{year}{n.__class__}", "{序号}"),
        ("position.remedy.decision", "向{法院}起诉", "{法院名称}"),
        ("office.colour", "red", "没有这项设置"),
    ],
)
def test_validate_refuses(key: str, given: Any, problem: str) -> None:
    with pytest.raises(BadInput) as caught:
        settings.validate(key, given)
    assert caught.value.problems[0].field == key
    assert problem in caught.value.problems[0].problem


def test_unset_depends_on_the_authority(desk: Desk) -> None:
    unset = desk.settings.unset_for("acceptance_notice")
    assert unset == ["office.name", "office.address", "office.phone", "authority.basis"]
    put(desk, "authority.basis", '"own"')
    assert "authority.regulation" in desk.settings.unset_for("acceptance_notice")
    assert "authority.principal" not in desk.settings.unset_for("acceptance_notice")
    put(desk, "authority.basis", '"entrusted"')
    unset = desk.settings.unset_for("decision")
    assert "authority.principal" in unset
    assert "authority.until" not in unset, "a delegation may be without end"
    put(desk, "authority.basis", '"assist_only"')
    assert desk.settings.unset_for("agreement") == ["office.name", "office.address", "office.phone"]


def test_remedy_wording_is_filled_and_calls_for_its_names(desk: Desk) -> None:
    assert desk.settings.remedy("decision") is None
    assert {"position.remedy.decision", "position.court.decision"} <= set(
        desk.settings.unset_for("decision")
    )
    put(desk, "position.remedy.refusal", '"可向{government}申请行政复议。"')
    assert desk.settings.remedy("refusal") is None
    assert "office.government" in desk.settings.unset_for("refusal_notice")
    assert "office.government" not in desk.settings.unset_for("decision")
    put(desk, "office.government", '"禾川县人民政府"')
    assert desk.settings.remedy("refusal") == "可向禾川县人民政府申请行政复议。"
    put(desk, "authority.basis", '"entrusted"')
    assert "authority.principal_government" in desk.settings.unset_for("refusal_notice")
    put(desk, "authority.principal_government", '"汾宁市人民政府"')
    assert desk.settings.remedy("refusal") == "可向汾宁市人民政府申请行政复议。"


@pytest.mark.parametrize(
    "change",
    [
        'type = "colour"',
        "default = 5",
        'source = ""',
        'needed_when = { key = "x.y", is = ["z"] }',
    ],
)
def test_a_contradictory_settings_file_is_a_bug(change: str) -> None:
    lines = ['key = "a.b"', 'type = "date"', 'label = "甲"', 'group = "office"', 'source = "乙"']
    name = change.split(" ")[0]
    text = "[[setting]]\n" + "\n".join([x for x in lines if not x.startswith(name)] + [change])
    with pytest.raises((InputRefused, BadInput)):
        parse(text)
    good = "[[setting]]\n" + "\n".join(lines)
    assert list(parse(good)) == ["a.b"]
    with pytest.raises(InputRefused, match="写了两次"):
        parse(f"{good}\n{good}")


def test_reading_is_one_statement(desk: Desk) -> None:
    seen: list[str] = []
    connection(desk.db).set_trace_callback(seen.append)
    desk.settings.all()
    connection(desk.db).set_trace_callback(None)
    assert len(seen) == 1


def test_every_setting_is_read_by_the_program() -> None:
    """One that nobody reads promises what does not happen."""
    folders = ("models", "ui", "forms")
    files = [file for name in folders for file in (ROOT / name).rglob("*.py")]
    read = "\n".join(file.read_text(encoding="utf-8") for file in files)
    families = ("position.remedy.", "position.number.")  # read by the kind of paper or number
    unread = [
        key
        for key in definitions()
        if f'"{key}"' not in read
        and not any(key.startswith(one) and f"{one}{{" in read for one in families)
    ]
    assert unread == []
