"""The ledger of 行政裁决告知: who told whom about the routes, when, how, and what they chose."""

import peewee

from models.entities.base import Entity, MomentField, day, json_of, text, texts
from models.entities.case import Case
from models.entities.staff import Staff


class Notification(Entity):
    """One notification; `case` is set once a case grew out of it."""

    told_on = day()
    by_staff_id: "peewee.Field[int | None]"
    by_staff = peewee.ForeignKeyField(Staff, backref="notifications", null=True)
    person_name = peewee.TextField()
    person_phone = text()
    person_role = text()
    manner = text()
    routes = json_of(texts)
    choice = text()
    signed = peewee.BooleanField(default=False)
    note = text()
    case_id: "peewee.Field[int | None]"
    case = peewee.ForeignKeyField(Case, backref="notifications", null=True)
    recorded_at = MomentField()

    class Meta:
        """Table notification."""

        table_name = "notification"
