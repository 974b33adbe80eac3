"""告知: the ledger of 行政裁决告知."""
