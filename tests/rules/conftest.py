"""Rule data and sample requests for the tests of intake, acceptance and routing."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from models.rules.acceptance.check import AcceptanceData, check, load_acceptance_data
from models.rules.acceptance.model import AcceptanceResult, OfficeScope
from models.rules.intake.labels import Labels, load_labels
from models.rules.intake.parse import parse_intake
from models.rules.intake.tables import IntakeRules, load_intake_rules
from models.rules.procedure.routing import RoutingRules, load_routing
from resources import text
from tests.places import DATA

SAMPLES = DATA / "sample_intakes.json"
OFFICE = OfficeScope("禾川县市场监督管理局", ("禾川县",), True, "entrusted")
Raw = dict[str, Any]


@pytest.fixture(scope="session")
def labels() -> Labels:
    return load_labels(text("rules", "labels.toml"))


@pytest.fixture(scope="session")
def tables(labels: Labels) -> IntakeRules:
    return load_intake_rules(
        acts=text("rules", "acts.toml"),
        papers=text("rules", "papers.toml"),
        fields=text("intake", "fields.toml"),
        labels=labels,
    )


@pytest.fixture(scope="session")
def data(tables: IntakeRules, labels: Labels) -> AcceptanceData:
    return load_acceptance_data(
        acceptance=text("rules", "acceptance.toml"),
        requests=text("rules", "requests.toml"),
        tables=tables,
        labels=labels,
    )


@pytest.fixture(scope="session")
def routing() -> RoutingRules:
    return load_routing(text("rules", "routing.toml"))


@pytest.fixture(scope="session")
def _samples() -> dict[str, Raw]:
    return {c["id"]: c["intake"] for c in json.loads(SAMPLES.read_text(encoding="utf-8"))}


@pytest.fixture
def sample(_samples: dict[str, Raw]) -> Callable[[str], Raw]:
    """A fresh copy of one sample intake, free to be changed."""
    return lambda name: copy.deepcopy(_samples[name])


class Seen:
    """An acceptance result, with the short questions the tests ask of it."""

    def __init__(self, full: AcceptanceResult) -> None:
        self.full = full
        self.result = full.result
        self.asked = [c.item for c in full.corrections]
        self.codes = [r.code for r in full.ticked]

    @property
    def states(self) -> dict[str, str]:
        """The worst state of each item."""
        order = ("met", "unclear", "missing")
        out: dict[str, str] = {}
        for f in self.full.findings:
            out[f.item] = max(f.state, out.get(f.item, "met"), key=order.index)
        return out

    def hint(self, code: str) -> str:
        """The first hint of this code, "" when there is none."""
        return next((h.text for h in self.full.hints if h.code == code), "")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.full, name)


@pytest.fixture
def checked(data: AcceptanceData) -> Callable[..., Seen]:
    """Parse and check one raw intake."""

    def run(raw: Raw, office: OfficeScope = OFFICE, **options: Any) -> Seen:
        return Seen(check(parse_intake(raw, data.tables), office, data, **options))

    return run
