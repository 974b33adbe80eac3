"""What happens to the patent while its case is open: invalidation, checks, a longer term."""
