"""Stop with one clear line when the Python that sets up the project is not one it runs on."""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        f"verbale needs Python 3.11 to 3.13; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 test"
    )
