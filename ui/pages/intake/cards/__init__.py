"""The parts of the intake form."""
