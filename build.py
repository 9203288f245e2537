"""The command line of a checkout; an installed package has the same one as `handlingsprogram`."""

import sys

from handlingsprogram.cli import main

if __name__ == "__main__":
    sys.exit(main())
