"""Ledgers as data: what a row holds, how it is asked for, listed, counted, printed, reminded of."""

from models.rules.ledgers.entry import Given, LedgerEntry, Value, Values
from models.rules.ledgers.model import (
    Dialog,
    Figures,
    Kind,
    LedgerDef,
    LedgerField,
    Paper,
    Reminder,
)
from models.rules.ledgers.reader import load_ledger

__all__ = [
    "Dialog",
    "Figures",
    "Given",
    "Kind",
    "LedgerDef",
    "LedgerEntry",
    "LedgerField",
    "Paper",
    "Reminder",
    "Value",
    "Values",
    "load_ledger",
]
