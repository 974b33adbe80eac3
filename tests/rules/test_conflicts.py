"""Who shares a name, a unit or a phone with somebody on a party's side is shown in time."""

import pytest

from models.rules.procedure.conflicts import Known, shared

AGENT = Known("请求人的代理人", "顾临川", "13800000001", "太原砚石律师事务所", "迎泽大街1号")


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (Known("", "顾临川"), ["与请求人的代理人同名"]),
        (Known("", "顾 临川"), ["与请求人的代理人同名"]),
        (Known("", "李敏", "13800000001"), ["与请求人的代理人电话相同"]),
        (Known("", "李敏", unit="太原砚石律师事务所"), ["与请求人的代理人单位相同"]),
        (Known("", "李敏", address="迎泽大街１号"), ["与请求人的代理人地址相同"]),
        (Known("", "李敏", "13800000002"), []),
        (Known("", "李敏"), []),
    ],
)
def test_what_is_shared(one: Known, found: list[str]) -> None:
    assert list(shared(one, [AGENT])) == found


def test_nothing_known_is_nothing_shared() -> None:
    assert list(shared(Known("", "李敏"), [Known("被请求人的负责人", "")])) == []
