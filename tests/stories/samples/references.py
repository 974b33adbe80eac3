"""What a script refers to, put into its values: for tests that act where a script would."""

from collections.abc import Mapping
from typing import Any


def resolved(value: Any, staff: Mapping[str, int], known: Mapping[str, int]) -> Any:
    """Return the value with `staff:李敏` and `@notification` replaced by the numbers of rows."""
    if isinstance(value, str) and value.startswith("staff:"):
        return staff[value.removeprefix("staff:")]
    if isinstance(value, str) and value.startswith("@"):
        return known[value[1:]]
    if isinstance(value, list):
        return [resolved(one, staff, known) for one in value]
    if isinstance(value, dict):
        return {name: resolved(one, staff, known) for name, one in value.items()}
    return value
