"""Bundled data read once: catalogue of events, methods of service, steps, rule packs."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import resources
from models.reference import additions, paper_catalog
from models.reference.step_files import steps as steps
from models.rules.acceptance.check import AcceptanceData, load_acceptance_data
from models.rules.deadlines.reading.schema import EventSchema, load_schema
from models.rules.events import Order
from models.rules.events.codes import Failure, Post
from models.rules.gates.model import Gate, Level
from models.rules.gates.reading import load_gates
from models.rules.intake.fields import FieldTable
from models.rules.intake.labels import Labels, load_labels
from models.rules.intake.tables import IntakeRules, load_intake_rules
from models.rules.patent.grounds import InvalidationGround, load_invalidation_grounds
from models.rules.procedure.catalogue import label_of
from models.rules.procedure.dismissal import Ground, load_grounds
from models.rules.procedure.papers import ServedPaper, ServedPapers, load_papers
from models.rules.procedure.routing import RoutingRules, load_routing
from models.rules.procedure.stage import STAGE_NAMES
from models.rules.redaction.model import Rules as RedactionRules
from models.rules.redaction.reading import load_redaction
from models.rules.serving.attempts import NextRung, load_ladder
from models.rules.serving.methods import SOURCE as SERVICE_METHODS
from models.rules.serving.methods import (
    Method,
    Receiver,
    load_methods,
    load_receivers,
    load_witnesses,
)


def served_papers() -> ServedPapers:
    """Return the papers that can be served, by code; an office's own bring their names along."""
    return _served_papers(additions.folders("papers"))


@cache
def _served_papers(extra: tuple[Path, ...]) -> ServedPapers:
    bundled = load_papers(resources.text("procedure", "served.toml"))
    if not extra:
        return bundled
    named = paper_catalog.catalog().served()
    return bundled.plus(ServedPaper(code, name, Order()) for code, name in named.items())


def document_names() -> dict[str, str]:
    """Return the Chinese names of the papers that can be served."""
    return served_papers().names


@cache
def event_schema() -> EventSchema:
    """Return what the events that the deadline rules read are checked against."""
    papers = served_papers().papers.values()
    names = {paper.code: paper.name for paper in papers if paper.clock}
    return load_schema(resources.text("rules", "events.toml"), names)


@cache
def methods() -> dict[str, Method]:
    """Return the methods of service by id."""
    return load_methods(resources.text("procedure", SERVICE_METHODS))


@cache
def receivers() -> dict[str, Receiver]:
    """Return who may sign for an addressee, by id."""
    return load_receivers(resources.text("procedure", SERVICE_METHODS))


@cache
def witnesses() -> dict[str, str]:
    """Return whose representative may witness that papers were left, by id."""
    return load_witnesses(resources.text("procedure", SERVICE_METHODS))


@cache
def ladder() -> dict[Failure, NextRung]:
    """Return what comes after an attempt at service failed, by how it failed."""
    return load_ladder(resources.text("procedure", SERVICE_METHODS))


def event_label(event: str) -> str:
    """Return the Chinese name of an event, of the document when it is `served:<document>`."""
    kind, _, document = event.partition(":")
    if kind == "served" and document:
        return f"送达{document_names().get(document, document)}"
    return label_of(kind)


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Return the Chinese names of coded values, by group (kind, side, standing, channel …)."""
    own, rules = load_labels(resources.text("procedure", "names.toml")), intake_rules()
    listed = {
        "act": {row.id: row.name for row in rules.acts.values()},
        "paper": {row.id: row.name for row in rules.papers.values()},
        "ground": {row.code: row.text for row in dismissal_grounds().values()},
        "apart_ground": {row.code: row.text for row in dismissal_grounds().values() if row.apart},
        "invalidation_ground": {
            row.code: f"{row.text}（{row.basis}）" for row in invalidation_grounds().values()
        },
        "post": {post.value: post.label for post in Post},
        "masked_kind": {kind.id: kind.name for kind in redaction().kinds.values()},
        "gate": {gate.id: gate.title for gate in gates().values()},
        "gate_reason": {g.id: g.title for g in gates().values() if g.level is Level.REASON},
    }
    return {**own.groups, **_labels().groups, **listed}


def name(group: str, code: str | None) -> str:
    """Return the Chinese name of one coded value; the code itself when it has none."""
    return names()[group].get(code or "", code or "")


@cache
def _labels() -> Labels:
    return load_labels(resources.text("rules", "labels.toml"))


@cache
def intake_rules() -> IntakeRules:
    """Return the fields of a request, and the acts and papers it may name."""
    return load_intake_rules(
        acts=resources.text("rules", "acts.toml"),
        papers=resources.text("rules", "papers.toml"),
        fields=resources.text("intake", "fields.toml"),
        labels=_labels(),
    )


def fields() -> FieldTable:
    """Return the table of the request's fields."""
    return intake_rules().fields


@cache
def acceptance_data() -> AcceptanceData:
    """Return the acceptance checklist, the keyword lists and the names it speaks with."""
    return load_acceptance_data(
        acceptance=resources.text("rules", "acceptance.toml"),
        requests=resources.text("rules", "requests.toml"),
        tables=intake_rules(),
        labels=_labels(),
    )


@cache
def dismissal_grounds() -> dict[str, Ground]:
    """Return why an adjudication may be dismissed, by code."""
    return load_grounds(resources.text("rules", "dismissal.toml"))


@cache
def gates() -> dict[str, Gate]:
    """Return what stands before the acts on the way to a decision, by id."""
    folder = resources.path("procedure", "gates")
    files = (
        (file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))
    )
    return load_gates(files)


@cache
def invalidation_grounds() -> dict[str, InvalidationGround]:
    """Return why a case is suspended for an invalidation or goes on, by code."""
    return load_invalidation_grounds(resources.text("rules", "invalidation.toml"))


@cache
def redaction() -> RedactionRules:
    """Return what is masked before a decision is made public, and how it is found."""
    return load_redaction(resources.text("rules", "redaction.toml"))


@cache
def routing_rules() -> RoutingRules:
    """Return the criteria of 繁简分流."""
    return load_routing(resources.text("rules", "routing.toml"))


@cache
def outside_power() -> re.Pattern[str]:
    """Return what in an order lies outside the power to adjudicate (专利法 65)."""
    rows = acceptance_data().requests.outside
    return re.compile("|".join(re.escape(word) for row in rows for word in row.keywords))


def stage_name(stage: str) -> str:
    """Return the Chinese name of a stage."""
    return STAGE_NAMES.get(stage, stage)
