"""What F1 says of a field: how to fill it in, and on what that rests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """A field's explanation, the articles and deadline rules it cites, who decided it."""

    fill: str
    articles: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    state: str = ""

    @property
    def rests_on(self) -> str:
        """Return who decided it: article, office or none; what is cited says so by itself."""
        return self.state or ("article" if self.articles or self.rules else "none")
