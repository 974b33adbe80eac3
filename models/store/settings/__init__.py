"""The office's settings and positions: definitions, typed values, what is unset."""
