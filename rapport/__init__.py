"""rapport: from 21 county reports to one official Word report."""

__version__ = "0.1.0"
