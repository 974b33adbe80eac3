"""文书: the papers of all cases, by state."""
