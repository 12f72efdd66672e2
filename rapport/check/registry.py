"""Every rule, in the order docs/check.md tells them."""

from __future__ import annotations

from .coverage import units_left_out
from .leftovers import leftovers
from .model import Rule
from .references import dangling_references
from .shares import impossible_shares, wrong_sums
from .tables import pictures_without_alt, skipped_levels, table_sums
from .wording import counts_against_lists, words_against_figures

RULES = (
    Rule("andel-omojlig", "error", "Andelen går inte att få av så många", impossible_shares),
    Rule("andelar-summa", "warning", "Andelarna blir inte hundra procent", wrong_sums),
    Rule("ord-mot-siffra", "error", "Ordet stämmer inte med siffran", words_against_figures),
    Rule("kvarglomt", "error", "Något som skulle fyllas i står kvar", leftovers),
    Rule("antal-mot-lista", "error", "Antalet stämmer inte med listan", counts_against_lists),
    Rule("tabell-summa", "error", "Tabellens summa stämmer inte", table_sums),
    Rule("hanvisning-utan-mal", "warning", "Hänvisningens mål finns inte", dangling_references),
    Rule("enhet-saknas", "warning", "En enhet nämns ingenstans", units_left_out),
    Rule("alternativtext-saknas", "error", "Bilden saknar alternativtext", pictures_without_alt),
    Rule("rubrikniva", "warning", "Rubriknivån hoppar", skipped_levels),
)
"""Codes are never changed nor used again."""
