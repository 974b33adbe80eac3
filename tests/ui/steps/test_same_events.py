"""What the dialogs record is what the sample scripts record: every sample, step by step, event for
event, with the values put into the fields and read out of them again."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import resources
from models.cases.loading import load as load_case
from models.changes import Changes
from models.queries.dialogs.context import step_context
from models.rules.events import Corrected, Entry, Event
from models.rules.intake.parties import keyed
from models.services.arguments.shapes import nested
from models.store.desk import Desk
from tests.stored import payload_of
from tests.stories.samples.references import resolved
from tests.ui import support
from ui.shell.context import Context
from ui.steps import dialog_class
from ui.steps.dialog import CommandDialog
from ui.steps.spec import DialogSpec, dialogs
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office
from ui.verbs.playing.steps import Step
from ui.work.tasks import Worker

pytestmark = pytest.mark.slow
SAMPLES = ("S1", "S2", "S3", "S4", "S10", "S11", "S12")


class NoWorker:
    """A worker that answers nothing: these dialogs are filled in and read, not saved."""

    def ask(self, *_args: Any, **_named: Any) -> None:
        """Leave it unanswered."""

    def forget(self, *_args: Any) -> None:
        """There is nothing to take back."""


def _flat(values: Mapping[str, Any], names: set[str], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{path}{key}"
        if name not in names and isinstance(value, dict):
            found |= _flat(value, names, f"{name}.")
        else:
            found[name] = value
    return found


def _as_rows(dialog: CommandDialog, given: dict[str, Any]) -> dict[str, Any]:
    """Return mappings and pairs as the rows that the form shows them in."""
    made = dict(given)
    if "answers" in made:
        notes = made.pop("notes", {})
        made["answers"] = [
            {"id": k, "answer": v, "note": notes.get(k, "")} for k, v in made["answers"].items()
        ]
    if "draft.proved" in made:
        proved = made["draft.proved"]
        made["draft.proved"] = [{"party": k, "acts": list(v)} for k, v in proved.items()]
    if "agreement.signed_by" in made:
        pairs = made["agreement.signed_by"]
        made["agreement.signed_by"] = [{"party": k, "who": who} for k, who in pairs]
    if dialog.spec.command == "record_event":
        own = {k: v for k, v in made.items() if k not in ("kind", "on")}
        made = {"kind": made["kind"], "on": made["on"]} | {
            f"{made['kind']}.{k}": v for k, v in own.items()
        }
    return made


def _as_corrected(sample: str) -> dict[str, Any]:
    """Return what the corrected request says in the fields of the correction's own form."""
    data = json.loads(resources.text("samples", f"{sample}.json"))
    return {
        "papers": [p["id"] for p in data["papers"] if p["of"] == "requester:1"],
        "claims": "、".join(map(str, data["patent"]["asserted_claims"])),
        "facts_and_reasons": data["facts_and_reasons"],
        "evaluation_report": data["patent"]["evaluation_report"],
    }


OUTSIDE = {"served.outside", "attempt.outside"}


class DialogPlayer(Player):
    """Plays a scenario through the dialogs instead of calling the commands with its arguments."""

    parent: QWidget

    def _run(
        self, step: Step, scenario: Scenario, known: dict[str, int], numbered: bool
    ) -> Changes:
        name = step.do
        given = {"on": step.on} | resolved(dict(step.given), self.staff, known)
        if name == "serve_many":
            for entry in given["entries"]:
                made = self._through("serve", {"served": entry}, known["case"])
            return made
        spec = dialogs().get(name)
        if spec is None:
            return super()._run(step, scenario, known, numbered)
        if step.corrected:
            given |= _as_corrected(step.corrected)
        if "on" not in {f.name for f in spec.fields}:
            given.pop("on", None)
        return self._through(name, given, known["case"])

    def _through(self, name: str, given: dict[str, Any], case_id: int) -> Changes:
        spec: DialogSpec = dialogs()[name]
        info = step_context(self.desk, case_id, name)
        context = Context(cast(Worker, NoWorker()), self.clock.today, lambda *_a, **_k: None)
        dialog = dialog_class(name)(context, spec, info, None, None, self.parent)
        try:
            self._empty(dialog)
            values = _as_rows(dialog, _flat(given, {f.name for f in spec.fields} | {"notes"}))
            # Twice: the first time makes the rows that belong to what is chosen.
            for _ in range(2):
                dialog.form.set_values(values)
                dialog.follow()
            for name in OUTSIDE & dialog.form.rows.keys():
                dialog.form.field(name).set_value(True)  # as the script plays without papers
            unknown = set(values) - set(dialog.form.rows)
            assert not unknown, f"{name} has no field for {unknown}"
            function, args, fields = dialog.command(dialog.form.values())
            return function(self.desk, *args, **fields)
        finally:
            dialog.deleteLater()

    def _empty(self, dialog: CommandDialog) -> None:
        """Take defaults away that the script does not give; a person would too."""
        for one in dialog.spec.fields:
            if one.type in ("text", "long", "lines", "int", "date") or one.optional:
                dialog.form.field(one.name).set_value(None)


def _plain(entry: Entry[Event]) -> dict[str, Any]:
    """Return an event's fields; a corrected request has its papers in the order of the form.

    The form also keeps how the number of the patent was typed when the request was filed.
    """
    payload = payload_of(entry)
    if not isinstance(entry.event, Corrected):
        return payload
    # The scripts name parties as older requests did.
    intake: dict[str, Any] = dict(keyed(payload["intake"]))
    patent = {k: v for k, v in intake["patent"].items() if k != "as_typed"}
    papers = sorted(intake["papers"], key=lambda one: (one["of"], one["id"]))
    return payload | {"intake": intake | {"patent": patent, "papers": papers}}


def _events(desk: Desk, case_id: int) -> list[tuple[str, date, str]]:
    return [
        (e.event.type, e.on, json.dumps(_plain(e), ensure_ascii=False, sort_keys=True, default=str))
        for e in load_case(desk, case_id).entries
    ]


def _played(folder: Path, kind: type[Player], parent: QWidget | None) -> dict[str, Any]:
    clock = Clock(date(2025, 6, 2))
    found = {}
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = kind(desk, clock, set_up_office(desk))
        if isinstance(player, DialogPlayer) and parent is not None:
            player.parent = parent
        for name in SAMPLES:
            case_id = player.play(load_scenario(name), papers=False)
            found[name] = _events(desk, case_id)
    return found


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the events of every sample, by its script and through the dialogs."""
    parent = QWidget()
    folder = tmp_path_factory.mktemp("same")
    by_script = _played(folder / "script", Player, None)
    by_dialog = _played(folder / "dialogs", DialogPlayer, parent)
    parent.deleteLater()
    support.run_deferred()
    return by_script, by_dialog


@pytest.mark.parametrize("sample", SAMPLES)
def test_dialogs_record_what_the_script_records(
    both: tuple[dict[str, Any], dict[str, Any]], sample: str
) -> None:
    by_script, by_dialog = both[0][sample], both[1][sample]
    assert [e[:2] for e in by_dialog] == [e[:2] for e in by_script]
    for typed, scripted in zip(by_dialog, by_script, strict=True):
        assert typed == scripted


def test_nested_names_are_read_back() -> None:
    assert nested({"a.b": 1, "a.c.d": 2, "e": 3}) == {"a": {"b": 1, "c": {"d": 2}}, "e": 3}
