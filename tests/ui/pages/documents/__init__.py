"""文书: the papers of all cases, opened, looked at, saved and printed."""
