"""Papers that change hands: their drafts, and edited copies that come back."""
