"""Read rule packs strictly and compile them; nothing is computed here."""
