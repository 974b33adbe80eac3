"""The ledger of 行政裁决告知: who told whom about the routes, when, how, and what they chose."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, MomentField, json_of, text
from models.entities.case import Case
from models.entities.staff import Staff


class Notification(Entity):
    """One notification; `case` is set once a case grew out of it."""

    told_on: Any = DayField()
    by_staff_id: Any
    by_staff: Any = peewee.ForeignKeyField(Staff, backref="notifications", null=True)
    person_name: Any = peewee.TextField()
    person_phone: Any = text()
    person_role: Any = text()
    manner: Any = text()
    routes: Any = json_of(list)
    choice: Any = text()
    signed: Any = peewee.BooleanField(default=False)
    note: Any = text()
    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="notifications", null=True)
    recorded_at: Any = MomentField()

    class Meta:
        """Table notification."""

        table_name = "notification"
