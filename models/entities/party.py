"""Parties as persons: natural persons, companies, organisations, sole traders."""

import peewee

from models.entities.base import Entity, text, uid


class Party(Entity):
    """A person or organisation; kind natural|company|organisation|sole_trader."""

    uid = uid()
    kind = peewee.TextField()
    name = peewee.TextField()
    id_type = text()
    id_no = text()
    legal_rep = text()
    legal_rep_post = text()
    address = text()
    postcode = text()
    phone = text()
    domiciled_in_prc = peewee.BooleanField(default=True)
    region = text(default="mainland")
    operator_name = text()
    operator_id_no = text()
    initials = text()

    class Meta:
        """Table party."""

        table_name = "party"
