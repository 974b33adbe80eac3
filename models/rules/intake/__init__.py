"""Intake of a request: `parse_intake` for a whole one, `check_field` while it is being typed."""

# pyright: reportUnusedImport=false

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
