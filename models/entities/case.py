"""The case file and the parties in it. Dates that a rule reads live in events, not here."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, MomentField, blank, json_of, text
from models.entities.party import Party
from models.entities.patent import Patent
from models.entities.staff import Staff


class Case(Entity):
    """A case; kind adjudication|mediation|advisory. Stage and status are recomputed by commands."""

    kind: Any = peewee.TextField()
    mediation_kind: Any = blank()
    receipt_no: Any = peewee.TextField(unique=True)
    case_no: Any = peewee.TextField(null=True, unique=True)
    refusal_no: Any = peewee.TextField(null=True, unique=True)
    channel: Any = text()
    patent_id: Any
    patent: Any = peewee.ForeignKeyField(Patent, backref="cases", null=True)
    handler_id: Any
    handler: Any = peewee.ForeignKeyField(Staff, backref="cases", null=True)
    place_of_act: Any = text()
    product: Any = text()
    facts_and_reasons: Any = text()
    requests: Any = json_of(list)
    acts: Any = json_of(list)
    claims: Any = json_of(list)
    asserted_claims: Any = json_of(list)
    papers: Any = json_of(list)
    ecommerce_platform: Any = blank()
    exhibition: Any = blank()
    already_sued: Any = peewee.BooleanField(default=False)
    other_route_agreed: Any = peewee.BooleanField(default=False)
    stage: Any = text()
    status: Any = text()
    track: Any = blank()
    origin_case_id: Any
    origin_case: Any = peewee.ForeignKeyField("self", backref="offspring", null=True)
    created_at: Any = MomentField()

    class Meta:
        """Table case_file (CASE is a word of SQL)."""

        table_name = "case_file"


class CaseParty(Entity):
    """A party's place in a case: key (P1, R1, T1), side requester|respondent|third_party."""

    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="parties")
    key: Any = peewee.TextField()
    side: Any = peewee.TextField()
    standing: Any = blank()
    party_id: Any
    party: Any = peewee.ForeignKeyField(Party, backref="places")
    ordinal: Any = peewee.IntegerField(default=1)
    note: Any = text()

    class Meta:
        """Table case_party."""

        table_name = "case_party"


class Agent(Entity):
    """An agent of a party in a case; powers general|special (order 81 art. 17)."""

    case_party_id: Any
    case_party: Any = peewee.ForeignKeyField(CaseParty, backref="agents")
    name: Any = peewee.TextField()
    firm: Any = text()
    phone: Any = text()
    powers: Any = text(default="general")
    special_powers: Any = json_of(list)

    class Meta:
        """Table agent."""

        table_name = "agent"


class Evidence(Entity):
    """A piece of evidence in a case, numbered within its side."""

    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="evidence")
    no: Any = peewee.IntegerField()
    side: Any = peewee.TextField()
    name: Any = peewee.TextField()
    proves: Any = text()
    pages: Any = peewee.IntegerField(null=True)
    source: Any = text()
    form: Any = text()
    language: Any = text()
    note: Any = text()

    class Meta:
        """Table evidence."""

        table_name = "evidence"


class CaseDeadline(Entity):
    """A date of a case as last computed: a projection for lists, restated by every command."""

    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="deadlines")
    rule: Any = peewee.TextField()
    key: Any = text()
    name: Any = peewee.TextField()
    plan_by: Any = DayField()
    due: Any = DayField()
    status: Any = peewee.TextField()
    provisional: Any = peewee.BooleanField(default=False)

    class Meta:
        """Table case_deadline."""

        table_name = "case_deadline"
