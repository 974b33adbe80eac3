"""Intake of a request: `parse_intake` for a whole one, `check_field` while it is being typed."""

from models.rules.intake.fields import FieldFinding, check_field
from models.rules.intake.model import (
    ActIn,
    AgentIn,
    EvidenceIn,
    FieldWarning,
    Intake,
    OperatorIn,
    PaperIn,
    PartyIn,
    PatentIn,
)
from models.rules.intake.parse import parse_intake
from models.rules.intake.tables import IntakeRules, Labels, load_intake_rules, load_labels

__all__ = [
    "ActIn",
    "AgentIn",
    "EvidenceIn",
    "FieldFinding",
    "FieldWarning",
    "Intake",
    "IntakeRules",
    "Labels",
    "OperatorIn",
    "PaperIn",
    "PartyIn",
    "PatentIn",
    "check_field",
    "load_intake_rules",
    "load_labels",
    "parse_intake",
]
