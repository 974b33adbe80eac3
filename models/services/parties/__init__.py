"""Commands by which the parties of a case change."""
