"""Every ledger: one page and its dialogs, built from the definition (resources/ledgers)."""
