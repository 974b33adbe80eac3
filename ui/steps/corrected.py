"""What the requester hands in on correction, typed beside what was asked for."""

import copy
import re
from typing import Any

from ui.steps.dialog import CommandDialog
from ui.widgets.dialog import Command

OF = "requester:1"


class CorrectedDialog(CommandDialog):
    """Shows the list that was sent; the rest of the request stays as it was."""

    def started(self) -> None:
        """Show the request as it stands."""
        request = self.info.request
        assert request is not None
        data: dict[str, Any] = dict(request.data)
        patent = data.get("patent", {})
        claims = patent.get("asserted_claims", [])
        self.form.set_values(
            {
                "papers": list(request.papers),
                "claims": "、".join(map(str, claims)),
                "facts_and_reasons": data.get("facts_and_reasons", ""),
                "evaluation_report": patent.get("evaluation_report", "none"),
            }
        )
        if request.corrections:
            self.say("已告知补正：" + "；".join(request.corrections), "secondary")

    def command(self, values: dict[str, Any]) -> tuple[Command, tuple[Any, ...], dict[str, Any]]:
        """Return the command with the whole request, not only what this form shows of it."""
        function, args, filled = super().command({"on": values["on"]} | _posted(values))
        return function, args, filled | {"data": self._data(values)}

    def _data(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the request with what was corrected."""
        request = self.info.request
        assert request is not None
        data: dict[str, Any] = copy.deepcopy(dict(request.data))
        others = [p for p in data.get("papers", []) if p.get("of") != OF]
        data["papers"] = [{"id": one, "of": OF} for one in values["papers"]] + others
        data["facts_and_reasons"] = values["facts_and_reasons"]
        patent = data.setdefault("patent", {})
        patent["asserted_claims"] = [int(n) for n in re.findall(r"\d+", values["claims"])]
        patent["evaluation_report"] = values["evaluation_report"]
        return data


def _posted(values: dict[str, Any]) -> dict[str, Any]:
    return {"posted_on": values["posted_on"]} if values.get("posted_on") else {}
