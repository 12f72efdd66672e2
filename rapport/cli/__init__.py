"""The command line: arguments, exit codes and what is printed."""

from .main import main

__all__ = ["main"]
