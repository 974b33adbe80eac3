"""What all parts of a paper's TOML share: loops, conditions and the texts that name facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from forms.errors import SpecError
from forms.reading.spec import ONCE, Repeat
from forms.reading.template_check import ANY, Scope, check_expression, check_text, element_of
from forms.reading.toml_table import Table

COMMON = ("type", "when", "for")
_FOR = re.compile(r"^\s*([a-z_]\w*)\s+in\s+(.+)$", re.DOTALL)
_Found = TypeVar("_Found")


def repeat(table: Table, scope: Scope) -> tuple[Repeat, Scope]:
    """Read `when` and `for`; return how often the part is printed and the scope inside."""
    again, inner = loop(table, scope)
    when = expression(table, "when", inner)
    return Repeat(when, again.name, again.items), inner


def loop(table: Table, scope: Scope) -> tuple[Repeat, Scope]:
    """Read `for`; return the loop and the scope inside it."""
    source = table.text("for", "")
    if not source:
        return ONCE, scope
    match = _FOR.match(source)
    if match is None:
        raise table.error('for must read "name in list"')
    name, items = match.groups()
    element = checked(lambda: element_of(check_expression(items, scope)), f"{table.place}: for")
    return Repeat("", name, items), scope.inside({name: element, "loop": ANY})


def expression(table: Table, key: str, scope: Scope) -> str:
    """Return the checked expression under a key, "" when there is none."""
    source = table.text(key, "")
    if source:
        checked(lambda: check_expression(source, scope), f"{table.place}: {key}")
    return source


def template(table: Table, key: str, scope: Scope, default: str | None = None) -> str:
    """Return the checked text under a key; SpecError when missing without a default."""
    source = table.text(key, default)
    checked(lambda: check_text(source, scope), f"{table.place}: {key}")
    return source


def checked(check: Callable[[], _Found], place: str) -> _Found:
    """Run a check; put the place before what it says."""
    try:
        return check()
    except SpecError as error:
        raise SpecError(f"{place}: {error}") from error
