"""From docketing to the deliberation: service, answers, evidence, hearings, periods."""
