"""名册: the staff and who is working."""
