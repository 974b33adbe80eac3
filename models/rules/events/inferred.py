"""What nobody records: it follows from dates or from the acceptance check, and only steps ask."""

from typing import Annotated

from models.rules.events.base import Event, PartyKey, Words, event


@event("opinion_expired", "意见期届满未答复")
class OpinionExpired(Event):
    """The opinion period of a respondent ended in silence (art. 66)."""

    party: Annotated[PartyKey, Words("当事人", subject=True)]


@event("corrections_found", "有需要补正的事项")
class CorrectionsFound(Event):
    """The acceptance check found something to be corrected."""
