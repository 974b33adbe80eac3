"""Whether the patent of a case is in force, and which of its claims are left."""
