"""Settings of reportlab for the whole process."""

useA85: int
