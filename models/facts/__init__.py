"""The fact tree of a case: what papers may print, one provider per top key, one file per group.

`forms/facts.toml` is the contract; what is not known is absent, never guessed. A provider runs when
a paper first reads its key, at most once for all the papers made together (`tree.py`).
"""
