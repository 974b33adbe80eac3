"""Acts that may be entered of a case that ran on paper before (data: procedure/past_acts.toml)."""

from functools import cache

import resources
from models.rules.intake.past_acts import PastAct
from models.rules.toml.rows import read_toml

FILE = "past_acts.toml"


@cache
def past_acts() -> dict[str, PastAct]:
    """Return the kinds of acts by id, in their usual order.

    InputRefused names a mistake in this bundled file.
    """
    found = read_toml(resources.text("procedure", FILE), FILE).records("act", PastAct)
    return {act.id: act for act in found}


def offered(kind: str) -> dict[str, str]:
    """Return the names of those that cases of a kind have."""
    return {one.id: one.label for one in past_acts().values() if not one.kinds or kind in one.kinds}
