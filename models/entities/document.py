"""Papers of a case and their files."""

from typing import Any

import peewee

from models.entities.base import Entity, MomentField, blank, json_of, text
from models.entities.case import Case


class Document(Entity):
    """A paper made from a form; state draft|final|issued|void, with the values it was made from."""

    case_id: Any
    case: Any = peewee.ForeignKeyField(Case, backref="documents", null=True)
    form_id: Any = peewee.TextField()
    form_version: Any = peewee.IntegerField(default=1)
    pack: Any = text()
    addressee: Any = blank()
    number: Any = text()
    state: Any = text(default="draft")
    values: Any = json_of(dict)
    values_sha: Any = text()
    created_at: Any = MomentField()
    fonts: Any = json_of(dict)

    class Meta:
        """Table document."""

        table_name = "document"


class DocumentFile(Entity):
    """A file of a paper: path relative to <data>/files with “/”, SHA-256, size in bytes."""

    document_id: Any
    document: Any = peewee.ForeignKeyField(Document, backref="files")
    format: Any = peewee.TextField()
    path: Any = peewee.TextField(unique=True)
    sha256: Any = peewee.TextField()
    size: Any = peewee.IntegerField()

    class Meta:
        """Table document_file."""

        table_name = "document_file"
