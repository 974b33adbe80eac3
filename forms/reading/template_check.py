"""Check that a template names only declared facts: a small walk with the schema as its types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from forms.errors import SpecError
from forms.reading.facts_schema import FactNode, FactsSchema
from forms.templates import ENV, parse_expression, parse_text

# A name whose fields are not followed (loop, results of filters, literals).
ANY = FactNode("*", "*", "any")

_ELEMENT = {"first", "last", "random", "min", "max"}
_SAME = {"list", "sort", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"}
_DATE_PARTS = {"year", "month", "day", "hour", "minute"}


@dataclass(frozen=True)
class Scope:
    """The names a template may use; `read` gathers the top facts that templates have named."""

    names: Mapping[str, FactNode]
    local: frozenset[str] = frozenset()
    read: set[str] = field(default_factory=set[str])

    def node(self, name: str) -> FactNode:
        """Return what a name means; SpecError when it is not declared."""
        if name not in self.names:
            raise SpecError(f"{name} is not declared")
        if name not in self.local:
            self.read.add(name)
        return self.names[name]

    def inside(self, bound: Mapping[str, FactNode]) -> Scope:
        """Return the scope in which these names mean something else (in a loop)."""
        return Scope({**self.names, **bound}, self.local | set(bound), self.read)


def facts_scope(schema: FactsSchema) -> Scope:
    """Return the names every template of this schema starts with."""
    return Scope(schema.root.children)


def check_text(source: str, scope: Scope) -> None:
    """Refuse a text with a Jinja error or an undeclared name (SpecError)."""
    if "{" in source:
        _body(parse_text(source).body, scope)


def check_expression(source: str, scope: Scope) -> FactNode:
    """Refuse a wrong expression (SpecError); return what it means."""
    return _kind(parse_expression(source), scope)


def element_of(node: FactNode) -> FactNode:
    """Return what a loop over this node yields; SpecError when it is no list."""
    if node.kind == "list" and node.element is not None:
        return node.element
    if node.kind == "any":
        return ANY
    raise SpecError(f"{node.path} is not a list")


def _body(statements: list[nodes.Node], scope: Scope) -> None:
    for statement in statements:
        if isinstance(statement, nodes.Output):
            for part in statement.nodes:
                _kind(part, scope)
        elif isinstance(statement, nodes.For):
            _for(statement, scope)
        elif isinstance(statement, nodes.If):
            _if(statement, scope)
        elif isinstance(statement, nodes.Assign) and isinstance(statement.target, nodes.Name):
            scope = scope.inside({statement.target.name: _kind(statement.node, scope)})
        else:
            raise SpecError(f"{type(statement).__name__} is not allowed in a paper")


def _for(statement: nodes.For, scope: Scope) -> None:
    element = element_of(_kind(statement.iter, scope))
    if not isinstance(statement.target, nodes.Name):
        raise SpecError("a loop has one name")
    inner = scope.inside({statement.target.name: element, "loop": ANY})
    if statement.test is not None:
        _kind(statement.test, inner)
    _body(statement.body, inner)
    _body(statement.else_, scope)


def _if(statement: nodes.If, scope: Scope) -> None:
    _kind(statement.test, scope)
    _body(statement.body, scope)
    for other in statement.elif_:
        _if(other, scope)
    _body(statement.else_, scope)


def _kind(node: nodes.Node, scope: Scope) -> FactNode:
    if isinstance(node, nodes.Name):
        return scope.node(node.name)
    if isinstance(node, nodes.Getattr):
        return _field(_kind(node.node, scope), node.attr)
    if isinstance(node, nodes.Getitem):
        return _item(node, scope)
    if isinstance(node, nodes.Filter):
        return _filter(node, scope)
    if isinstance(node, (nodes.Add, nodes.Or, nodes.And)):
        left = _kind(node.left, scope)
        right = _kind(node.right, scope)
        return left if left.kind != "any" else right
    for child in node.iter_child_nodes():
        _kind(child, scope)
    if isinstance(node, nodes.Call):
        raise SpecError("a paper calls no functions; use a filter")
    return ANY


def _field(owner: FactNode, name: str) -> FactNode:
    if owner.kind == "any":
        return ANY
    if owner.kind == "object":
        child = owner.child(name)
        if child is None:
            raise SpecError(f"{owner.path}.{name} is not declared")
        return child
    if owner.kind == "scalar" and owner.type in ("date", "datetime") and name in _DATE_PARTS:
        return ANY
    raise SpecError(f"{owner.path} has no field {name}")


def _item(node: nodes.Getitem, scope: Scope) -> FactNode:
    owner = _kind(node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _field(owner, node.arg.value)
    for child in node.arg.iter_child_nodes():
        _kind(child, scope)
    if isinstance(node.arg, nodes.Slice) or owner.kind != "list":
        return owner
    return element_of(owner)


def _filter(node: nodes.Filter, scope: Scope) -> FactNode:
    if node.name not in ENV.filters:
        raise SpecError(f"unknown filter {node.name}")
    owner = _kind(node.node, scope) if node.node is not None else ANY
    for argument in node.args:
        _kind(argument, scope)
    for keyword in node.kwargs:
        _kind(keyword.value, scope)
    if owner.kind != "list":
        return ANY
    named = _named_field(node)
    if named is not None:
        _field(element_of(owner), named)
    if node.name in _ELEMENT:
        return element_of(owner)
    return owner if node.name in _SAME else ANY


def _named_field(node: nodes.Filter) -> str | None:
    # map(attribute="name"), selectattr("name"), sort(attribute="no"), join(attribute=…)
    constant: nodes.Node | None = None
    if node.name in ("selectattr", "rejectattr") and node.args:
        constant = node.args[0]
    for keyword in node.kwargs:
        if keyword.key == "attribute":
            constant = keyword.value
    if isinstance(constant, nodes.Const) and isinstance(constant.value, str):
        return constant.value if "." not in constant.value else None
    return None
