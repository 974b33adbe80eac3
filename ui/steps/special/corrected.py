"""What the requester hands in on correction, typed beside what was asked for."""

import copy
import re
from collections.abc import Mapping

from models.rules.events import Json
from models.services.arguments.shapes import Plain, Plan
from ui.steps.dialog import CommandDialog
from ui.widgets.values import as_json, items, mapping, text, texts


class CorrectedDialog(CommandDialog):
    """Shows the list that was sent; the rest of the request stays as it was."""

    def started(self) -> None:
        """Show the request as it is now."""
        request = self.info.request
        assert request is not None
        data = request.data
        patent = mapping(data.get("patent"))
        claims = items(patent.get("asserted_claims"))
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

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the command with the whole request, not only what this form shows of it."""
        function, args, filled = super().command({"on": values["on"], **_posted(values)})
        return function, args, filled | {"data": self._data(values)}

    def _data(self, values: Mapping[str, Plain]) -> dict[str, Json]:
        """Return the request with what was corrected."""
        request = self.info.request
        assert request is not None
        data = copy.deepcopy(dict(request.data))
        before, patent = data.get("papers", []), data.setdefault("patent", {})
        assert isinstance(before, list) and isinstance(patent, dict)
        others = [p for p in before if not (isinstance(p, dict) and p.get("of") == request.of)]
        own: list[Json] = [{"id": one, "of": request.of} for one in texts(values["papers"])]
        data["papers"] = [*own, *others]
        data["facts_and_reasons"] = as_json(values["facts_and_reasons"])
        patent["asserted_claims"] = [int(n) for n in re.findall(r"\d+", text(values["claims"]))]
        patent["evaluation_report"] = as_json(values["evaluation_report"])
        return data


def _posted(values: Mapping[str, Plain]) -> dict[str, Plain]:
    return {"posted_on": values["posted_on"]} if values.get("posted_on") else {}
