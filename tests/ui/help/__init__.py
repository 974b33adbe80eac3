"""F1: the panel and its data."""
