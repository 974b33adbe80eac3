"""收案: type a request, check it, file it; or put right one that is filed."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from models.cases.ledger_rows import entry
from models.changes import Changes
from models.errors import BadInput, Stale
from models.queries import signs
from models.queries.dialogs import similar
from models.queries.dialogs.intake_file import FiledRequest, filed_request
from models.queries.dialogs.known_parties import likely_parties
from models.rules.events import Json
from models.rules.problem import Problem
from models.rules.usable import typed_values
from models.services.office.ledgers import intake_from
from models.services.receiving import intake as service
from models.store.desk import Desk
from ui.pages.base import Page
from ui.pages.intake import collect
from ui.pages.intake.batch.dialog import BatchDialog
from ui.pages.intake.cards.party_card import PartyCard
from ui.pages.intake.cards.sections import Sections
from ui.pages.intake.form_view import FormView
from ui.pages.intake.keys import key_of, named
from ui.pages.intake.review import AMEND, CORRECT, Reviewed, ReviewPanel
from ui.shell import messages
from ui.shell.context import Context
from ui.shell.targets import Case, Intake, Settings
from ui.steps import open_step
from ui.widgets.layout import EDGE, button, label
from ui.widgets.values import record, records, text
from ui.work.draft import NEW, DraftKeeper, moment_words
from ui.work.turns import in_turns

TAKE_OVER = "take_over"  # the step in which the past of a running case is entered


class IntakePage(Page[Intake]):
    """The form of the request and the review of it, one behind the other.

    What others record does not touch what is being typed.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.case_id: int | None = None
        self.entry_id: int | None = None
        self._from = ""  # what a row of its ledger is called
        self._filed: FiledRequest | None = None
        self._opened = False
        self.sections = Sections(context.today(), self)
        self._target = Intake()
        self.keeper = DraftKeeper(context, self._draft, self)
        self.keeper.kept.connect(lambda: self._state(f"{signs.DONE} 草稿已自动保存"))
        self.sections.edited.connect(self._edited)
        self._build()

    # -------------------------------------------------------------- layout

    def _build(self) -> None:
        whole = self.column
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 10, EDGE, 0)
        self.title = label("收案", "title", wrap=False)
        self.new_button = button("新收一件", self._start_new)
        self.new_button.hide()
        self.batch_button = button("批量收案…", self._start_batch)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.batch_button)
        head.addWidget(self.new_button)
        whole.addLayout(head)
        self.stack = QStackedWidget()
        self.typing = FormView(self.check, self._ask_discard)
        self.review = ReviewPanel(self.context.today(), self.jump, self._settings)
        self.review.back.connect(self._show_form)
        self.review.confirmed.connect(self._file)
        self.stack.addWidget(self.typing)
        self.stack.addWidget(self.review)
        whole.addWidget(self.stack, 1)

    # -------------------------------------------------------------- what the window calls

    def open(self, target: Intake) -> None:
        """Open an empty form, or one made from a row of a ledger, or the request of a case.

        A request that was not finished comes back.
        """
        if target == Intake() and self._opened:
            return
        self._opened = True
        target = named(target)
        if not self.sections.complete:
            self._target = target
            if not self.sections.all:
                in_turns(self.context.worker, self, self._cards(), self._made)
            return
        self._show(target)

    def _cards(self) -> Iterator[Callable[[], None]]:
        while not self.sections.complete:
            yield self._make_card

    def _make_card(self) -> None:
        self.typing.add(*self.sections.make_next())

    def _made(self) -> None:
        for side in (self.sections.requesters, self.sections.respondents):
            side.name_left.connect(self._look_for_party)
        self.sections.patent.number_left.connect(self._look_for_patent)
        self._show(self._target)

    def _show(self, target: Intake) -> None:
        self.case_id = target.case_id
        self.entry_id = target.entry_id
        self._forget_questions()
        self.typing.setEnabled(False)
        key = key_of(target)
        self.new_button.setVisible(key != NEW)
        self.batch_button.setVisible(key == NEW)  # beside a long title there is room for one
        self.keeper.load(key, partial(self._draft_read, target.field), target.case_id)

    def _forget_questions(self) -> None:
        """Answers about the request shown until now count no more."""
        for question in ("filed", "known", "checked"):
            self.context.worker.forget(self, question)

    def may_close(self, retry: Callable[[], bool]) -> bool:
        """What was typed is kept as a draft, so the window may always close."""
        if self.sections.complete:
            self.keeper.flush()
        return True

    # -------------------------------------------------------------- opening

    def _draft_read(self, field: str, content: dict[str, Json] | None) -> None:
        self._filed, self._from = None, ""
        if self.case_id is not None:
            case_id = self.case_id
            self.context.worker.ask(
                lambda desk: filed_request(desk, case_id),
                partial(self._open_case, field, content),
                failed=self._cannot_open,
                owner=self,
                latest="filed",
            )
        elif self.entry_id is not None:
            number = self.entry_id
            # What was typed comes back also when the row cannot be read any more.
            without = self._cannot_open if content is None else self._open_without(content, field)
            self.context.worker.ask(
                lambda _desk: (entry(number).ledger.entry, intake_from(number)),
                partial(self._open_entry, field, content),
                failed=without,
                owner=self,
                latest="filed",
            )
        else:
            self._open({}, content, field)

    def _cannot_open(self, error: Exception) -> None:
        messages.show_error(error, self)
        self._start_new()

    def _start_new(self) -> None:
        self.open(Intake(draft=NEW))

    def _start_batch(self) -> None:
        """File many at once: what is in the form is the pattern."""
        if self.sections.complete:
            self.keeper.flush()
            BatchDialog(self.context, self.sections.intake(), self.window()).open()

    def _open_case(self, field: str, content: dict[str, Json] | None, filed: FiledRequest) -> None:
        self._filed = filed
        self._open(collect.from_intake(filed.data), content, field)

    def _open_entry(
        self, field: str, content: dict[str, Json] | None, found: tuple[str, dict[str, Json]]
    ) -> None:
        self._from, data = found
        self._open(collect.from_intake(data), content, field)

    def _open_without(self, content: dict[str, Json], field: str) -> Callable[[Exception], None]:
        return lambda _error: self._open({}, content, field)

    def _open(self, values: collect.Values, content: dict[str, Json] | None, field: str) -> None:
        case = dict(record(values.get("case")))
        if not case.get("received_on"):
            case["received_on"] = self.context.today().isoformat()
        values["case"] = case
        self._blank = values
        whose = None if content is None else text(content.get("title"))[:60] or "尚未填写名称"
        at = self.keeper.kept_at if content is not None else None
        rest: list[str] = []
        if content is not None:
            typed, around = typed_values(content)
            values, lost = collect.of_draft(typed)
            rest = [self.keeper.rest, *around, *lost]
        self.keeper.rest = "\n".join(filter(None, rest))
        self.typing.show_draft(whose, moment_words(at) if at else "", self.keeper.rest)
        steps = self.sections.filling(values)
        in_turns(self.context.worker, self, steps, partial(self._filled, field), turn_s=0)

    def _filled(self, field: str) -> None:
        filed = self._filed
        self.sections.case.lock_kind(locked=filed is not None)
        mode = "" if filed is None else CORRECT if filed.correction_open else AMEND
        asked = filed.asked if filed else ()
        self.review.prepare(mode, asked, filed.finals if filed else ())
        self.typing.show_asked([one.text for one in asked] if mode == CORRECT else [])
        came = f"（由{self._from}转来）" if self._from else ""
        self.title.setText(f"更正或者补正：{filed.number}" if filed else f"收案{came}")
        self.typing.check_button.setText("检查并登记" if filed else "收案")
        self.typing.check_button.setEnabled(True)
        self.review.confirm_button.setEnabled(True)
        self.typing.setEnabled(True)
        self._state("")
        since = self.keeper.since
        self._say(
            f"{signs.CARE} 草稿以后案件又有新的登记：{since}，请核对后再登记。" if since else ""
        )
        self._show_form()
        self.jump(field or "kind")

    # -------------------------------------------------------------- typing

    def _draft(self) -> dict[str, Json]:
        values = self.sections.values()
        people = (*records(values["requesters"]), *records(values["respondents"]))
        names = [text(one.get("name")).strip() for one in people]
        seen = self._filed.last_seen if self._filed else None
        return {"values": values, "title": "、".join(n for n in names if n)[:60], "last_seen": seen}

    def _edited(self) -> None:
        self._state("正在填写……")
        self._say("")
        self.keeper.touch()

    def _state(self, text: str) -> None:
        self.typing.state.setText(text)

    def _say(self, text: str) -> None:
        self.typing.problem.setText(text)

    def _ask_discard(self) -> None:
        discard = partial(self._discard, self.keeper.key)
        messages.ask(self, "要丢弃这份草稿吗？丢弃后不能恢复。", "丢弃", discard, "接着填写")

    def _discard(self, key: str) -> None:
        self.keeper.drop(key)
        self._forget_questions()
        self._open(self._blank, None, "")

    def _look_for_party(self, card: PartyCard) -> None:
        form = card.form
        name, number = form.text("name"), form.text("id_no")
        kind, case_id = form.code("kind"), self.case_id
        self.context.worker.ask(
            lambda desk: likely_parties(desk, name, number, kind, case_id),
            partial(card.offer, (name, number)),
            owner=card,
        )

    def _look_for_patent(self, number: str) -> None:
        case_id = self.case_id
        self.context.worker.ask(
            lambda desk: similar.same_patent_cases(desk, number, case_id),
            partial(self.sections.patent.show_same, number),
            owner=self.sections.patent,
        )

    # -------------------------------------------------------------- going to a field

    def jump(self, path: str) -> None:
        """Show the form and put the cursor into the field that a path names."""
        self._show_form()
        target = self.sections.target(path)
        if target is not None:
            self.typing.go(target)

    def _show_form(self) -> None:
        self.stack.setCurrentWidget(self.typing)

    def _settings(self) -> None:
        self.context.go(Settings())

    # -------------------------------------------------------------- checking and filing

    def check(self) -> None:
        """Check the whole request; what can be kept goes to the review."""
        self.keeper.flush()
        data = self.sections.intake()
        self.typing.check_button.setEnabled(False)
        after, case_id = self.review.action == CORRECT, self.case_id

        def work(desk: Desk) -> Reviewed | tuple[Problem, ...]:
            try:
                found = service.review(desk, data, after_correction=after)
            except BadInput as refused:
                return tuple(refused.problems)
            changes = () if case_id is None else service.proposed(desk, case_id, data)
            return Reviewed(found, changes)

        self.context.worker.ask(
            work, self._checked, failed=self._failed, owner=self, latest="checked"
        )

    def _checked(self, found: Reviewed | tuple[Problem, ...]) -> None:
        self.typing.check_button.setEnabled(True)
        if isinstance(found, tuple):
            self._refused(list(found))
            return
        kind = self.sections.about.kind
        self.review.show_result(found, mediation=kind == "mediation")
        self.stack.setCurrentWidget(self.review)
        self.review.confirm_button.setEnabled(True)
        self.review.confirm_button.setFocus()

    def _refused(self, problems: list[Problem]) -> None:
        self._show_form()
        rest = self.sections.show_problems(problems, self.jump)
        others = "；".join(p.problem for p in rest)
        self._say(f"{signs.WRONG} 有{len(problems)}处不能登记，请按红字改正。{others}")

    def _file(self) -> None:
        self.keeper.flush()
        data, values = self.sections.intake(), self.review.values()
        key = self.keeper.key
        done = partial(self._done, key, self.case_id, running=bool(values.get("running")))
        do = partial(self.context.worker.do, done=done,
                     failed=partial(self._not_filed, key), owner=self,
                     last_seen=self._filed.last_seen if self._filed else None)  # fmt: skip
        if self.case_id is None:
            do(service.file_request, data, number=values.get("number") or None,
               entry_id=self.entry_id)  # fmt: skip
        elif self.review.action == CORRECT:
            do(service.record_corrected, self.case_id, data, on=values["on"],
               posted_on=values.get("posted_on"))  # fmt: skip
        else:
            do(service.amend_request, self.case_id, data, on=values["on"],
               reason=values["reason"], clerical=bool(values.get("clerical")))  # fmt: skip

    def _done(self, key: str, case_id: int | None, changes: Changes, *, running: bool) -> None:
        self.keeper.drop(key)
        if key != self.keeper.key:
            return  # another request is being typed meanwhile: it stays in front
        case_id = case_id if case_id is not None else changes.ids["case"]
        self.case_id = self.entry_id = self._filed = None
        self._opened = False
        self.context.go(Case(case_id))
        if running:
            open_step(self.context, self.window(), case_id, TAKE_OVER)

    def _not_filed(self, key: str, error: Exception) -> None:
        if key == self.keeper.key:
            self._failed(error)
        else:
            messages.show_error(error, self)

    def _failed(self, error: Exception) -> None:
        self.typing.check_button.setEnabled(True)
        self.review.confirm_button.setEnabled(True)
        if isinstance(error, Stale):
            messages.outdated(error, self._read_again, self)
            return
        if not isinstance(error, BadInput):
            messages.show_error(error, self)
            return
        rest = self.review.refuse(list(error.problems))
        placed = [p for p in rest if collect.place(p.field)]
        if placed:
            self._refused(placed)
        self.review.say("\n".join(p.problem for p in rest if p not in placed))

    def _read_again(self) -> None:
        """Go on with what is typed, knowing the case as it is now."""
        case_id = self.case_id
        if case_id is not None:
            self.context.worker.ask(
                lambda desk: filed_request(desk, case_id),
                self._known_now,
                owner=self,
                latest="known",
            )

    def _known_now(self, filed: FiledRequest) -> None:
        self._filed = filed
        self.review.say("已经载入新的登记，请核对后再登记。")
