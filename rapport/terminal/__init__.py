"""What lies between Textual and the wire: settings made before Textual is imported, decoding, signals, crashes."""

from .environment import SETTINGS, prepare  # isort: skip  (before anything that imports Textual)
from .crash import CrashingApp
from .decoding import install_decoder
from .signals import SIGNALS, Watcher, hold_signals

__all__ = ["SETTINGS", "SIGNALS", "CrashingApp", "Watcher", "hold_signals", "install_decoder", "prepare"]
