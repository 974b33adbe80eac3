"""还差什么: what the law asks before a decision, and where each thing is mended."""
