"""The day service takes effect, by method (送达生效日), and what each method needs as proof.

Order 81 art. 10 names the methods and demands consent for electronic service; the effective days
follow 民事诉讼法 87-95 by analogy (`resources/procedure/service_methods.toml` carries the sources).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.events import Failure, Proof
from models.rules.events.shapes import parts_of
from models.rules.problem import Problem
from models.rules.toml.rows import Row, read_toml

SOURCE = "service_methods.toml"


@dataclass(frozen=True)
class Method:
    """One way of serving: which date counts, what the record holds, which papers it may carry."""

    id: str
    name: str
    short: str
    effective_from: str  # the field whose date takes effect: received_on | left_on | published_on …
    needs: tuple[tuple[str, str], ...]  # (field of the proof, label) that must be filled
    any_of: tuple[tuple[str, str], ...]  # at least one of these
    forbidden: tuple[str, ...]  # documents that may not be served this way
    by_position: tuple[tuple[str, str], ...]  # (document or *, office position that must be on)
    needs_consent: bool
    waits: bool  # publication: days are added
    needs_confirmed: bool  # only to the address of a 送达地址确认书
    under: str  # the method under which the 送达回证 has it, "" its own
    basis: str

    @property
    def by_post(self) -> bool:
        """Whether it is a letter, which the post knows by its number."""
        return "tracking_no" in dict(self.needs)


@dataclass(frozen=True)
class Receiver:
    """Who may sign for an addressee: of which kinds of person (none named: of all)."""

    id: str
    name: str
    kinds: tuple[str, ...]
    reason: bool  # only with a written reason that was approved

    def fits(self, kind: str) -> bool:
        """Say whether such a person signs for an addressee of this kind."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class ServiceEntry:
    """One service as typed, with its proof and what the case and the office say about it.

    `consented`: the addresses to which the addressee consented, None without any consent;
    `confirmed`: its address by the newest 送达地址确认书; `tried`: how earlier attempts failed;
    `heads`: who may approve an exception.
    """

    method: str
    documents: tuple[str, ...]
    proof: Proof
    party_kind: str = ""
    consented: frozenset[str] | None = None
    confirmed: str = ""
    tried: tuple[Failure, ...] = ()
    heads: frozenset[str] = frozenset()
    publication_days: int | None = 30
    positions: frozenset[str] = frozenset()  # names of the positions that are switched on


def load_methods(text: str) -> dict[str, Method]:
    """Return the methods by id; InputRefused names a wrong value or a field no proof has."""
    methods = read_toml(text, SOURCE).each("method", _method)
    return {one.id: one for one in methods}


def _method(row: Row) -> Method:
    row.skip("source")
    names = row.names("by_position") if row.has("by_position") else {}
    method = Method(
        id=row.text("id"),
        name=row.text("name"),
        short=row.text("short"),
        effective_from=row.text("effective_from"),
        needs=tuple((n.text("field"), n.text("label")) for n in row.rows("needs")),
        any_of=tuple((n.text("field"), n.text("label")) for n in row.rows("any_of")),
        forbidden=row.words("forbidden", ()),
        by_position=tuple(sorted(names.items())),
        needs_consent=row.flag("needs_consent", False),
        waits=row.flag("waits", False),
        needs_confirmed=row.flag("needs_confirmed", False),
        under=row.text("under", ""),
        basis=row.text("basis"),
    )
    known = {part.name for part in parts_of(Proof)}
    for field in (method.effective_from, *dict(method.needs), *dict(method.any_of)):
        if field not in known:
            row.refuse("", f"送达情况没有“{field}”")
    return method


def load_receivers(text: str) -> dict[str, Receiver]:
    """Return who may sign for whom, by id."""

    def one(row: Row) -> Receiver:
        kinds = row.words("kinds", ())
        return Receiver(row.text("id"), row.text("name"), kinds, row.flag("reason", False))

    return {one.id: one for one in read_toml(text, SOURCE).each("receiver", one)}


def load_witnesses(text: str) -> dict[str, str]:
    """Return whose representative may witness that papers were left, by id."""
    found = read_toml(text, SOURCE).each("witness", lambda row: (row.text("id"), row.text("name")))
    return dict(found)


def _given(proof: Proof, field: str) -> str | date | None:
    """Return what was filled in under a name of the data file."""
    value: str | date | None = getattr(proof, field)
    return value


def problems_of(entry: ServiceEntry, methods: Mapping[str, Method]) -> list[Problem]:
    """Return what keeps this entry from being recorded; an empty list when it may be."""
    method = methods.get(entry.method)
    if method is None:
        return [Problem("method", f"没有“{entry.method}”这种送达方式")]
    found = [
        Problem(field, f"{method.name}须填写{label}")
        for field, label in method.needs
        if not _given(entry.proof, field)
    ]
    if method.any_of and not any(_given(entry.proof, field) for field, _ in method.any_of):
        labels = "或者".join(label for _, label in method.any_of)
        found.append(Problem(method.any_of[0][0], f"{method.name}须有{labels}（{method.basis}）"))
    if method.waits and entry.publication_days is None:
        found.append(Problem("method", f"{method.name}的天数未设定（设置→本局口径）"))
    switched = dict(method.by_position)
    for document in entry.documents:
        if document in method.forbidden:
            found.append(
                Problem("method", f"该文书须送交本人，不得{method.name}（{method.basis}）")
            )
        position = switched.get(document) or switched.get("*")
        if position and position not in entry.positions:
            found.append(Problem("method", f"本局口径未开放此类文书{method.name}（设置→本局口径）"))
    if not isinstance(_given(entry.proof, method.effective_from), date):
        label = dict(method.needs).get(method.effective_from, "生效日期")
        found.append(Problem(method.effective_from, f"{method.name}须填写{label}"))
    return list(dict.fromkeys([*found, *_before_sending(entry.proof, method)]))


def _before_sending(proof: Proof, method: Method) -> list[Problem]:
    """Nothing reaches anybody before it was sent."""
    sent, day = proof.sent_on, _given(proof, method.effective_from)
    if sent is None or not isinstance(day, date) or sent <= day:
        return []
    label = dict(method.needs).get(method.effective_from, "生效日期")
    return [Problem(method.effective_from, f"{label}早于送出、寄出日期（{sent}）")]


def effective_date(entry: ServiceEntry, methods: Mapping[str, Method]) -> date:
    """Return the day service takes effect; call only when `problems_of` is empty.

    Publication: the day of publication is not counted, the paper counts as served when the
    number of days (`publication_days`, an office position) has passed.
    """
    method = methods[entry.method]
    base = _given(entry.proof, method.effective_from)
    assert isinstance(base, date)
    return base + timedelta(days=entry.publication_days or 0) if method.waits else base
