"""Value classes behave as frozen, slotted dataclasses do."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from rapport.values import value_class


@value_class
class Point:
    """A value."""

    x: int
    """Across."""
    y: int = 2
    """Up."""
    seen: list[str] = field(default_factory=list, repr=False)
    """By whom."""


@value_class
class Other:
    """The same fields, another class."""

    x: int
    """Across."""
    y: int = 2
    """Up."""


@value_class
class Empty:
    """No fields."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What a value class is measured by."""

    x: int
    y: int = 2


def test_values_with_equal_fields_are_equal_within_their_class():
    """Another class with the same fields is another value."""
    assert Point(1) == Point(x=1, y=2)
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Empty() == Empty()
    assert len({Empty(), Empty(), Other(1), Other(1, 2), Other(1, 3)}) == 3


def test_a_value_never_changes():
    """No field is set or deleted, and there is no room for more."""
    point = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: delattr(point, "x"), lambda: setattr(point, "z", 1)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert not hasattr(point, "__dict__")
    assert deepcopy(point) == point


def test_each_value_gets_a_default_of_its_own():
    """What `default_factory` makes is not shared."""
    assert Point(1).seen is not Point(1).seen


def test_the_tools_for_dataclasses_work():
    """`replace`, `fields`, patterns and `repr` as for a dataclass."""
    assert replace(Point(1), y=5) == Point(1, 5)
    assert [one.name for one in fields(Point)] == ["x", "y", "seen"]
    assert repr(Other(1)) == repr(Plain(1)).replace("Plain", "Other")
    assert Point.__match_args__ == ("x", "y", "seen")


def test_a_missing_or_unknown_field_is_a_type_error():
    """As for any function."""
    with pytest.raises(TypeError):
        Point()
    with pytest.raises(TypeError):
        Point(1, z=1)
