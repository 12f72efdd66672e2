"""Every rule, in the order docs/check.md tells them."""

from __future__ import annotations

from .leftovers import leftovers
from .model import Rule
from .shares import impossible_shares, wrong_sums

RULES = (
    Rule("andel-omojlig", "error", "Andelen går inte att få av så många", impossible_shares),
    Rule("andelar-summa", "warning", "Andelarna blir inte hundra procent", wrong_sums),
    Rule("kvarglomt", "error", "Något som skulle fyllas i står kvar", leftovers),
)
"""Codes are never changed nor used again."""
