"""Every service command by its name, and plain values in the shape of its arguments.

Sample scripts and the dialogs of the window both call commands through this table, so that neither
can do what the other could not.
"""

from collections.abc import Callable, Mapping
from functools import cache

from models.changes import Changes
from models.services import (
    answers,
    decision,
    docketing,
    documents,
    evidence,
    extension,
    hearing,
    intake,
    journal,
    ledgers,
    mediation,
    office,
    periods,
    routing,
    serving,
)
from models.services.arguments.reading import filled
from models.services.arguments.shapes import Argument, Plain, Signature, signature_of

Command = Callable[..., Changes]
COMMANDS: dict[str, Command] = {
    name: getattr(module, name)
    for module, names in (
        (office, ("set_settings", "add_staff")),
        (ledgers, ("record_entry", "update_entry", "link_entry")),
        (intake, ("file_request", "amend_request", "request_correction", "record_corrected",
                  "refer_request")),
        (docketing, ("record_approval", "assign_handler", "docket", "refuse_docketing",
                     "appoint_panel")),
        (serving, ("serve", "serve_many")),
        (answers, ("record_answer", "record_objection", "decide_objection", "extend_answer",
                   "extend_evidence", "join_party", "start_pause", "end_pause")),
        (routing, ("route",)),
        (periods, ("set_period",)),
        (evidence, ("add_evidence",)),
        (extension, ("extend_docketing", "extend_conclusion")),
        (hearing, ("schedule_hearing", "cancel_hearing", "record_hearing", "deliberate",
                   "notify_written_review")),
        (decision, ("issue_decision", "publish", "dismiss_case")),
        (mediation, ("record_opinion", "docket_mediation", "refuse_mediation", "record_session",
                     "record_agreement", "dismiss_mediation")),
        (journal, ("record_event", "void_event")),
        (documents, ("make_documents",)),
    )
    for name in names
}  # fmt: skip


@cache
def signature(name: str) -> Signature:
    """Return what a command takes."""
    return signature_of(COMMANDS[name])


def arguments(name: str, values: Mapping[str, Plain]) -> dict[str, Argument]:
    """Return nested values of a form as the arguments of a command; what is not filled is left out.

    An empty text given for an optional argument counts as not filled. BadInput names what is wrong.
    """
    return filled(signature(name), values)
