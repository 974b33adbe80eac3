"""当事人: parties and agents."""
