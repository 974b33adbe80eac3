"""The dialogs as data: every command of a step can be filled in, and no field leads nowhere."""

from dataclasses import replace

import pytest

from models import reference
from models.queries.lists.open_steps import served_by
from models.reference.step_files import step_files
from models.services.arguments.commands import signature
from models.services.arguments.shapes import Shape
from ui.steps import SPECIAL, dialog_class
from ui.steps.defaults import WORDS
from ui.steps.spec import DialogSpec, FieldSpec, choices, dialogs
from ui.steps.special.event import event_types
from ui.steps.views import view_of

STEP_COMMANDS = sorted(
    {s.command for kind in ("adjudication", "mediation") for s in reference.steps(kind)}
)


def _reaches(shape: Shape, path: list[str]) -> bool:
    """Whether a dotted path leads into a type: a field of an object, or any of its free names."""
    if not path or shape.kind == "any":
        return True
    if shape.item is not None:
        return shape.kind == "object" and _reaches(shape.item, path[1:])
    own = {one.name: one.shape for one in shape.fields}
    return path[0] in own and _reaches(own[path[0]], path[1:])


@pytest.mark.parametrize("command", STEP_COMMANDS)
def test_every_step_of_a_procedure_opens(command: str) -> None:
    assert view_of(command, 1) or command in dialogs()


@pytest.mark.parametrize("spec", dialogs().values(), ids=lambda s: s.command)
def test_fields_are_arguments_of_the_command(spec: DialogSpec) -> None:
    takes = signature(spec.command)
    for one in spec.fields:
        first, *rest = one.name.split(".")
        argument = takes.field(first)
        assert argument, f"{spec.command} has no argument {first}"
        assert _reaches(argument.shape, rest), f"{spec.command}: {one.name}"


@pytest.mark.parametrize("spec", dialogs().values(), ids=lambda s: s.command)
def test_every_needed_argument_has_a_required_field(spec: DialogSpec) -> None:
    given = {f.name.split(".")[0] for f in spec.fields}
    for argument in signature(spec.command).fields:
        if argument.required and argument.name != "case_id":
            assert argument.name in given, f"{spec.command} needs {argument.name}"


def _all_fields(spec: DialogSpec) -> list[FieldSpec]:
    return [f for one in spec.fields for f in (one, *one.fields)]


@pytest.mark.parametrize("spec", dialogs().values(), ids=lambda s: s.command)
def test_words_choices_and_conditions_are_known(spec: DialogSpec) -> None:
    names = {f.name for f in spec.fields}
    for one in _all_fields(spec):
        if isinstance(one.default, str) and one.default.startswith("="):
            assert one.default[1:] in WORDS
        if one.type == "choice" and not one.choices.startswith("="):
            assert choices(one)
        assert set(one.show_when) <= names
        assert one.label
    assert set(spec.problems.values()) <= names
    own = {
        "record_event",
        "void_event",
        "void_events",
        "correct_number",
    }  # no article is about them
    assert "第" in spec.explain or spec.command in own


def test_each_method_of_service_shows_every_proof_it_needs() -> None:
    serve = dialogs()["serve"]
    for method in reference.methods().values():
        for name, _ in (*method.needs, *method.any_of):
            one = serve.field(f"served.fields.{name}")
            shown = one.show_when.get("served.method", [method.id])
            assert method.id in shown, f"{method.id}: {name}"
        assert f"served.fields.{method.effective_from}" in {f.name for f in serve.fields}


def test_documents_of_the_steps_can_be_ticked() -> None:
    known = reference.document_names()
    for kind in ("adjudication", "mediation"):
        offered = set(reference.served_papers().offered[kind])
        assert offered <= set(known)
        served = {paper for step in reference.steps(kind) for paper in served_by(step)}
        assert served <= offered


def test_a_step_that_passes_on_answers_may_have_any_name() -> None:
    passing = [step for step in reference.steps("adjudication") if step.copies]
    assert passing
    assert all(served_by(replace(step, id="own")) == (step.copies,) for step in passing)


def test_special_dialogs_exist() -> None:
    for command in SPECIAL:
        assert command in dialogs()
        assert dialog_class(command).__mro__


def test_events_of_the_steps_can_be_recorded_in_the_journal() -> None:
    steps = (one for one in step_files() if one.command == "record_event")
    begun = [one.begins["kind"] for one in steps if "kind" in one.begins]
    assert begun and set(begun) <= set(event_types())
    for _, fields in event_types().values():
        assert all(one.label for one in fields)


def test_an_event_can_be_recorded_although_its_field_is_called_kind() -> None:
    _, fields = event_types()["principal_approved"]
    assert fields[0].name == "kind"
    assert dict(choices(fields[0])).keys() >= {"decision", "dismissal"}
