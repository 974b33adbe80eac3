"""The patent a case is about."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, text


class Patent(Entity):
    """A patent; kind invention|utility_model|design."""

    number: Any = peewee.TextField()
    kind: Any = peewee.TextField()
    title: Any = text()
    holder: Any = text()
    filed_on: Any = DayField(null=True)
    granted_on: Any = DayField(null=True)
    evaluation_report: Any = text(default="none")
    invalidation: Any = text(default="none")

    class Meta:
        """Table patent."""

        table_name = "patent"
