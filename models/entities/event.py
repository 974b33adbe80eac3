"""The event log of a case: append-only; the database itself forbids changing or deleting a row."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, MomentField, json_of, text
from models.entities.case import Case


class Event(Entity):
    """Something that happened on a day; a correction is a new event that voids this one."""

    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="events")
    type: Any = peewee.TextField()
    date: Any = DayField()
    recorded_at: Any = MomentField()
    actor: Any = text()
    payload: Any = json_of(dict)
    voids_id: Any
    voids: Any = peewee.ForeignKeyField("self", backref="voided_by", null=True)
    reason: Any = text()

    class Meta:
        """Table event."""

        table_name = "event"
