"""What computes the projections besides the log: one mark for rules, steps and program version.

A pack or a step that the office added, or an update of the program, gives another mark; what was
projected under the old one is projected again.
"""

from hashlib import sha256
from weakref import WeakKeyDictionary

import resources
from models import reference
from models.reference.rule_store import rules_of
from models.rules import folding
from models.rules.deadlines.reading.ruleset import RuleSet
from models.rules.procedure import KINDS
from models.store.desk import Desk

FOLDED = f"{folding.EDITION}:"  # at the head of a mark: how the words of the row are folded
_FOLDERS = ("procedure", "rules")
_marks: WeakKeyDictionary[Desk, tuple[RuleSet, str]] = WeakKeyDictionary()


def mark_in_force(desk: Desk) -> str:
    """Return the mark of what is in force: its folding, then 64 hexadecimal digits of its rules.

    It is the same on every machine.

    PackError as `rules_of`; StorageError when an added file of steps cannot be read.
    """
    rules, known = rules_of(desk), _marks.get(desk)
    if known is None or known[0] is not rules:
        known = _marks[desk] = rules, _mark(rules)
    return known[1]


def _mark(rules: RuleSet) -> str:
    """Hash what was read, not what lies in the folder now: a new file counts once it is in use."""
    digest = sha256(resources.text("VERSION").encode())
    for folder in _FOLDERS:
        for file in sorted(resources.path(folder).glob("*.toml")):
            digest.update(resources.text(folder, file.name).encode())
    for pack in rules.packs:
        digest.update(repr(pack).encode())
    for kind in KINDS:
        digest.update(repr(reference.steps(kind)).encode())
    return FOLDED + digest.hexdigest()
