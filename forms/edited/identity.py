"""By what the DOCX of a draft is known when it comes back: custom properties of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from forms.blocks import Paper


@dataclass(frozen=True)
class Identity:
    """Which draft a file is: the `number`-th paper of a form for an addressee of a case.

    `service` is the entry of the service it proves; `text` is the digest of what it says.
    """

    case: int
    receipt: str
    form: str
    addressee: str | None
    number: int
    service: int | None = None
    text: str = ""

    def properties(self, paper: Paper) -> tuple[tuple[str, str], ...]:
        """Return the properties of the file of this draft."""
        return (
            ("draft_case", str(self.case)),
            ("draft_receipt", self.receipt),
            ("draft_form", self.form),
            ("draft_addressee", self.addressee or ""),
            ("draft_number", str(self.number)),
            ("draft_service", str(self.service or "")),
            ("draft_text", hashlib.sha256(paper.text().encode()).hexdigest()),
        )


def identity(properties: Mapping[str, str]) -> Identity | None:
    """Return which draft a file with these properties is, None when it is none."""
    case, number = _whole(properties, "draft_case"), _whole(properties, "draft_number")
    form, text = properties.get("draft_form", ""), properties.get("draft_text", "")
    if not (case and number and form and text):
        return None
    return Identity(
        case, properties.get("draft_receipt", ""), form,
        properties.get("draft_addressee") or None, number,
        _whole(properties, "draft_service"), text,
    )  # fmt: skip


def _whole(properties: Mapping[str, str], name: str) -> int | None:
    value = properties.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
