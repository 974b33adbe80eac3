"""The command line, free of Qt: one module per verb, each with HELP, add_arguments and run."""

from types import ModuleType

from ui.verbs import (
    adopt,
    commands,
    deadlines,
    demo,
    documents,
    intake,
    next_steps,
    play,
    restore,
    self_test,
    verify,
)

VERBS: dict[str, ModuleType] = {
    "self-test": self_test,
    "demo": demo,
    "intake": intake,
    "deadlines": deadlines,
    "next-steps": next_steps,
    "documents": documents,
    "play": play,
    "commands": commands,
    "verify": verify,
    "restore": restore,
    "adopt": adopt,
}
