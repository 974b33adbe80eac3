"""Parties as persons: natural persons, companies, organisations, sole traders."""

from typing import Any

import peewee

from models.entities.base import Entity, text


class Party(Entity):
    """A person or organisation; kind natural|company|organisation|sole_trader."""

    kind: Any = peewee.TextField()
    name: Any = peewee.TextField()
    id_type: Any = text()
    id_no: Any = text()
    legal_rep: Any = text()
    legal_rep_post: Any = text()
    address: Any = text()
    postcode: Any = text()
    phone: Any = text()
    domiciled_in_prc: Any = peewee.BooleanField(default=True)
    region: Any = text(default="mainland")
    operator_name: Any = text()
    operator_id_no: Any = text()
    initials: Any = text()

    class Meta:
        """Table party."""

        table_name = "party"
