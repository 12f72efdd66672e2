"""What lies between Textual and the wire: settings made before Textual is imported, decoding, signals."""

from .environment import SETTINGS, prepare  # isort: skip  (before anything that imports Textual)
from .decoding import install_decoder
from .signals import SIGNALS, Watcher, hold_signals

__all__ = ["SETTINGS", "SIGNALS", "Watcher", "hold_signals", "install_decoder", "prepare"]
