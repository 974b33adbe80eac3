"""Pictures as the canvas draws them."""

from typing import IO

class ImageReader:
    def __init__(self, fileName: str | IO[bytes]) -> None: ...
