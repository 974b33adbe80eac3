"""收案: the form a request is typed into, its check, and its filing."""
