"""送达: the three lists, serving from the list, the ledger taken out."""
