"""材料: the scans, photos, recordings and other files in a case."""
