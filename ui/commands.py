"""Every service command by its name, and plain values in the shape of its arguments.

Sample scripts and the dialogs of the window both call commands through this table, so that neither
can do what the other could not.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

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
    mediation,
    notification,
    office,
    periods,
    routing,
    serving,
)
from ui.arguments import coerce

Command = Callable[..., Changes]
COMMANDS: dict[str, Command] = {
    name: getattr(module, name)
    for module, names in (
        (office, ("set_settings", "add_staff")),
        (notification, ("record_notification", "update_notification", "link_notification")),
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
def hints(name: str) -> dict[str, Any]:
    """Return the types of a command's arguments by name."""
    return typing.get_type_hints(inspect.unwrap(COMMANDS[name]))


def arguments(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested values of a form as the arguments of a command; what is not filled is left out.

    An empty text given for an optional argument counts as not filled.
    """
    types_of = hints(name)
    kept = {k: _filled(v, types_of.get(k, Any)) for k, v in values.items()}
    return {k: coerce(v, types_of.get(k, Any)) for k, v in kept.items() if v is not None}


def _filled(value: Any, hint: Any) -> Any:
    """Drop empty optional values, also inside dataclasses, rows and free mappings; None = empty."""
    optional, inner = _optional(hint)
    if value is None or (value == "" and optional):
        return None
    if isinstance(value, dict):
        return _mapping(value, inner) or (None if optional else {})
    if isinstance(value, (list, tuple)):
        args = typing.get_args(inner)
        row = args[0] if args else Any
        return [_filled(v, row) if isinstance(v, dict) else v for v in value]
    return value


def _mapping(value: dict[str, Any], hint: Any) -> dict[str, Any]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        own = typing.get_type_hints(hint)
        kept = {k: _filled(v, own.get(k, Any)) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None}
    kept = {k: _filled(v, Any) for k, v in value.items()}
    return {k: v for k, v in kept.items() if v not in (None, "", [], {})}


def _optional(hint: Any) -> tuple[bool, Any]:
    args = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, typing.Union) and type(None) in args:
        return True, next(a for a in args if a is not type(None))
    return False, hint
