"""The patent a case is about."""

import peewee

from models.entities.base import Entity, maybe_day, text


class Patent(Entity):
    """A patent; kind invention|utility_model|design."""

    number = peewee.TextField()
    kind = peewee.TextField()
    title = text()
    holder = text()
    filed_on = maybe_day()
    granted_on = maybe_day()
    evaluation_report = text(default="none")
    invalidation = text(default="none")

    class Meta:
        """Table patent."""

        table_name = "patent"
