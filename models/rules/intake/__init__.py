"""Intake of a request: `parse_intake` for a whole one, `check_field` while it is being typed."""
