"""The motif of covers: circles that lines join."""

from __future__ import annotations

MOTIF_CIRCLES = (
    (1500, 1500, 330, "steel"),
    (3300, 3100, 520, "sand"),
    (2100, 5000, 390, "steel"),
    (5200, 1300, 260, "steel"),
    (5500, 4700, 760, "steel"),
    (7600, 2700, 430, "sand"),
    (8200, 5700, 300, "steel"),
    (9900, 1500, 560, "steel"),
    (10500, 4600, 380, "sand"),
    (4000, 6250, 240, "steel"),
)
"""Centre (x, y), radius and name of the colour (see `palette`), inside a field of 11,906 x 7,000 units."""
MOTIF_LINES = (
    (0, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (3, 5),
    (4, 5),
    (4, 6),
    (5, 7),
    (5, 8),
    (6, 8),
    (7, 8),
    (2, 9),
    (4, 9),
    (2, 4),
)
"""Pairs of circles that a line joins, by index."""
