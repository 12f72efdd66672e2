"""Who takes part and is not heard of."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Finding, Place
from .subject import Subject


def units_left_out(subject: Subject) -> Iterator[Finding]:
    """A reporting unit whose name stands nowhere in the documents; says nothing where the units are not known."""
    if not subject.units or not subject.documents:
        return
    text = "\n".join(passage.text for passage in subject.passages)
    for name in subject.units:
        if name not in text:
            yield Finding(
                f"{name} nämns ingenstans: ta med ett exempel eller säg varför enheten inte är med.",
                Place(subject.documents[0].name),
                name,
            )
