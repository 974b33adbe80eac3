"""All gates before the decision of a case of 400 events; its deadlines are measured apart."""

from models import reference
from models.rules.events import NoteRecorded
from models.rules.gates import evaluate
from models.rules.gates.model import Act
from tests.bench.measure import Result, median
from tests.gates.made import lawful

EVENTS = 400
LIMIT_MS = 10.0
RUNS = 50


def run() -> list[Result]:
    """Measure every gate once over a long log."""
    case = lawful()
    for number in range(EVENTS - len(case.events)):
        case = case.plus(f"04-{1 + number % 20:02}", NoteRecorded(title="记事", text="略"))
    asked = list(evaluate.before(reference.gates(), Act.DECISION))
    subject = case.subject()
    taken = 1000 * median(lambda: evaluate.asked(asked, subject), RUNS)
    return [Result(f"作出裁决前全部{len(asked)}项核对（{EVENTS}个事件）", taken, limit=LIMIT_MS)]
