"""What lies between Textual and the wire: settings made before Textual is imported, decoding, signals."""

from .environment import SETTINGS, prepare
from .signals import SIGNALS, Watcher, hold_signals

__all__ = ["SETTINGS", "SIGNALS", "Watcher", "hold_signals", "prepare"]
