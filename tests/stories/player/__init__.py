"""An office that takes random steps: what it is allowed, what parties bring, what it should not."""
