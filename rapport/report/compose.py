"""From material to documents: each part of an outline is a template or a chapter; both give HTML, then blocks."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rapport.blocks import (
    UNDATED,
    BackCover,
    Block,
    Box,
    Chart,
    Cover,
    Document,
    Front,
    Heading,
    Hole,
    Paragraph,
    Picture,
    Table,
    plain,
    walk,
)
from rapport.editorial import load_chapter
from rapport.errors import RapportError, UseError
from rapport.files import read_bytes
from rapport.workspace import Output, Part, Workspace, shipped

from .context import Context
from .facts import Fact, FactError, Facts
from .figures import compute_facts
from .html import parse_html
from .markdown import render_answer, render_chapter
from .material import Material

_LARGEST_STYLE = 40_000_000
"""Bytes of a style template; the writer refuses a larger one too."""
_CACHE = "templates-3"
"""Folder of compiled templates; another name whenever the environment compiles otherwise than before."""
_MISSING = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*)'?")
_TEMPLATE_FAULTS = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError),
    *(RecursionError, MemoryError),
)
_CHAPTER = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Composed:
    """One composed document of a build."""

    output: Output
    """What was asked for."""
    document: Document
    """Ready for print."""
    parts: tuple[tuple[Part, tuple[Block, ...]], ...]
    """Each part of the outline with the blocks it gave, in printed order."""


def compose(material: Material, draft: bool, facts: Facts | None = None) -> tuple[Composed, ...]:
    """Compose every output from material that is already read; `facts` are those of the material, when known."""
    composer = Composer(material, facts or compute_facts(material, draft), draft)
    return tuple(composer.compose(output) for output in material.assignment.outputs)


def text_hash(blocks: tuple[Block, ...], style: str = "") -> str:
    """SHA-256 over the text of a document and the style template at the path `style`, hexadecimal.

    Another text, or another template, may have other pages.
    """
    digest = hashlib.sha256()
    if style:
        digest.update(read_bytes(Path(style), _LARGEST_STYLE, missing=b""))
    for block in walk(blocks):
        digest.update(f"\n{type(block).__name__} ".encode())
        if isinstance(block, (Heading, Paragraph)):
            digest.update(plain(block.content).encode())
        elif isinstance(block, Table):
            digest.update("|".join(plain(cell.content) for row in block.rows for cell in row.cells).encode())
        elif isinstance(block, (Picture, Chart)):
            digest.update(block.alt.encode())
    return digest.hexdigest()


class Composer:
    """Composes outlines from one set of material and facts."""

    def __init__(self, material: Material, facts: Facts, draft: bool) -> None:
        self.material = material
        self.facts = facts
        self.draft = draft
        self._environment = make_environment(material.workspace)

    def compose(self, output: Output) -> Composed:
        """One output: its document, and which part of the outline each block comes from."""
        placed: dict[str, list[tuple[Part, tuple[Block, ...]]]] = {"cover": [], "front": [], "body": [], "back": []}
        for part in output.outline:
            before_front = part.place == "body" and not placed["front"] and _has_front(output)
            placed["cover" if before_front else part.place].append((part, self._part_or_hole(output, part)))
        cover, front, body, back = (
            tuple(block for _, blocks in parts for block in blocks) for parts in placed.values()
        )
        blocks = (*cover, *([Front(front)] if front else []), *body, *([BackCover(back)] if back else []))
        return Composed(output, self._document(output, blocks), tuple(chain.from_iterable(placed.values())))

    def _document(self, output: Output, blocks: tuple[Block, ...]) -> Document:
        assignment = self.material.assignment
        layout = self.material.layouts.get(output.id)
        style = str(self.material.workspace.templates / output.style) if output.style else ""
        return Document(
            title=output.title or assignment.title,
            blocks=blocks,
            author=assignment.publisher.name,
            subject=assignment.example or output.subtitle,
            created=f"{assignment.published}T00:00:00Z" if assignment.published else UNDATED,
            draft=self.draft,
            pages=layout.pages if layout and layout.sha256 == text_hash(blocks, style) else {},
            style=style,
        )

    def _part_or_hole(self, output: Output, part: Part) -> tuple[Block, ...]:
        """A part; in a draft a marked hole that says why it cannot be composed, since a draft can always be built."""
        try:
            return self._part(output, part)
        except RapportError as error:
            if not self.draft:
                raise
            return (Box((Paragraph((Hole(error.message),)),), "hole"),)

    def _part(self, output: Output, part: Part) -> tuple[Block, ...]:
        if part.chapter:
            name = self.material.workspace.show(self.material.workspace.chapters / f"{part.chapter}.md")
            html = self._chapter_html(part.chapter)
            place = f"{output.id}/{part.chapter}"
            return parse_html(f'<item origins="- {part.chapter}" place="{place}">{html}</item>', name)
        name = f"{part.template}.html"
        context = Context(self.material, self.facts, output, part, self.draft, self._chapter_html)
        blocks = parse_html(self._rendered(name, context.names()), name)
        self._refuse_foreign_pictures(blocks, name)
        return blocks

    def _rendered(self, name: str, names: dict[str, Any]) -> str:
        try:
            return self._environment.get_template(name).render(names)
        except TemplateNotFound as error:
            raise RapportError(f"Mallen ”{error.name}” finns inte. Lägg den i {self._own_folder()}.") from error
        except TemplateSyntaxError as error:
            what = (error.message or "").rstrip(".")
            raise RapportError(
                f"Mallen ”{error.name or name}” går inte att läsa på rad {error.lineno}: {what}."
            ) from error
        except _TEMPLATE_FAULTS as error:
            place = _template_place(error, name)
            raise RapportError(f"{place} {_fault(error)}.") from error
        except RapportError as error:
            place = _template_place(error, name).rstrip(",")
            raise type(error)(f"{place}: {error.message}", error.problems) from error

    def _own_folder(self) -> str:
        return self.material.workspace.show(self.material.workspace.templates)

    def _chapter_html(self, name: str) -> Markup:
        """A chapter as HTML; in a draft a marked hole when it is not written. Raises `RapportError` that names it."""
        workspace = self.material.workspace
        if not _CHAPTER.fullmatch(name):
            raise UseError(f"”{name}” är inget namn på ett kapitel.")
        if self.draft and not (workspace.chapters / f"{name}.md").is_file():
            file = workspace.show(workspace.chapters / f"{name}.md")
            return Markup('<box kind="hole"><p><mark>Kapitlet {} är inte skrivet.</mark></p></box>').format(file)
        chapter = load_chapter(workspace, name)
        try:
            return render_chapter(chapter.text, self.facts.render)
        except FactError as error:
            raise FactError(f"{chapter.file}: {error.message}") from error

    def _refuse_foreign_pictures(self, blocks: tuple[Block, ...], name: str) -> None:
        """A template shows pictures of the workspace and no other file."""
        root = self.material.workspace.root.resolve()
        for block in walk(blocks):
            source = block.source if isinstance(block, Picture) else block.picture if isinstance(block, Cover) else ""
            if source and not Path(source).resolve().is_relative_to(root):
                raise RapportError(f"Mallen ”{name}” visar bilden ”{source}”, som inte ligger i arbetsytan.")


def _has_front(output: Output) -> bool:
    return any(part.place == "front" for part in output.outline)


def _template_place(error: BaseException, name: str) -> str:
    """The template and line where an error arose, as Jinja writes them into the traceback."""
    found = ""
    for frame in extract_tb(error.__traceback__):
        if frame.filename.endswith(".html"):
            found = f"Mallen ”{Path(frame.filename).name}”, rad {frame.lineno},"
    return found or f"Mallen ”{name}”"


def _fault(error: BaseException) -> str:
    """What a template does wrong, as the end of a Swedish sentence without its full stop."""
    if isinstance(error, (RecursionError, MemoryError)):
        return "anropar sig själv utan slut eller gör för mycket på en gång"
    if isinstance(error, SecurityError):
        return "använder något som mallar inte får använda"
    if isinstance(error, UndefinedError) and (missing := _MISSING.search(str(error))):
        return f"använder ”{missing.group(1) or missing.group(2)}”, som inte finns"
    return f"använder något som inte finns eller inte går: {error}".rstrip(".")


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates between runs, in a folder only this user can write to; none where there is no such folder.

    Compiling takes as long as composing 21 units. The cache is the user's own and never lies in the workspace, since
    compiled code is not held by the sandbox.
    """
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base, "rapport", _CACHE)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = folder.stat()
    except OSError:
        return None
    is_private = state.st_uid == os.getuid() and not state.st_mode & 0o022
    return FileSystemBytecodeCache(str(folder)) if is_private else None


def _text_only(value: Any) -> Any:
    """What a template may print: text, numbers and facts; a blank answer as nothing, a mapping or method never."""
    if value is None:
        return ""
    is_printable = isinstance(value, (str, int, float, Decimal, Fact, Undefined)) and not isinstance(value, bool)
    if not is_printable:
        raise RapportError(f"Här skrivs något ut som varken är text eller tal ({type(value).__name__}).")
    return value


class _Environment(SandboxedEnvironment):
    """The sandbox, where escaping cannot be turned off: what people type never becomes markup.

    Products are of numbers of ordinary size, since a text times a billion would take all memory.
    """

    intercepted_binops = frozenset(("*", "**"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As the sandbox has it, but without looking for what functions and classes hide in a plain value."""
        if hasattr(type(obj), "__dataclass_fields__"):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The product of two numbers. Raises `SecurityError` for anything else."""
        are_numbers = all(isinstance(one, (int, float, Decimal)) and -1e15 < one < 1e15 for one in (left, right))
        if operator == "**" or not are_numbers:
            raise SecurityError(operator)
        return left * right

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        for node in source.find_all(nodes.EvalContextModifier):
            raise TemplateSyntaxError("”autoescape” går inte att stänga av", node.lineno)
        return super()._generate(source, *arguments, **options)


def make_environment(workspace: Workspace) -> SandboxedEnvironment:
    """Jinja as templates meet it: sandboxed, escaping, strict about undefined names."""
    folders = [folder for folder in (workspace.templates, shipped("templates")) if folder.is_dir()]
    environment = _Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        finalize=_text_only,
        bytecode_cache=_bytecode_cache(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del environment.filters["safe"]
    environment.filters["prose"] = render_answer
    return environment
