"""Markdown to semantic HTML: a small dialect for answers, a somewhat larger one for chapters.

What is not in a dialect stays text as typed. Nothing of what people write can become markup: the parser's output is
built from tokens, and every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import heading as _atx_heading
from markdown_it.rules_block import list_block as _list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as _link
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
_NUMBERED = re.compile(r"(\d{1,9})[.)]")
_MARKERS = re.compile(r"(?:[-*+][ \t]*)+|\d{1,9}[.)][ \t]*")
_DEEPEST = 8
_FACT = re.compile(r"\{\{\s*([a-zåäö0-9_.-]+)(?:\s+([A-Za-zåäö]+))?\s*\}\}")
_LANGUAGE = re.compile(r"\[([^\[\]\n]+)\]\{lang=([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.I)


def render_answer(text: str) -> Markup:
    """An answer as HTML: paragraphs, bullet and numbered lists, emphasis, strong, links, footnotes."""
    return _render(_answer_parser(), text, {})


def render_chapter(text: str, fact: FactPrinter) -> Markup:
    """A chapter as HTML: as answers, and headings, tables, boxes, `{{ fact form }}` and `[words]{lang=en}`."""
    return _render(_chapter_parser(), text, {"fact": fact})


def _render(parser: MarkdownIt, text: str, env: dict[str, Any]) -> Markup:
    """Render with footnotes; again without those whose reference turned out to be no place for a note."""
    kept: set[str] = set()
    while True:
        body, notes = split_notes(text, kept)
        used: set[str] = set()
        html = Markup(parser.render(body, {**env, "notes": notes, "used": used}))  # noqa: S704  the renderer escapes
        if used == set(notes):
            return html
        kept |= set(notes) - used


def split_notes(text: str, kept: Container[str] = ()) -> tuple[str, dict[str, str]]:
    """The text without the footnotes it refers to, and these by label.

    A definition stays in the text when its label is in `kept`, when only other footnotes refer to it, and when it is
    the second one of its label.
    """
    referred = set(_REFERENCE.findall(_DEFINITION.sub("\n", text)))
    notes: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        label = match[1]
        if label not in referred or label in notes or label in kept:
            return match[0]
        notes[label] = match[2].strip()
        return "\n"

    return _DEFINITION.sub(take, text), notes


@cache
def _answer_parser() -> MarkdownIt:
    return _dialect([])


@cache
def _chapter_parser() -> MarkdownIt:
    parser = _dialect(["heading", "table"])
    parser.block.ruler.at("heading", _heading, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "fact", _fact)
    parser.add_render_rule("fact", _render_fact)
    parser.inline.ruler.before("link", "language", _language)
    parser.add_render_rule("language", _render_language)
    for name, kind in BOXES.items():
        parser.use(container_plugin, name, render=_box_renderer(kind))
    return parser


def _dialect(rules: list[str]) -> MarkdownIt:
    """What answers and chapters share, and `rules` of CommonMark."""
    parser = MarkdownIt("zero").enable(["list", "link", "emphasis", "balance_pairs", *rules])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph"]})
    parser.inline.ruler.at("emphasis", _emphasis_outside_words)
    parser.inline.ruler.at("link", _link_without_title)
    parser.inline.ruler.before("link", "note", _note)
    parser.validateLink = _is_address  # type: ignore[method-assign]
    parser.add_render_rule("note", _render_note)
    return parser


def _is_address(url: str) -> bool:
    return bool(_ADDRESS.fullmatch(url))


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list whose numbers begin with 1, so that ’2014. Därefter’ stays a sentence.

    A line of nothing but markers (’---’, ’- - -’, a lone ’-’) stays as typed, and so does what would be a list deeper
    than a document can show.
    """
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _NUMBERED.match(line)
    # A line further out than the paragraph being read is asked about to see if it ends that paragraph's list item.
    ends_item = silent and state.sCount[start] < state.blkIndent
    if not ends_item and (_MARKERS.fullmatch(line) or (match and int(match[1]) != 1)):
        return False
    if state.level >= 2 * _DEEPEST and not silent:
        return False
    return _list_block(state, start, end, silent)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading of the four levels that a report has; more number signs stay as typed."""
    if state.src.startswith("#####", state.bMarks[start] + state.tShift[start]):
        return False
    return _atx_heading(state, start, end, silent)


def _link_without_title(state: StateInline, silent: bool) -> bool:
    """A link; one with a title, which has no place in print, stays as typed, and so does an image."""
    if state.pos and state.src[state.pos - 1] == "!":
        return False
    position, tokens, pending = state.pos, len(state.tokens), state.pending
    if not _link(state, silent):
        return False
    opened = next((token for token in state.tokens[tokens:] if token.type == "link_open"), None)
    if opened is None or "title" not in opened.attrs:
        return True
    del state.tokens[tokens:], state.tokens_meta[tokens:]
    state.pos, state.pending = position, pending
    return False


def _emphasis_outside_words(state: StateInline, silent: bool) -> bool:
    r"""Emphasis is never inside a word or number, nor after a backslash: ’5*3*2’, ’a_b’ and ’\*’ stay as typed."""
    marker = state.src[state.pos]
    if marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    if before == "\\" or (before.isalnum() and after.isalnum()):
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
        token.meta = {"label": match[1]}
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


def _language(state: StateInline, silent: bool) -> bool:
    """Words in another language, ’[Barnahus]{lang=is}’, spoken and hyphenated as such."""
    match = _LANGUAGE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("language", "", 0)
        token.meta = {"lang": match[2]}
        token.children = state.md.parseInline(match[1], state.env)[0].children
    state.pos = match.end()
    return True


def _render_language(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    inner = self.renderInline(tokens[index].children or [], options, env)
    return f'<span lang="{escape(tokens[index].meta["lang"])}">{inner}</span>'


def _render_note(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    env["used"].add(tokens[index].meta["label"])
    return f"<note>{self.renderInline(tokens[index].children or [], options, env)}</note>"


def _render_fact(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    meta = tokens[index].meta
    return str(env["fact"](meta["id"], meta["form"]))


def _box_renderer(kind: str) -> Callable[..., str]:
    def render(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return f'<box kind="{escape(kind)}">' if tokens[index].nesting == 1 else "</box>"

    return render
