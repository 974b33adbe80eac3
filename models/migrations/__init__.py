"""The schema by version: frozen SQL steps, in the order that an empty database goes through."""

import sqlite3
from collections.abc import Callable, Mapping

from models.migrations import (
    v001_schema,
    v002_identity,
    v003_ledgers,
    v004_days,
    v005_attachments,
    v006_posts,
)

FIRST = v001_schema.VERSION  # versions below are the prototype's
# A new version is one line here and a step from the last one (models/store/migrate.py).
MAKERS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    v001_schema.VERSION: v001_schema.up,
    v002_identity.VERSION: v002_identity.up,
    v003_ledgers.VERSION: v003_ledgers.up,
    v004_days.VERSION: v004_days.up,
    v005_attachments.VERSION: v005_attachments.up,
    v006_posts.VERSION: v006_posts.up,
}
