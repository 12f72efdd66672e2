"""From material to documents: each part of an outline is a template or a chapter; both give HTML, then blocks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rapport.blocks import BackCover, Block, Document, Front
from rapport.editorial import load_chapter
from rapport.errors import RapportError
from rapport.workspace import Output, Part, Workspace, shipped

from .context import Context
from .facts import FactError, Facts
from .figures import compute_facts
from .html import parse_html
from .markdown import render_answer, render_chapter
from .material import Material


@dataclass(frozen=True, slots=True)
class Composed:
    """One composed document of a build."""

    output: Output
    """What was asked for."""
    document: Document
    """Ready for print."""


def compose(material: Material, draft: bool) -> tuple[Composed, ...]:
    """Compose every output from material that is already read."""
    composer = Composer(material, compute_facts(material), draft)
    return tuple(Composed(output, composer.document(output)) for output in material.assignment.outputs)


class Composer:
    """Composes outlines from one set of material and facts."""

    def __init__(self, material: Material, facts: Facts, draft: bool) -> None:
        self.material = material
        self.facts = facts
        self.draft = draft
        self._environment = make_environment(material.workspace)

    def document(self, output: Output) -> Document:
        """The document of one output."""
        assignment = self.material.assignment
        blocks: list[Block] = []
        back: list[Block] = []
        front: list[Block] = []
        for part in output.outline:
            {"front": front, "back": back, "body": blocks}[part.place].extend(self._part(output, part))
        cover = blocks[: _cover_length(output)]
        body = blocks[len(cover) :]
        return Document(
            title=output.title or assignment.title,
            blocks=(
                *cover,
                *([Front(tuple(front))] if front else []),
                *body,
                *([BackCover(tuple(back))] if back else []),
            ),
            author=assignment.publisher.name,
            subject=assignment.example or output.subtitle,
            created=f"{assignment.published}T00:00:00Z",
            draft=self.draft,
        )

    def _part(self, output: Output, part: Part) -> tuple[Block, ...]:
        if part.chapter:
            chapter = load_chapter(self.material.workspace, part.chapter)
            try:
                html = render_chapter(chapter.text, self.facts.render)
            except FactError as error:
                raise FactError(f"{chapter.file}: {error.message}") from error
            return parse_html(f'<item origins="- {part.chapter}" place="{part.chapter}">{html}</item>', chapter.file)
        name = f"{part.template}.html"
        context = Context(self.material, self.facts, output, part, self.draft, self._chapter_html)
        try:
            html = Markup(self._environment.get_template(name).render(context.names()))  # noqa: S704  autoescaped
        except TemplateSyntaxError as error:
            raise RapportError(
                f"Mallen ”{name}” går inte att läsa på rad {error.lineno}: {error.message}."
            ) from error
        except (UndefinedError, TemplateError) as error:
            raise RapportError(f"Mallen ”{name}” använder något som inte finns: {error}.") from error
        return parse_html(html, name)

    def _chapter_html(self, name: str) -> Markup:
        chapter = load_chapter(self.material.workspace, name)
        return render_chapter(chapter.text, self.facts.render)


def _cover_length(output: Output) -> int:
    """How many body parts stand before the first front part: the cover."""
    return next((count for count, part in enumerate(output.outline) if part.place != "body"), 0)


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates between runs, in a folder only this user can write to; none where there is no such folder.

    Compiling takes as long as composing 21 units. The cache is the user's own and never lies in the workspace, since
    compiled code is not held by the sandbox.
    """
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base, "rapport", "templates")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = folder.stat()
    except OSError:
        return None
    is_private = state.st_uid == os.getuid() and not state.st_mode & 0o022
    return FileSystemBytecodeCache(str(folder)) if is_private else None


def make_environment(workspace: Workspace) -> SandboxedEnvironment:
    """Jinja as templates meet it: sandboxed, escaping, strict about undefined names."""
    folders = [folder for folder in (workspace.templates, shipped("templates")) if folder.is_dir()]
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        bytecode_cache=_bytecode_cache(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = render_answer
    return environment
