"""Acceptance check of a request: docket, correct, refuse or refer, with every line explained."""

# pyright: reportUnusedImport=false

from models.rules.acceptance.check import AcceptanceData, check, load_acceptance_data
from models.rules.acceptance.model import (
    AcceptanceResult,
    Correction,
    Finding,
    Hint,
    OfficeScope,
    RefusalReason,
)
from models.rules.acceptance.rules import AcceptanceRules, load_acceptance
