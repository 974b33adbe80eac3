"""The text of papers: sandboxed Jinja2, compiled once, checked against the declared facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.errors import FormError, SpecError
from forms.filters import FILTERS
from forms.marks import Printed, marked
from forms.view import Seen

View: TypeAlias = Mapping[str, Seen]
_MARKS = ("{{", "{%", "{#")


class _Environment(ImmutableSandboxedEnvironment):
    # Said here because Jinja leaves their types open.
    filters: dict[str, Callable[..., str]]
    globals: dict[str, Callable[..., str]]


def _blank_none(value: Printed | None) -> Printed:
    return "" if value is None else value


def _environment(finalize: Callable[[Printed | None], Printed]) -> _Environment:
    env = _Environment(
        undefined=StrictUndefined,
        autoescape=False,  # values are plain text; each writer escapes for its own format
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.clear()
    env.filters.update(FILTERS)
    return env


ENV = _environment(_blank_none)
_MARKING = _environment(marked)


@lru_cache(maxsize=4096)
def _template(source: str, env: _Environment) -> Callable[[View], str]:
    if not any(mark in source for mark in _MARKS):
        return lambda _view: source
    return env.from_string(source).render


@lru_cache(maxsize=4096)
def _expression(source: str) -> TemplateExpression:
    return ENV.compile_expression(source, undefined_to_none=False)


def render(source: str, view: View) -> str:
    """Return the text with its facts filled in; FormError says which text failed."""
    return _rendered(source, view, ENV)


def render_marked(source: str, view: View) -> str:
    """Return the text with marks around what its facts filled in (`forms.marks`)."""
    return _rendered(source, view, _MARKING)


def _rendered(source: str, view: View, env: _Environment) -> str:
    try:
        return _template(source, env)(view)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise FormError(f"文书模板“{source[:60]}”无法填写：{error}") from error


def evaluate(source: str, view: View) -> Seen:
    """Return the value of a Jinja expression; FormError says which expression failed."""
    try:
        value = _expression(source)(**view)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise FormError(f"文书条件“{source[:60]}”无法计算：{error}") from error
    if isinstance(value, StrictUndefined):
        raise FormError(f"文书条件“{source[:60]}”用到了没有的名称")
    return value


def evaluate_list(source: str, view: View) -> list[Seen]:
    """Return the items of an expression that means a list; nothing for an empty value."""
    value = evaluate(f"(({source}) or [])|list", view)
    if isinstance(value, list):
        return value
    raise FormError(f"文书条件“{source[:60]}”不是列表")


def evaluate_count(source: str, view: View) -> int:
    """Return the whole number that an expression means; FormError when it is none."""
    value = evaluate(source, view)
    if isinstance(value, int):
        return value
    raise FormError(f"文书条件“{source[:60]}”不是整数")


def parse_text(source: str) -> nodes.Template:
    """Return the syntax tree of a text; SpecError with Jinja's words."""
    try:
        return ENV.parse(source)
    except TemplateError as error:
        raise SpecError(str(error)) from error


def parse_expression(source: str) -> nodes.Node:
    """Return the syntax tree of an expression; SpecError with Jinja's words."""
    tree = parse_text("{{ (" + source + ") }}")
    output = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise SpecError("not one expression")
    return output.nodes[0]
