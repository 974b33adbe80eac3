"""The case file and the parties in it. Dates that a rule reads live in events, not here."""

import peewee

from models.entities.base import (
    Entity,
    MomentField,
    blank,
    json_of,
    numbers,
    objects,
    text,
    texts,
    uid,
)
from models.entities.party import Party
from models.entities.patent import Patent
from models.entities.staff import Staff


class Case(Entity):
    """A case; kind adjudication|mediation|advisory. Stage and status are recomputed by commands."""

    uid = uid()
    kind = peewee.TextField()
    mediation_kind = blank()
    receipt_no = peewee.TextField(unique=True)
    case_no = blank(unique=True)
    refusal_no = blank(unique=True)
    channel = text()
    patent_id: "peewee.Field[int | None]"
    patent = peewee.ForeignKeyField(Patent, backref="cases", null=True)
    handler_id: "peewee.Field[int | None]"
    handler = peewee.ForeignKeyField(Staff, backref="cases", null=True)
    place_of_act = text()
    product = text()
    facts_and_reasons = text()
    requests = json_of(texts)
    acts = json_of(objects)
    claims = json_of(objects)
    asserted_claims = json_of(numbers)
    papers = json_of(objects)
    ecommerce_platform = blank()
    exhibition = blank()
    already_sued = peewee.BooleanField(default=False)
    other_route_agreed = peewee.BooleanField(default=False)
    stage = text()
    status = text()
    track = blank()
    receipt_on = text()  # the day of the latest receipt; lists are ordered by it
    origin_case_id: "peewee.Field[int | None]"
    origin_case: "peewee.ForeignKeyField[Case | None]" = peewee.ForeignKeyField(
        "self", backref="offspring", null=True
    )
    created_at = MomentField()

    class Meta:
        """Table case_file (CASE is a word of SQL)."""

        table_name = "case_file"


class CaseParty(Entity):
    """A party's place in a case: key (P1, R1, T1), side requester|respondent|third_party."""

    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="parties")
    key = peewee.TextField()
    side = peewee.TextField()
    standing = blank()
    party_id: "peewee.Field[int]"
    party = peewee.ForeignKeyField(Party, backref="places")
    ordinal = peewee.IntegerField(default=1)
    note = text()

    class Meta:
        """Table case_party."""

        table_name = "case_party"


class Agent(Entity):
    """An agent of a party in a case; powers general|special (order 81 art. 17)."""

    case_party_id: "peewee.Field[int]"
    case_party = peewee.ForeignKeyField(CaseParty, backref="agents")
    name = peewee.TextField()
    firm = text()
    phone = text()
    powers = text(default="general")
    special_powers = json_of(texts)

    class Meta:
        """Table agent."""

        table_name = "agent"


class Evidence(Entity):
    """A piece of evidence in a case, numbered within its side; `pages` is a count."""

    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="evidence")
    no = peewee.IntegerField()
    side = peewee.TextField()
    name = peewee.TextField()
    proves = text()
    pages = peewee.IntegerField(null=True)
    source = text()
    form = text()
    language = text()
    note = text()

    class Meta:
        """Table evidence."""

        table_name = "evidence"
