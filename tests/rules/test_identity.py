"""Check digits: worked examples of the standards, and every single wrong digit is noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import identity as ident

DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("typed", "value", "kind"),
    [
        ("201710601862.3", "201710601862.3", "invention"),
        ("ZL 2017 1060 1862.3", "201710601862.3", "invention"),
        ("zl２０１７１０６０１８６２．３", "201710601862.3", "invention"),
        ("2017106018623", "201710601862.3", "invention"),
        ("专利号：ZL201919800137.5", "201919800137.5", "invention"),
        ("95115608.X", "95115608.X", "invention"),
        ("95115608x", "95115608.X", "invention"),
        ("202239800101.x", "202239800101.X", "design"),
        ("201889800063.9", "201889800063.9", "invention"),
    ],
)
def test_patent_numbers_in_every_spelling(typed: str, value: str, kind: str) -> None:
    read = ident.read_patent_number(typed)
    assert (read.value, read.kind, read.problem, read.warnings) == (value, kind, "", ())


def test_a_wrong_check_digit_is_a_warning_with_the_right_number() -> None:
    read = ident.read_patent_number("202129800291.0")
    assert not read.problem
    assert read.suggestion == "202129800291.5"
    assert len(read.warnings) == 1 and "202129800291.5" in read.warnings[0]


def test_pct_utility_model_old_design_and_unknown_kind() -> None:
    assert ident.read_patent_number(_with_digit("201790000001")).kind == "utility_model"
    assert ident.read_patent_number(_with_digit("02345678")).kind == "design"
    unknown = ident.read_patent_number(_with_digit("201750000001"))
    assert unknown.kind == "" and not unknown.problem and "种类号5" in unknown.warnings[0]


def test_missing_check_digit_is_named_not_filled_in() -> None:
    read = ident.read_patent_number("201710601862")
    assert read.value == "201710601862"
    assert "201710601862.3" in read.warnings[0]


@pytest.mark.parametrize("typed", ["abc", "12345", "2017106018623456", "201710601862.33", "ZL"])
def test_what_is_no_patent_number_is_refused(typed: str) -> None:
    assert "专利号应为" in ident.read_patent_number(typed).problem


def test_publication_number_is_told_apart() -> None:
    assert "公开" in ident.read_patent_number("CN 109876543 A").problem


def test_uscc_worked_example_and_warnings() -> None:
    assert ident.check_uscc("91350100M000100Y43") == ident.NumberCheck("91350100M000100Y43")
    wrong = ident.check_uscc("9135 0100 m000 100y 44")
    assert wrong.value == "91350100M000100Y44" and not wrong.problem
    assert wrong.suggestion == "91350100M000100Y43"
    assert "17位" in ident.check_uscc("91350100M000100Y4").problem
    assert "O" in ident.check_uscc("91350100MO00100Y43").problem
    assert "行政区划" in ident.check_uscc("91A50100M000100Y43").problem


@pytest.mark.parametrize("code", ["11010519491231002X", "440524188001010014"])
def test_ric_worked_examples(code: str) -> None:
    assert ident.check_ric(code) == ident.NumberCheck(code)


@pytest.mark.parametrize(
    ("birth", "wrong"),
    [("20990101", "晚于今天"), ("18000101", "太早"), ("20260321", "晚于今天"), ("20260320", ""),
     ("18951231", "太早"), ("18960101", "")],
)  # fmt: skip
def test_a_birthday_that_cannot_be_is_said(birth: str, wrong: str) -> None:
    body = f"110105{birth}002"
    code = next(c for d in "0123456789X" if not ident.check_ric(c := body + d).suggestion)
    said = ident.check_ric(code, date(2026, 3, 20)).warnings
    assert bool(said) == bool(wrong) and all(wrong in one for one in said)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("201510123456.1", "201510123456", True), ("ZL 2015 1 0123456.1", "2015101234561", True),
    ("CN201510123456.1", "专利号：201510123456.9", True), ("99123456.7", "ZL99123456", True),
    ("201510123456", "201510123457", False), ("99123456", "99123457.1", False),
])  # fmt: skip
def test_a_patent_is_known_without_its_check_digit(one: str, other: str, same: bool) -> None:
    assert (ident.same_patent_digits(one) == ident.same_patent_digits(other)) == same


def test_ric_length_date_and_check_digit() -> None:
    assert "18位" in ident.check_ric("1101051949").problem
    assert "15位" in ident.check_ric("110105491231002").warnings[0]
    impossible = ident.check_ric("110105199002300020")
    assert "19900230" in impossible.warnings[0] and not impossible.problem
    assert ident.check_ric("110105194912310021").suggestion == "11010519491231002X"


def test_other_types_are_kept_as_typed() -> None:
    assert ident.check_id("passport", " e１2345678 ").value == "e12345678"
    assert ident.check_id("uscc", "123").problem
    assert ident.check_id("ric", "11010519491231002x").value == "11010519491231002X"


@pytest.mark.parametrize(
    "phone",
    [
        "0357-5550101",
        "19900000003",
        "5550101",
        "4008001234",
        "+45-3312 3456",
        "0357-1234567、13900000000",
    ],
)
def test_plausible_phones(phone: str) -> None:
    assert ident.check_phone(phone).warnings == ()


def test_odd_phone_and_postcode_only_warn() -> None:
    assert ident.check_phone("12").warnings and not ident.check_phone("12").problem
    assert ident.check_postcode("04109").warnings and not ident.check_postcode("04109").problem
    assert ident.check_postcode("０４１０９９").value == "041099"


def test_masks() -> None:
    assert ident.mask_id("11010519491231002X") == "110105********002X"
    assert ident.mask_id("E12345678") == "E*******8"
    assert ident.mask_id("") == ""


def _with_digit(digits: str) -> str:
    return f"{digits}.{ident.patent_check_digit(digits)}"


@given(st.text(DIGITS, min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_any_changed_digit_of_a_patent_number_warns(base: str, place: int, step: int) -> None:
    right = _with_digit(base)
    assert not any("校验位" in w for w in ident.read_patent_number(right).warnings)
    changed = f"{base[:place]}{(int(base[place]) + step) % 10}{base[place + 1 :]}{right[-2:]}"
    assert any("校验位不符" in w for w in ident.read_patent_number(changed).warnings)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), st.integers(0, 30))
def test_any_changed_last_character_of_a_uscc_warns(body: str, step: int) -> None:
    seventeen = f"91350100{body}"
    right = ident.check_uscc(seventeen + "0").suggestion or seventeen + "0"
    assert ident.check_uscc(right).warnings == ()
    other = "0123456789ABCDEFGHJKLMNPQRTUWXY"[step]
    if other != right[-1]:
        assert ident.check_uscc(seventeen + other).suggestion == right


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_changed_digit_of_a_ric_warns(place: int, step: int) -> None:
    code = "440524188001010014"
    changed = f"{code[:place]}{(int(code[place]) + step) % 10}{code[place + 1 :]}"
    assert any("校验位不符" in w for w in ident.check_ric(changed).warnings)
