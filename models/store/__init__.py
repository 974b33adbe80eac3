"""Everything below the entities: the open data folder, its database, files, lock and audit."""
