"""models. The rules are told here which articles they cite: they read no files themselves."""

import resources
from models.rules.citation import learn

learn(resources.text("citations.toml"))
