"""The audit: one entry per command, chained by hashes, and its verification."""
