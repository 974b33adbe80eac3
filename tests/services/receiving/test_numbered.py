"""A number is one number however it is written, and no two cases bear it."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cases.loading import load
from models.cases.numbered import case_numbered
from models.errors import BadInput
from models.rules.places import number_key
from models.services.receiving import intake, register
from models.store.desk import Desk
from tests.services.support import words

ALIKE = [
    "知收〔2026〕2号",
    "知收〔2026〕２号",
    "知收〔2026〕02号",
    " 知收〔2026〕2 号",
    "知收[2026]2号",
    "知收（２０２６）2号",
]


@pytest.mark.parametrize("again", ALIKE)
def test_a_number_is_given_once_however_it_is_written(
    desk: Desk,
    request_s2: dict[str, Any],
    again: str,
) -> None:
    first = intake.file_request(desk, request_s2, number="知收〔2026〕2号").ids["case"]
    assert case_numbered(again) == first
    with pytest.raises(BadInput) as refused:
        intake.file_request(desk, copy.deepcopy(request_s2), number=again)
    assert "已经使用" in words(refused.value)
    other = intake.file_request(desk, copy.deepcopy(request_s2), number="知收〔2026〕12号")
    assert case_numbered("知收〔2026〕12号") == other.ids["case"]


def test_other_digits_are_refused(desk: Desk, request_s2: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="请用0到9"):
        intake.file_request(desk, request_s2, number="知收〔2026〕٢号")


def test_no_number_of_any_kind_is_borne_twice(
    desk: Desk,
    request_s2: dict[str, Any],
) -> None:
    first = intake.file_request(desk, request_s2).ids["case"]
    second = intake.file_request(desk, copy.deepcopy(request_s2)).ids["case"]
    number = load(desk, first).record.receipt_no
    with pytest.raises(BadInput, match="已经使用"):
        register.correct_number(
            desk, second, "receipt", number, on=desk.today(), reason="登记本上是这个号"
        )
    zero = number.replace("〕", "〕0")
    done = register.correct_number(
        desk, first, "receipt", zero, on=desk.today(), reason="登记本上写的是两位"
    )
    assert done.case_id == first and load(desk, first).record.receipt_no == zero


@given(st.text(max_size=20))
def test_a_key_is_its_own(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)
