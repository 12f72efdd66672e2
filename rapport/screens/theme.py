"""The two looks: calm deep blue with a warm accent, dark and light. Contrast is at least that of WCAG AA."""

from __future__ import annotations

from textual.theme import Theme

DARK = "rapport-mork"
LIGHT = "rapport-ljus"

_DARK = {
    "muted": "#a9bad0",
    "header": "#1d4675",
    "header-text": "#ffffff",
    "field": "#17273d",
    "field-focus": "#203857",
    "rule": "#3d5879",
    "cursor-row": "#2d5c93",
    "cursor-row-text": "#ffffff",
    "alarm": "#8f1d14",
    "alarm-text": "#ffffff",
    "notice": "#2a2a1c",
}
_LIGHT = {
    "muted": "#46566b",
    "header": "#174a80",
    "header-text": "#ffffff",
    "field": "#ffffff",
    "field-focus": "#e8f1fb",
    "rule": "#9db0c6",
    "cursor-row": "#174a80",
    "cursor-row-text": "#ffffff",
    "alarm": "#a81e12",
    "alarm-text": "#ffffff",
    "notice": "#fbf1dc",
}


def _variables(own: dict[str, str], cursor: str, cursor_text: str) -> dict[str, str]:
    """Own colours, and Textual's own names pointed at them."""
    return own | {
        "input-cursor-background": cursor,
        "input-cursor-foreground": cursor_text,
        "block-cursor-background": own["cursor-row"],
        "block-cursor-foreground": own["cursor-row-text"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": own["field-focus"],
        "block-cursor-blurred-text-style": "none",
        "scrollbar": own["rule"],
        "scrollbar-hover": own["rule"],
        "scrollbar-active": own["cursor-row"],
        "scrollbar-background": own["field"],
        "scrollbar-corner-color": own["field"],
    }


THEMES = (
    Theme(
        name=DARK,
        primary="#8fbdec",
        secondary="#a9bad0",
        accent="#f2bd62",
        foreground="#e7eef7",
        background="#0f1a29",
        surface="#17273d",
        panel="#1c3049",
        warning="#f2bd62",
        error="#ffa39a",
        success="#93d8a8",
        dark=True,
        variables=_variables(_DARK, "#f2bd62", "#0f1a29"),
    ),
    Theme(
        name=LIGHT,
        primary="#174a80",
        secondary="#46566b",
        accent="#854800",
        foreground="#16212e",
        background="#f3f6fa",
        surface="#ffffff",
        panel="#e3ebf4",
        warning="#854800",
        error="#a81e12",
        success="#145c34",
        dark=False,
        variables=_variables(_LIGHT, "#174a80", "#ffffff"),
    ),
)
"""Dark first."""


def other_theme(name: str) -> str:
    """The look that is not `name`."""
    return LIGHT if name == DARK else DARK
