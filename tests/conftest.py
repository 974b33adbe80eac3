"""Settings for every test: Qt draws off screen, whatever this machine has."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

pytest_plugins = ["pytester"]
