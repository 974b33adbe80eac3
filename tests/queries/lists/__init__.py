"""Lists over all cases."""
