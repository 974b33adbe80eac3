"""The fact tree of a case: what papers may print, one file per group of top keys.

`forms/facts.toml` is the contract; what is not known is absent, never guessed.
"""
