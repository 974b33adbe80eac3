"""Every service command by its name, and plain values in the shape of its arguments.

Sample scripts and the dialogs of the window both call commands by these names, so that neither can
do what the other could not.
"""

from collections.abc import Callable, Mapping
from functools import cache

from models.changes import Changes
from models.services.arguments.reading import filled
from models.services.arguments.shapes import Argument, Plain, Signature, signature_of
from models.services.closing import (
    amending,
    courts,
    decision,
    mediation,
    performing,
    publication,
    withdrawing,
)
from models.services.office import ledgers, office
from models.services.parties import apart, joining, joint
from models.services.proceedings import (
    answers,
    attempts,
    claims,
    evidence,
    extension,
    hearing,
    invalidation,
    overriding,
    patent,
    periods,
    routing,
    service_corrections,
    serving,
    together,
)
from models.services.receiving import approving, batch, docketing, intake, register, taking_over
from models.services.shared import documents, journal
from models.store.unit import scripted

Command = Callable[..., Changes]
# In the order of the work; within a room as it defines them.
_ROOMS = (
    office, ledgers, intake, batch, register, taking_over, approving, docketing,
    attempts, serving,
    service_corrections, answers, joining, invalidation, patent, claims, apart, joint, routing,
    periods, evidence, extension, together, hearing, overriding, decision, publication, amending,
    courts, performing, withdrawing, mediation, journal, documents,
)  # fmt: skip
COMMANDS: dict[str, Command] = {n: c for room in _ROOMS for n, c in scripted(room).items()}


@cache
def signature(name: str) -> Signature:
    """Return what a command takes."""
    return signature_of(COMMANDS[name])


def arguments(name: str, values: Mapping[str, Plain]) -> dict[str, Argument]:
    """Return nested values of a form as the arguments of a command; what is not filled is left out.

    An empty text given for an optional argument counts as not filled. BadInput names what is wrong.
    """
    return filled(signature(name), values)
