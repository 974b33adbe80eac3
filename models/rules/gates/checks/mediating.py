"""Mediation: nothing before consent, nobody bound who did not sign (arts. 17, 65–69)."""

from collections.abc import Iterator

from models.rules.events import AgreementEffective, AgreementStated, HearingHeld, MediationHeld
from models.rules.events.codes import Power
from models.rules.gates.model import Check, Lack, Subject
from models.rules.gates.people import concession_problems, stranger_problems
from models.rules.procedure.conditions import consents, takes_part


def mediation_consent(case: Subject) -> Iterator[Lack]:
    """A respondent agreed to mediate."""
    if not any(consents(case.state, p.key) for p in case.state.side("respondent")):
        yield Lack("没有被请求人同意调解，不得立案", place="consent")


def agreement_parties(case: Subject) -> Iterator[Lack]:
    """Every party that takes part signs; an agent signs only with the special power."""
    if not isinstance(case.event, AgreementEffective):
        return
    signed = dict(case.event.signed_by)
    for party in case.state.parties:
        who = signed.get(party.key)
        if not takes_part(case.state, party.key):
            if who:
                words = f"{party.name}没有同意调解，协议不能约束它"
                yield Lack(words, party.key, "signed_by")
        elif not who:
            yield Lack(f"{party.name}尚未签字或者盖章", party.key, "signed_by")
        else:
            agents = [a.name for a in party.agents]
            found = (
                concession_problems(party, Power.SETTLE, who)
                if who in agents
                else stranger_problems(case.state, party.key, who, "signed_by")
            )
            for problem in found:
                yield Lack(problem.problem, party.key, problem.field)


def mediation_absent(case: Subject) -> Iterator[Lack]:
    """Nobody who takes part missed the last session, unless all said since that they agree."""
    held = case.state.log.last(MediationHeld)
    said = case.state.log.last(AgreementStated)
    if held is None or (said and said.on >= held.on):
        return
    for one in held.event.attendance:
        party = case.state.party(one.party)
        if party and not one.present and takes_part(case.state, party.key):
            words = f"{party.name}没有参加{held.on.isoformat()}的调解"
            more = "，视为撤回请求" if party.side == "requester" else "，未达成协议"
            yield Lack(words + more, party.key)


def agreement_talks(case: Subject) -> Iterator[Lack]:
    """It is on record how the parties came to agree."""
    if not any(case.state.log.has(one) for one in (MediationHeld, AgreementStated, HearingHeld)):
        yield Lack("没有调解、书面往来或者共同表示的记录")


CHECKS: dict[str, Check] = {
    "mediation_consent": mediation_consent,
    "agreement_parties": agreement_parties,
    "mediation_absent": mediation_absent,
    "agreement_talks": agreement_talks,
}
