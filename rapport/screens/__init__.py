"""The screens: a unit's questionnaire, and the editor's desk. Textual stays in here."""

from .start import make_app, make_desk, run, run_desk

__all__ = ["make_app", "make_desk", "run", "run_desk"]
