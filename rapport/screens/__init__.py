"""The screens: a unit's questionnaire filled in, checked, previewed and handed in. Textual stays in here."""

from .start import make_app, run

__all__ = ["make_app", "run"]
