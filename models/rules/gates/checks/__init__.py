"""The checks of the gates, by the id of the gate."""

from collections.abc import Mapping

from models.rules.gates.checks import (
    approving,
    contents,
    deliberating,
    enforcing,
    hearing,
    panel,
    periods,
    publishing,
    settling,
)
from models.rules.gates.model import Check

_ROOMS = (
    periods, settling, panel, hearing, deliberating, contents, approving, enforcing, publishing,
)  # fmt: skip


def _checks() -> dict[str, Check]:
    found: dict[str, Check] = {}
    for room in _ROOMS:
        found |= room.CHECKS
    return found


CHECKS: Mapping[str, Check] = _checks()
