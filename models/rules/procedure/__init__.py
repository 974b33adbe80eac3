"""What may be done next in a case, what keeps it from being done, and the stage it is in."""

KINDS = ("adjudication", "mediation", "advisory")  # of cases
