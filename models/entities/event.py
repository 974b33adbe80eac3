"""The event log of a case: append-only; the database itself forbids changing or deleting a row."""

import peewee

from models.entities.base import (
    Entity,
    MomentField,
    blank,
    day,
    json_of,
    mapping,
    text,
    uid,
    visibility,
)
from models.entities.case import Case


class EventRow(Entity):
    """Something that happened on a day; a correction is a new row that voids this one.

    `version` is that of the payload's shape; `sealed_sha` the SHA-256 of the sealed part, if any.
    """

    uid = uid()
    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="events")
    type = peewee.TextField()
    version = peewee.IntegerField(default=1)
    date = day()
    recorded_at = MomentField()
    actor = text()
    payload = json_of(mapping)
    visibility = visibility()
    sealed_sha = blank()
    voids_id: "peewee.Field[int | None]"
    voids: "peewee.ForeignKeyField[EventRow | None]" = peewee.ForeignKeyField(
        "self", backref="voided_by", null=True
    )
    reason = text()

    class Meta:
        """Table event."""

        table_name = "event"


class EventSealed(Entity):
    """The part of an event that only some may read; its row in `event` carries the SHA-256."""

    event_id: "peewee.Field[int]"
    event = peewee.ForeignKeyField(EventRow, backref="sealed", primary_key=True)
    payload = json_of(mapping)

    class Meta:
        """Table event_sealed."""

        table_name = "event_sealed"
