"""The sample cases, played as a person would work them."""
