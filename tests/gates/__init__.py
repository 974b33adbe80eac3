"""The gates: each bites, each lets a lawful case pass, none is there for show."""
