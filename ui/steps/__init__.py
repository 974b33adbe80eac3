"""The steps of a case: one dialog per service command, opened from wherever the step is offered."""

from collections.abc import Callable, Mapping
from importlib import import_module

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.queries.dialogs.context import StepContext, step_context
from models.reference.step_files import step_file
from models.services.arguments.shapes import Plain
from models.services.shared.drafts import KeptDraft, kept_draft
from models.store.desk import Desk
from ui.shell.context import Context
from ui.steps.dialog import CommandDialog
from ui.steps.draft import KIND, StepDraft, key_of
from ui.steps.spec import dialogs
from ui.steps.views import view_of

# Commands whose dialog does more than its data says.
SPECIAL = {
    "serve": ("ui.steps.special.serve", "ServeDialog"),
    "record_attempt": ("ui.steps.special.attempt", "AttemptDialog"),
    "record_approval": ("ui.steps.special.approval", "ApprovalDialog"),
    "docket": ("ui.steps.special.panel", "PanelDialog"),
    "appoint_panel": ("ui.steps.special.panel", "PanelDialog"),
    "schedule_hearing": ("ui.steps.special.arranged", "ArrangedDialog"),
    "docket_mediation": ("ui.steps.special.arranged", "ArrangedDialog"),
    "deliberate": ("ui.steps.special.deliberate", "DeliberateDialog"),
    "issue_decision": ("ui.steps.special.decision", "DecisionDialog"),
    "publish": ("ui.steps.special.publish", "PublishDialog"),
    "route": ("ui.steps.special.route", "RouteDialog"),
    "extend_answer": ("ui.steps.special.extend", "ExtendDialog"),
    "extend_conclusion": ("ui.steps.special.extend", "ExtendDialog"),
    "extend_docketing": ("ui.steps.special.extend", "ExtendDialog"),
    "extend_evidence": ("ui.steps.special.extend", "ExtendDialog"),
    "record_agreement": ("ui.steps.special.agreement", "AgreementDialog"),
    "record_event": ("ui.steps.special.event", "EventDialog"),
}


def open_step(
    context: Context,
    parent: QWidget,
    case_id: int,
    command: str,
    party: str | None = None,
    preset: Mapping[str, Plain] | None = None,
    step: str = "",
    saved: Callable[[Changes], None] | None = None,
) -> None:
    """Open the dialog of a command on a case, filled with what is known.

    `preset` gives values by field name (`served.documents`, `kind` …); `step` is the id of the next
    step when one command serves several (serve); `saved` is called with the Changes.
    """
    view = view_of(command, case_id)
    if view is not None:
        context.go(view)
        return

    own = step_file(step)
    names = (step, *(own.formerly if own else ()))
    keys = [key_of(case_id, command, party, preset, name) for name in names]

    def again() -> None:
        open_step(context, parent, case_id, command, party, preset, step, saved)

    def read(desk: Desk) -> tuple[StepContext, str, KeptDraft | None]:
        found = ((key, kept_draft(desk, KIND, key, case_id)) for key in keys)
        key, kept = next((one for one in found if one[1]), (keys[0], None))
        return step_context(desk, case_id, command, party, step), key, kept

    def show(answer: tuple[StepContext, str, KeptDraft | None]) -> None:
        info, key, kept = answer
        dialog = dialog_class(command)(context, dialogs()[command], info, party, preset, parent)
        draft = StepDraft(dialog, context, key, again)
        if kept is not None:
            draft.restore(kept)
        if saved is not None:
            dialog.saved.connect(saved)
        context.worker.soon(dialog.open, dialog)  # made and laid out at once takes too long

    context.worker.ask(read, show, owner=parent, latest="step")  # clicked twice, opened once


def dialog_class(command: str) -> type[CommandDialog]:
    """Return the dialog's class, loaded on first use."""
    if command not in SPECIAL:
        return CommandDialog
    module, name = SPECIAL[command]
    return getattr(import_module(module), name)
