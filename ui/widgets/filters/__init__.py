"""What a list is filtered by: shown above it, taken away one by one, kept under a name."""
