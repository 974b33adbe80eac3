"""Gates of a service: what binds it besides the proof of its method (民事诉讼法 88-95)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from models.rules.citation import cite
from models.rules.events import Failure
from models.rules.problem import Problem
from models.rules.serving.methods import Method, Receiver, ServiceEntry


@dataclass(frozen=True)
class Gate:
    """One gate: its name, and the article that every refusal of it names."""

    id: str
    cited: Callable[[], str]

    @property
    def basis(self) -> str:
        """The article."""
        return self.cited()

    def problem(self, field: str, words: str) -> Problem:
        """Return a refusal that names the article."""
        return Problem(field, f"{words}（{self.basis}）", self.id, self.basis)


WHO_RECEIVED = Gate("who_received", lambda: cite("receiving"))
LEFT_NEEDS_PROOF = Gate("left_needs_proof", lambda: cite("leaving"))
LAST_RESORT = Gate("last_resort", lambda: cite("publishing"))
CONSENT_ELECTRONIC = Gate("consent_electronic", lambda: cite("electronic"))
REFUSED_BY_MAIL = Gate("refused_by_mail", lambda: cite("mailing"))


def gate_problems(
    entry: ServiceEntry,
    method: Method,
    receivers: Mapping[str, Receiver],
    witnesses: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what stops a service, by the fields of its proof, each with its article."""
    yield from who_received(entry, receivers)
    if method.any_of:
        yield from left_needs_proof(entry, witnesses)
    if method.waits:
        yield from last_resort(entry)
    if method.needs_consent:
        yield from consent_electronic(entry, method)
    if method.needs_confirmed:
        yield from refused_by_mail(entry)


def who_received(entry: ServiceEntry, receivers: Mapping[str, Receiver]) -> Iterator[Problem]:
    """Who signed is the addressee, or somebody who may sign for one of its kind.

    Of service in person the capacity is asked for by the method itself.
    """
    if not (capacity := entry.proof.received_as):
        return
    found = receivers.get(capacity)
    if found is None or not found.fits(entry.party_kind):
        name = found.name if found else capacity
        yield WHO_RECEIVED.problem("received_as", f"这名受送达人的文书不能由“{name}”签收")
    elif found.reason:
        if not entry.proof.override_reason.strip():
            words = "由其他人签收的，须写明为什么仍算送达"
            yield WHO_RECEIVED.problem("override_reason", words)
        yield from _approved(entry, WHO_RECEIVED)


def left_needs_proof(entry: ServiceEntry, witnesses: Mapping[str, str]) -> Iterator[Problem]:
    """Without photos or video, who witnesses it represents a body that the law names."""
    proof = entry.proof
    unknown = proof.witness_as and proof.witness_as not in witnesses
    if unknown or (proof.witness and not proof.witness_as and not proof.recording):
        words = f"见证人须是{'或者'.join(witnesses.values())}；没有的，拍照、录像"
        yield LEFT_NEEDS_PROOF.problem("witness_as", words)


def last_resort(entry: ServiceEntry) -> Iterator[Problem]:
    """Other methods failed; or nobody knew from the start where the addressee is.

    Who refuses papers has been found: they are left there.
    """
    if any(one is not Failure.REFUSED for one in entry.tried):
        return
    if not entry.proof.unfound.strip():
        tried = "登记过的各次都是拒收，可以留置送达" if entry.tried else "还没有登记过送达未成"
        words = f"{tried}；一开始就下落不明的，写明证明材料并经批准，才可以公告"
        yield LAST_RESORT.problem("unfound", words)
    yield from _approved(entry, LAST_RESORT)


def consent_electronic(entry: ServiceEntry, method: Method) -> Iterator[Problem]:
    """The addressee consented, by then, to be served at this very address."""
    if entry.consented is None:
        words = f"未登记受送达人同意{method.name}"
        yield CONSENT_ELECTRONIC.problem("method", words)
    elif (target := entry.proof.target.strip()) and target not in entry.consented:
        known = "、".join(sorted(filter(None, entry.consented)))
        given = f"受送达人同意接收的是“{known}”" if known else "同意里没有写明号码或者邮箱，请补记"
        yield CONSENT_ELECTRONIC.problem("target", f"{given}，不是“{target}”")


def refused_by_mail(entry: ServiceEntry) -> Iterator[Problem]:
    """A letter that came back is a service only from the address that the addressee confirmed."""
    if not entry.confirmed:
        words = "没有送达地址确认书的，退回的只算送达未成"
        yield REFUSED_BY_MAIL.problem("method", words)
    elif (address := entry.proof.address.strip()) and address != entry.confirmed:
        words = f"送达地址确认书所写的是“{entry.confirmed}”，从别的地址退回的只算送达未成"
        yield REFUSED_BY_MAIL.problem("address", words)


def _approved(entry: ServiceEntry, gate: Gate) -> Iterator[Problem]:
    if entry.proof.approver not in entry.heads:
        yield gate.problem("approver", "由在岗的部门负责人批准")
