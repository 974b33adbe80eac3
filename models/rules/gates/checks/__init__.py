"""The checks of the gates, by the id of the gate."""

from collections.abc import Mapping

from models.rules.gates.checks import (
    amending,
    approving,
    contents,
    deliberating,
    enforcing,
    hearing,
    lateness,
    mediating,
    panel,
    patent,
    periods,
    publishing,
    settling,
)
from models.rules.gates.model import Check

_ROOMS = (
    periods,
    settling,
    patent,
    panel,
    hearing,
    deliberating,
    contents,
    approving,
    amending,
    enforcing,
    mediating,
    publishing,
    lateness,
)


def _checks() -> dict[str, Check]:
    found: dict[str, Check] = {}
    for room in _ROOMS:
        found |= room.CHECKS
    return found


CHECKS: Mapping[str, Check] = _checks()
