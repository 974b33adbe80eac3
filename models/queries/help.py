"""F1: what belongs into a field and which article is behind it.

The fields of a step are explained in its own file ([[help]]), those of the request in
resources/intake/fields.toml, others in resources/help/. A key names a field by its screen or
dialog: `intake.requesters.name`, `deliberate.votes.vote`. Settings, ledgers and lines of the
acceptance check are explained by their own data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import resources
from models import reference
from models.errors import BugError
from models.queries.case_page.data import DateLine
from models.queries.words import full_day
from models.reference import ledgers
from models.reference.rule_store import NATIONAL, national_pack
from models.reference.step_files import StepFile, each, step_file, step_files
from models.rules.explained import Explained
from models.rules.toml.rows import Row, read_toml
from models.store.settings.definitions import definitions

FOLDER = "help"
AREAS = ("shared", "pages", "intake", "roster", "settings")
MOST = 80  # characters of what to fill in
STATES = {
    "article": "条文有规定",
    "office": "条文没有写明的部分，按本局口径",
    "none": "本项没有专门条文，按本局口径登记",
}
NO_TOPIC = "如实填写；写错了在保存前改正，保存后按更正或者作废办理。"
_EFFECTS = {
    "correct": "缺少的须补正；逾期仍缺少的，成为不予立案的理由。",
    "clarify": "不清楚的向请求人释明，不因此不予立案。",
    "note": "只作提示，不影响审查结果。",
    "refuse": "不符合的不予立案。",
    "refer": "告知请求人，转送有权机关。",
}


@dataclass(frozen=True)
class Law:
    """A law as it is cited here: in force from, where its text was read."""

    name: str
    source: str
    valid_from: str = ""


@dataclass(frozen=True)
class Article:
    """One article: how it is cited, a paraphrase of its text, where that text was read."""

    citation: str
    text: str
    valid_from: str = ""
    source: str = ""


@dataclass(frozen=True)
class Topic:
    """What the panel shows; `state` says whether an article, the office or nobody decided it."""

    key: str
    title: str
    fill: str
    articles: tuple[Article, ...] = ()
    notes: tuple[str, ...] = ()
    state: str = "none"
    confirmed: str | None = ""  # who compared the text, "" = nobody, None = said elsewhere

    @property
    def state_text(self) -> str:
        """Say what the entry rests on."""
        return STATES[self.state]


@dataclass(frozen=True)
class _Rule:
    """What a deadline rule says for people."""

    text: str
    positions: tuple[str, ...]


def _table(area: str) -> Row:
    file = f"{area}.toml"
    return read_toml(resources.text(FOLDER, file), f"help/{file}")


@cache
def laws() -> dict[str, Law]:
    """Return the laws by the name under which they are cited."""
    found = _table("articles").records("law", Law)
    return {law.name: law for law in found}


@cache
def articles() -> dict[str, Article]:
    """Return every article that help may cite; BugError when one belongs to no law."""
    found: dict[str, Article] = {}
    for citation, text in _table("articles").names("text").items():
        law = next((one for name, one in laws().items() if citation.startswith(f"{name}第")), None)
        if law is None:
            raise BugError(f"help/articles.toml: {citation} belongs to no law")
        found[citation] = Article(citation, text, law.valid_from, law.source)
    return found


def fields() -> Mapping[str, Explained]:
    """Return every explained field by its key; InputRefused for data that contradicts itself."""
    return _fields(step_files())


@cache
def _fields(_files: tuple[StepFile, ...]) -> Mapping[str, Explained]:
    found: dict[str, Explained] = {}
    for key, made in reference.fields().explained():
        for _, what in _wrong(made):
            raise BugError(f"intake/fields.toml: {key}: {what}")
        found[key] = made

    def put(keys: Iterable[str], row: Row) -> None:
        made = read_field(row)
        for key in keys:
            if found.setdefault(key, made) is not made:
                row.refuse("", f"“{key}”已经有说明")

    for area in AREAS:
        _table(area).each("field", lambda row: put(row.words("keys"), row))
    each("help", lambda step, row: put([f"{step.id}.{n}" for n in row.words("fields")], row))
    return found


def read_field(row: Row) -> Explained:
    """Return the explanation in a row; InputRefused when it contradicts itself."""
    made = row.read(Explained)
    for key, what in _wrong(made):
        row.refuse(key, what)
    return made


def _wrong(made: Explained) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an explanation, by the key."""
    for key, named, known in (
        ("articles", made.articles, articles()),
        ("rules", made.rules, _rules()),
        ("state", (made.rests_on,), STATES),
    ):
        for one in named:
            if one not in known:
                yield key, f"没有“{one}”"
    if not 0 < len(made.fill) <= MOST:
        yield "fill", f"应为1至{MOST}字，现为{len(made.fill)}字"
    cites = bool(made.articles or made.rules)
    if {"none": cites, "article": not cites}.get(made.rests_on):
        yield "state", f"{made.rests_on}与所引条文不符"


@cache
def _rules() -> dict[str, _Rule]:
    """Return the rules of the bundled pack by id."""
    found: dict[str, _Rule] = {}
    for number, values in enumerate(national_pack().rules):
        row = Row(values, f"{NATIONAL}.rule[{number}]")
        text = f"{row.text('name')}：{row.text('text')}（{row.text('basis')}）"
        found[row.text("id")] = _Rule(text, row.words("positions", ()))
    return found


def topic(key: str, title: str = "", *, field: bool = True) -> Topic:
    """Return what is known of a field, or of a whole screen or dialog (`field` False).

    A field nobody has explained says so; a screen without an explanation is answered by the one
    it belongs to.
    """
    area, _, rest = key.partition(".")
    if area == "settings" and rest in definitions():
        return _setting(key, rest)
    if area == "acceptance":
        return _finding(key, rest, title)
    row = _found(key)
    if row is not None:
        return _topic(key, title, row)
    if field and rest:
        return Topic(key, title, NO_TOPIC)
    return _screen(area, title)


def _found(key: str) -> Explained | None:
    """Find a field; those of journal events are called by event and name, the name is enough."""
    kind, _, rest = key.partition(".")
    _event, _, name = rest.partition(".")
    own = fields().get(key) or _of_ledger(kind, rest)
    if own is None and kind == "record_event" and name:
        own = fields().get(f"record_event.{name}")
    return own


def _of_ledger(area: str, name: str) -> Explained | None:
    """Find a field of a ledger, or the ledger as a whole (`page.` before its id)."""
    known = ledgers.ledgers()
    if area == "page" and name in known:
        return Explained(known[name].help, (), (), "none")
    field = known[area].by_id.get(name) if area in known else None
    if field is None:
        return None
    known_here = tuple(one for one in field.articles if one in articles())
    others = [one for one in field.articles if one not in known_here]  # of an office's own rules
    fill = field.help + (f"依据：{'、'.join(others)}。" if others else "")
    return Explained(fill, known_here, (), "article" if known_here else "none")


def _topic(key: str, title: str, row: Explained) -> Topic:
    notes: list[str] = []
    for rule in (_rules()[name] for name in row.rules):
        notes += (rule.text, *rule.positions)
    return Topic(
        key, title, row.fill, tuple(articles()[c] for c in row.articles), tuple(notes),
        row.rests_on, confirmed_by(),
    )  # fmt: skip


@cache
def confirmed_by() -> str:
    """Return who of the office has compared the rules with the official text, "" = nobody."""
    pack = read_toml(resources.text("rules", NATIONAL), NATIONAL).row("pack")
    return pack.text("confirmed_by", "")


def _screen(area: str, title: str) -> Topic:
    step = step_file(area)
    if step and step.title:
        return Topic(area, step.title, step.explain, state="article", confirmed=confirmed_by())
    row = fields().get(f"page.{area}") or _of_ledger("page", area)
    return Topic(area, title, NO_TOPIC) if row is None else _topic(area, title, row)


def _setting(key: str, name: str) -> Topic:
    item = definitions()[name]
    state = "none" if item.group in ("office", "internal") else "office"
    return Topic(key, item.label, item.source, state=state, confirmed=None)


def _finding(key: str, item: str, title: str) -> Topic:
    rows = [row for row in reference.acceptance_data().rules.items if row.id == item]
    notes = tuple(dict.fromkeys(f"{row.basis}：{_EFFECTS[row.effect]}" for row in rows))
    name = reference.name("acceptance_item", item)
    confirmed = confirmed_by()
    return Topic(key, name, title or name, (), notes, "article", confirmed)


def deadline_topic(one: DateLine) -> Topic:
    """Explain a date: its trace, its article, what follows if it is missed."""
    notes = [f"{n}. {step.text}" for n, step in enumerate(one.trace, start=1)]
    notes += [f"依据：{one.basis}", *one.positions]
    if one.if_missed:
        notes.append(f"过期的后果：{one.if_missed}")
    return Topic(
        f"deadline.{one.rule}.{one.key}", f"{one.name}（{one.who}）",
        f"届满日 {full_day(one.due)}，{one.status_text}", (), tuple(notes), "article",
        confirmed_by(),
    )  # fmt: skip


@cache
def _sentences() -> dict[str, str]:
    return _table("said").names("said")


@cache
def _bases() -> dict[str, str]:
    return _table("said").names("decision_basis")


def said(name: str, **values: str) -> str:
    """Return a sentence of the window that cites an article; KeyError for an unknown one."""
    return _sentences()[name].format(**values)


def decision_basis(patent_kind: str, *, absent: bool) -> list[str]:
    """Return the articles a decision begins with, one law a line; `absent` = a respondent was."""
    texts: Mapping[str, str] = _bases()
    own = texts["own"].format(absence=texts["absence"] if absent else "")
    return [texts.get(patent_kind, texts["other"]), own]
