"""What the PDF writer and its tests use of reportlab."""

__version__: str
