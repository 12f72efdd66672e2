"""Fields and bookmarks of a story, read once for the rules that compare them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..opening import value, w

_GONE = frozenset({w("del"), w("moveFrom")})
_READ = tuple(w(name) for name in ("tc", "fldChar", "instrText", "fldSimple", "t"))


@dataclass(slots=True)
class Field:
    """A field as it stands in a story."""

    instruction: str = ""
    """What it computes, for example `REF _rf_1 \\h`."""
    shown: str = ""
    """The value it shows."""
    separated: bool = False
    """Whether the value has begun."""

    @property
    def words(self) -> list[str]:
        """The instruction's words; none for an empty one."""
        return self.instruction.split()


@dataclass(slots=True)
class Story:
    """The fields of one story, and what is wrong with how they are marked."""

    fields: list[Field] = field(default_factory=list)
    """In the order they begin."""
    faults: list[str] = field(default_factory=list)
    """What is wrong, a sentence each."""
    open: list[Field] = field(default_factory=list)
    """Fields that have begun and not ended, innermost last."""


def read_stories(root: etree._Element) -> tuple[Story, list[Story]]:
    """The fields of `root` outside tables, and those of each table cell in it, which is a story of its own."""
    outer = Story()
    inner: list[Story] = []
    stack = [outer]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_READ):
        if element.tag == w("tc"):
            if event == "start":
                inner.append(Story())
                stack.append(inner[-1])
            else:
                stack.pop()
        elif event == "start":
            _read(stack[-1], element)
    for story in (outer, *inner):
        story.faults += [f"the field {one.instruction.strip()!r} has no end" for one in story.open]
    return outer, inner


def read_fields(root: etree._Element) -> list[Field]:
    """The fields of `root`, those in tables last."""
    outer, inner = read_stories(root)
    return [*outer.fields, *(found for story in inner for found in story.fields)]


def _read(story: Story, element: etree._Element) -> None:
    if element.tag == w("fldChar"):
        _mark(story, element.get(w("fldCharType"), ""))
    elif element.tag == w("instrText"):
        if not story.open or story.open[-1].separated:
            story.faults.append(f"the instruction {element.text or ''!r} stands outside a field")
        else:
            story.open[-1].instruction += element.text or ""
    elif element.tag == w("fldSimple"):
        words = "".join(text.text or "" for text in element.iter(w("t")))
        story.fields.append(Field(element.get(w("instr"), ""), words, separated=True))
    else:
        for one in story.open:
            if one.separated:
                one.shown += element.text or ""


def _mark(story: Story, kind: str) -> None:
    if kind == "begin":
        story.fields.append(Field())
        story.open.append(story.fields[-1])
    elif not story.open:
        story.faults.append(f"the mark {kind!r} stands outside a field")
    elif kind == "end":
        story.open.pop()
    elif story.open[-1].separated:
        story.faults.append(f"the field {story.open[-1].instruction.strip()!r} is separated twice")
    else:
        story.open[-1].separated = True


def bookmark_texts(root: etree._Element, names: set[str]) -> dict[str, str]:
    """The text that lies in each of the bookmarks `names`, on one line; those that are not there are left out."""
    texts: dict[str, list[str]] = {}
    open_names: dict[str, str] = {}
    for element in root.iter(w("bookmarkStart"), w("bookmarkEnd"), w("t"), w("tab"), w("br"), w("drawing")):
        if element.tag == w("bookmarkStart"):
            name = element.get(w("name"), "")
            if name in names and name not in texts:
                open_names[element.get(w("id"), "")] = name
                texts[name] = []
        elif element.tag == w("bookmarkEnd"):
            open_names.pop(element.get(w("id"), ""), None)
        elif open_names and not _is_gone(element):
            words = (element.text or "") if element.tag == w("t") else " "
            for name in open_names.values():
                texts[name].append(words)
    return {name: " ".join("".join(words).split()) for name, words in texts.items()}


def _is_gone(element: etree._Element) -> bool:
    return any(parent.tag in _GONE for parent in element.iterancestors())


def paragraph_text(paragraph: etree._Element) -> str:
    """What a paragraph shows, on one line: instructions and what tracked changes removed left out."""
    shown = (element for element in paragraph.iter(w("t"), w("tab"), w("br")) if not _is_gone(element))
    words = "".join((element.text or "") if element.tag == w("t") else " " for element in shown)
    return " ".join(words.split())


def style_of(paragraph: etree._Element) -> str:
    """Id of a paragraph's style; empty when it has the default one."""
    return value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
