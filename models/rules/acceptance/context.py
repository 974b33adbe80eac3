"""What every single check sees, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.rules.acceptance.model import OfficeScope
from models.rules.acceptance.rules import AcceptanceRules, ItemRule
from models.rules.intake.labels import Labels
from models.rules.intake.model import Intake, PartyIn
from models.rules.intake.tables import IntakeRules
from models.rules.procedure.requests import RequestFinding


@dataclass(frozen=True)
class Context:
    """One check of one intake; `rule` is the checklist line being answered.

    `settled`: co-owners, folded, who said expressly that they need not take part.
    """

    intake: Intake
    office: OfficeScope
    rules: AcceptanceRules
    tables: IntakeRules
    labels: Labels
    outside: tuple[RequestFinding, ...]
    rule: ItemRule
    settled: frozenset[str] = frozenset()


Filling = Mapping[str, str | int]


@dataclass(frozen=True)
class Outcome:
    """One answer: the state, which text of the line to use, and what to fill into it.

    `effect` and `refusal` override those of the line when not "".
    """

    state: str
    key: str
    args: Filling = field(default_factory=dict[str, str | int])
    field: str = ""
    effect: str = ""
    refusal: str = ""
    basis: str = ""
    refer_to: str = ""


Check = Callable[[Context], list[Outcome]]
_REGISTRY: dict[str, Check] = {}


def check_for(item: str) -> Callable[[Check], Check]:
    """Register the function that answers one checklist line."""

    def register(function: Check) -> Check:
        _REGISTRY[item] = function
        return function

    return register


def checks() -> Mapping[str, Check]:
    """Every registered check by its item id."""
    return _REGISTRY


def met(key: str = "met", **args: str | int) -> list[Outcome]:
    """The line is in order."""
    return [Outcome("met", key, args)]


def missing(key: str, field: str = "", **args: str | int) -> Outcome:
    """Something is not there."""
    return Outcome("missing", key, args, field)


def unclear(key: str, field: str = "", **args: str | int) -> Outcome:
    """Something must be looked at or explained."""
    return Outcome("unclear", key, args, field)


def who(party: PartyIn) -> str:
    """The party as the texts name it."""
    side = "请求人" if party.side == "requester" else "被请求人"
    return f"{side}“{party.name}”"
