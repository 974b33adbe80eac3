"""Plain values become what a service command wants: dataclasses, tuples (verbs and forms)."""

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any


def coerce(value: Any, hint: Any) -> Any:
    """Return the value in the shape of a type hint; scalars are left as they are."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next((a for a in args if a is not type(None)), Any)
        return None if value is None else coerce(value, inner)
    if origin in (tuple, list) or origin is Sequence:
        if origin is tuple and args and args[-1] is not Ellipsis:
            return tuple(coerce(v, a) for v, a in zip(value, args, strict=True))
        return tuple(coerce(v, args[0] if args else Any) for v in value)
    if origin in (dict, Mapping):
        return {k: coerce(v, args[1] if args else Any) for k, v in value.items()}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and isinstance(value, dict):
        hints = typing.get_type_hints(hint)
        return hint(**{k: coerce(v, hints[k]) for k, v in value.items()})
    return value


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"served.to": "R1"}` as `{"served": {"to": "R1"}}`."""
    made: dict[str, Any] = {}
    for path, value in values.items():
        *parents, name = path.split(".")
        place = made
        for parent in parents:
            place = place.setdefault(parent, {})
        place[name] = value
    return made
