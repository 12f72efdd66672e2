"""How many inputs the tests with random ones try: a sample in `make test`, all of them in `make proof`."""

from __future__ import annotations

import os

_FACTOR = 15 if os.environ.get("RAPPORT_PROOF") else 1


def tries(sample: int) -> int:
    """Inputs to try where the tests of every day try `sample`; 100,000 over all tests at full size."""
    return sample * _FACTOR
