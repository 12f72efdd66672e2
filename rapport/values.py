"""Value classes, made quickly.

`dataclass(frozen=True, slots=True)` compiles six methods for each class. With a hundred classes that was a tenth of
the time a whole build takes, so `value_class` compiles one, `__init__`, and lets every class share the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value_class(cls: type[T]) -> type[T]:
    """`cls` as a frozen, slotted dataclass: equal and hashed by its fields, with `replace`, `fields` and `repr`.

    Defaults and `default_factory` are known; a value class has no `__post_init__` and inherits no fields.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    known = fields(made)  # type: ignore[arg-type]
    content = attrgetter(*(one.name for one in known)) if known else _nothing
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _initializer(known),
        "__eq__": _equality(content),
        "__hash__": _hash(content),
        "__repr__": _repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        # A copy is the value itself: the shared way would set its fields anew.
        "__copy__": _same,
        "__deepcopy__": _same,
    }
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _nothing(self: Any) -> tuple[()]:
    return ()


def _initializer(known: tuple[Field[Any], ...]) -> Callable[..., None]:
    scope: dict[str, Any] = {"put": object.__setattr__, "MISSING": MISSING}
    parameters, lines = ["self"], [" pass"]
    for one in known:
        name = given = one.name
        if one.default is not MISSING:
            scope[f"default_{name}"] = one.default
            parameters.append(f"{name}=default_{name}")
        elif one.default_factory is not MISSING:
            scope[f"make_{name}"] = one.default_factory
            parameters.append(f"{name}=MISSING")
            given = f"make_{name}() if {name} is MISSING else {name}"
        else:
            parameters.append(name)
        lines.append(f" put(self, {name!r}, {given})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines), scope)  # noqa: S102  names of our fields
    made: Callable[..., None] = scope["__init__"]
    return made


def _equality(content: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def equals(self: Any, other: object) -> bool:
        return content(self) == content(other) if type(other) is type(self) else NotImplemented

    return equals


def _hash(content: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash(content(self))

    return hashed


def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _same(self: T, *_memory: Any) -> T:
    return self


def _refuse(self: Any, name: str, *_given: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")
