"""Markdown to semantic HTML: a small dialect for answers, a somewhat larger one for chapters.

What is not in a dialect stays text as typed. Nothing of what people write can become markup: the parser's output is
built from tokens, and every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import list_block as _list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as _emphasis
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape
from mdit_py_plugins.container import container_plugin

FactPrinter = Callable[[str, str], Markup]
"""Prints the fact with this id in this form; raises when there is none."""

BOXES = {"mål": "goal", "resultat": "result", "info": "info"}
"""Names of boxes in chapters (`::: mål`) and the kinds of box they make."""

_DEFINITION = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]+(\S.*(?:\n(?!\[\^|\n)[^\n]+)*)\n*", re.M)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_NUMBERED = re.compile(r"[ \t]*(\d{1,9})[.)]")
_FACT = re.compile(r"\{\{\s*([a-zåäö0-9_.-]+)(?:\s+([A-Za-zåäö]+))?\s*\}\}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.I)


def render_answer(text: str) -> Markup:
    """An answer as HTML: paragraphs, bullet and numbered lists, emphasis, strong, links, footnotes."""
    return _render(_answer_parser(), text, {})


def render_chapter(text: str, fact: FactPrinter) -> Markup:
    """A chapter as HTML: as answers, and headings, tables, boxes and `{{ fact form }}`."""
    return _render(_chapter_parser(), text, {"fact": fact})


def _render(parser: MarkdownIt, text: str, env: dict[str, Any]) -> Markup:
    body, notes = split_notes(text)
    env["notes"] = notes
    return Markup(parser.render(body, env))  # noqa: S704  the renderer escapes every text


def split_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without the footnotes it refers to, and these by label.

    A definition that nothing refers to, or a second one of the same label, stays in the text.
    """
    referred = set(_REFERENCE.findall(text))
    notes: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        label = match[1]
        if label not in referred or label in notes:
            return match[0]
        notes[label] = match[2].strip()
        return "\n"

    return _DEFINITION.sub(take, text), notes


@cache
def _answer_parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "link", "emphasis", "balance_pairs"])
    parser.block.ruler.at("list", _list_from_one, {"alt": ["paragraph"]})
    parser.inline.ruler.at("emphasis", _emphasis_outside_words)
    parser.inline.ruler.before("link", "note", _note)
    parser.validateLink = _is_address  # type: ignore[method-assign]
    parser.add_render_rule("note", _render_note)
    return parser


@cache
def _chapter_parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "link", "emphasis", "balance_pairs", "heading", "table"])
    parser.block.ruler.at("list", _list_from_one, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("link", "fact", _fact)
    parser.validateLink = _is_address  # type: ignore[method-assign]
    parser.add_render_rule("note", _render_note)
    parser.add_render_rule("fact", _render_fact)
    for name, kind in BOXES.items():
        parser.use(container_plugin, name, render=_box_renderer(kind))
    return parser


def _is_address(url: str) -> bool:
    return bool(_ADDRESS.fullmatch(url))


def _list_from_one(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A numbered list begins with 1, so that ’2014. Därefter’ stays a sentence."""
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    match = _NUMBERED.match(line)
    # A line further out than the paragraph being read is asked about to see if it ends that paragraph's list item.
    ends_item = silent and state.sCount[start] < state.blkIndent
    if match and int(match[1]) != 1 and not ends_item:
        return False
    return _list_block(state, start, end, silent)


def _emphasis_outside_words(state: StateInline, silent: bool) -> bool:
    """Emphasis is never inside a word or number, so that ’5*3*2’ and ’snake_case’ stay as typed."""
    marker = state.src[state.pos]
    if marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    if before.isalnum() and after.isalnum():
        if not silent:
            state.pending += state.src[state.pos : end]
        state.pos = end
        return True
    return _emphasis(state, silent)


def _note(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env.get("notes", {}):
        return False
    if not silent:
        token = state.push("note", "", 0)
        # A note holds no notes; the empty mapping makes its own references text.
        token.children = state.md.parseInline(state.env["notes"][match[1]], {**state.env, "notes": {}})[0].children
    state.pos = match.end()
    return True


def _fact(state: StateInline, silent: bool) -> bool:
    match = _FACT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("fact", "", 0).meta = {"id": match[1], "form": match[2] or ""}
    state.pos = match.end()
    return True


def _render_note(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f"<note>{self.renderInline(tokens[index].children or [], options, env)}</note>"


def _render_fact(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    meta = tokens[index].meta
    return str(env["fact"](meta["id"], meta["form"]))


def _box_renderer(kind: str) -> Callable[..., str]:
    def render(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return f'<box kind="{escape(kind)}">' if tokens[index].nesting == 1 else "</box>"

    return render
