"""What may be done next in a case, what keeps it from being done, and the stage it stands in."""

KINDS = ("adjudication", "mediation", "advisory")  # of cases
