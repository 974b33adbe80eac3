"""知裁台: hands over to the window, or to a verb of the command line."""

import sys

from ui.shell.start import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
