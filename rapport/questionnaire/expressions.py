"""Expressions of `when`, `required`, `checks` and computed columns: total, typed and three-valued.

The grammar is the arithmetic and logic of Python, read with the standard library's `ast` and never compiled. A blank
answer is unknown (None); unknown spreads through arithmetic and comparisons and obeys Kleene's logic in `and`, `or`,
`not`. Functions: `answered(x)`, `blank(x)`, `count(x)`, `sum(x, …)`, `min`, `max`, `all(xs)`, `any(xs)`,
`words(text)`. Numbers are exact decimals. Nothing raises while evaluating: what cannot be computed (division by
zero) is unknown.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rapport.text import count_words, nearest

Value = Any
"""Decimal, str, bool, list of these, or None for unknown."""
Types = Mapping[str, str]
"""The type of each name: `number`, `text`, `list`, `numbers` (list), `texts` (list), `items`, `group`."""
Lookup = Callable[[str], Value]
"""Gives the value of a dotted name."""

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS = {
    "answered": "bool",
    "blank": "bool",
    "count": "number",
    "sum": "number",
    "min": "number",
    "max": "number",
    "all": "bool",
    "any": "bool",
    "words": "number",
}
_MAX_DEPTH = 80
_CONSTANTS = {"true": True, "false": False, "True": True, "False": False}


class ExpressionError(ValueError):
    """An expression that cannot be read; the message is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression."""

    source: str
    """As written."""
    tree: ast.expr
    """The syntax tree; only of nodes that `evaluate` knows."""

    def evaluate(self, lookup: Lookup) -> Value:
        """The value; None when it is unknown. Never raises for any answers."""
        return _evaluate(self.tree, lookup)

    def holds(self, lookup: Lookup) -> bool | None:
        """True, False, or None when unknown."""
        value = self.evaluate(lookup)
        return value if isinstance(value, bool) else None


def parse_expression(source: str, types: Types, wanted: str = "") -> Expression:
    """Read an expression whose names must all be in `types`, and whose type must be `wanted` when that is given.

    Raises `ExpressionError`.
    """
    if len(source) > 500:
        raise ExpressionError("Uttrycket är längre än 500 tecken.")
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(f"Uttrycket ”{source}” går inte att läsa.") from error
    _bound_depth(tree)
    if wanted:
        _expect(tree, types, wanted)
    else:
        _infer(tree, types)
    return Expression(source, tree)


def _bound_depth(tree: ast.expr) -> None:
    """Refuse what is nested so deeply that walking it could exhaust the stack."""
    level: list[ast.AST] = [tree]
    for _ in range(_MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise ExpressionError("Uttrycket är för djupt nästlat.")


def names(tree: ast.expr) -> list[str]:
    """Dotted names in the order they stand."""
    found = []
    if isinstance(tree, (ast.Name, ast.Attribute)):
        dotted = _dotted(tree)
        return [dotted] if dotted not in _CONSTANTS else []
    if isinstance(tree, ast.Call):
        return [name for argument in tree.args for name in names(argument)]
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.expr):
            found += names(child)
    return found


# --------------------------------------------------------------------------- types


def _infer(tree: ast.expr, types: Types) -> str:
    """The type of `tree`; raises `ExpressionError` where it has none."""
    handler = _INFER.get(type(tree))
    if handler is None:
        raise ExpressionError(f"”{ast.unparse(tree)}” kan inte användas i ett uttryck.")
    return handler(tree, types)


def _infer_constant(tree: ast.Constant, types: Types) -> str:
    if isinstance(tree.value, bool):
        return "bool"
    if isinstance(tree.value, (int, float)) and Decimal(str(tree.value)).is_finite():
        return "number"
    if isinstance(tree.value, str):
        return "text"
    raise ExpressionError(f"”{ast.unparse(tree)}” är varken tal, text eller sant/falskt.")


def _infer_name(tree: ast.Name | ast.Attribute, types: Types) -> str:
    name = _dotted(tree)
    if name in _CONSTANTS:
        return "bool"
    if name not in types:
        near = nearest(name, types)
        raise ExpressionError(f"”{name}” finns inte bland frågorna." + (f" Menade du ”{near}”?" if near else ""))
    return types[name]


def _infer_bool(tree: ast.BoolOp, types: Types) -> str:
    for value in tree.values:
        _expect(value, types, "bool")
    return "bool"


def _infer_unary(tree: ast.UnaryOp, types: Types) -> str:
    if isinstance(tree.op, ast.Not):
        _expect(tree.operand, types, "bool")
        return "bool"
    if isinstance(tree.op, ast.Invert):
        raise ExpressionError(f"Räknesättet i ”{ast.unparse(tree)}” finns inte.")
    _expect(tree.operand, types, "number")
    return "number"


def _infer_binary(tree: ast.BinOp, types: Types) -> str:
    if type(tree.op) not in _ARITHMETIC:
        raise ExpressionError(f"Räknesättet i ”{ast.unparse(tree)}” finns inte.")
    _expect(tree.left, types, "number")
    _expect(tree.right, types, "number")
    return "number"


def _infer_compare(tree: ast.Compare, types: Types) -> str:
    if len(tree.ops) != 1:
        raise ExpressionError(f"Dela upp jämförelsen ”{ast.unparse(tree)}” med ”and”.")
    left, right = _infer(tree.left, types), _infer(tree.comparators[0], types)
    if isinstance(tree.ops[0], (ast.In, ast.NotIn)):
        if right not in ("texts", "list") and not isinstance(tree.comparators[0], ast.List):
            raise ExpressionError(f"Till höger om ”in” i ”{ast.unparse(tree)}” ska det stå en lista.")
        _expect(tree.left, types, "text")
        return "bool"
    if type(tree.ops[0]) not in _COMPARE:
        raise ExpressionError(f"Jämförelsen i ”{ast.unparse(tree)}” finns inte.")
    if left == "numbers" and right == "number":
        return "bools"
    if left != right or left not in ("number", "text", "bool"):
        raise ExpressionError(f"”{ast.unparse(tree)}” jämför värden av olika slag.")
    return "bool"


def _infer_list(tree: ast.List, types: Types) -> str:
    for value in tree.elts:
        _expect(value, types, "text")
    return "texts"


def _infer_call(tree: ast.Call, types: Types) -> str:
    name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)
    if name not in _FUNCTIONS or tree.keywords or not tree.args:
        near = nearest(name, _FUNCTIONS)
        raise ExpressionError(f"Funktionen ”{name}” finns inte." + (f" Menade du ”{near}”?" if near else ""))
    given = [_infer(argument, types) for argument in tree.args]
    if not _accepts(name, given):
        raise ExpressionError(f"Funktionen ”{name}” kan inte användas så i ”{ast.unparse(tree)}”.")
    return _FUNCTIONS[name]


def _accepts(name: str, given: list[str]) -> bool:
    """Whether function `name` takes arguments of these types."""
    if name in ("sum", "min", "max"):
        return all(kind in ("number", "numbers") for kind in given)
    if len(given) != 1:
        return False
    if name in ("all", "any"):
        return given[0] == "bools"
    if name == "count":
        return given[0] in ("items", "texts", "numbers", "group")
    return name != "words" or given[0] == "text"


def _expect(tree: ast.expr, types: Types, wanted: str) -> None:
    found = _infer(tree, types)
    if found != wanted:
        word = {"bool": "sant eller falskt", "number": "ett tal", "text": "en text"}[wanted]
        raise ExpressionError(f"”{ast.unparse(tree)}” ska vara {word}.")


_INFER: dict[type[ast.expr], Callable[[Any, Types], str]] = {
    ast.Constant: _infer_constant,
    ast.Name: _infer_name,
    ast.Attribute: _infer_name,
    ast.BoolOp: _infer_bool,
    ast.UnaryOp: _infer_unary,
    ast.BinOp: _infer_binary,
    ast.Compare: _infer_compare,
    ast.List: _infer_list,
    ast.Call: _infer_call,
}


def _dotted(tree: ast.expr) -> str:
    if isinstance(tree, ast.Name):
        return tree.id
    if isinstance(tree, ast.Attribute):
        return f"{_dotted(tree.value)}.{tree.attr}"
    raise ExpressionError(f"”{ast.unparse(tree)}” är inget namn på en fråga.")


# --------------------------------------------------------------------------- values


def _evaluate(tree: ast.expr, lookup: Lookup) -> Value:
    return _EVALUATE[type(tree)](tree, lookup)


def _constant(tree: ast.Constant, lookup: Lookup) -> Value:
    value = tree.value
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _name(tree: ast.Name | ast.Attribute, lookup: Lookup) -> Value:
    name = _dotted(tree)
    return _CONSTANTS[name] if name in _CONSTANTS else lookup(name)


def _logic(tree: ast.BoolOp, lookup: Lookup) -> Value:
    decisive = isinstance(tree.op, ast.Or)
    values = [_evaluate(value, lookup) for value in tree.values]
    if any(value is decisive for value in values):
        return decisive
    return None if any(value is None for value in values) else not decisive


def _unary(tree: ast.UnaryOp, lookup: Lookup) -> Value:
    value = _evaluate(tree.operand, lookup)
    if value is None:
        return None
    if isinstance(tree.op, ast.Not):
        return not value
    return -value if isinstance(tree.op, ast.USub) else value


def _binary(tree: ast.BinOp, lookup: Lookup) -> Value:
    left, right = _evaluate(tree.left, lookup), _evaluate(tree.right, lookup)
    if left is None or right is None:
        return None
    try:
        return _ARITHMETIC[type(tree.op)](left, right)
    except ArithmeticError:
        return None


def _compare(tree: ast.Compare, lookup: Lookup) -> Value:
    left, right = _evaluate(tree.left, lookup), _evaluate(tree.comparators[0], lookup)
    kind = tree.ops[0]
    if isinstance(left, list):
        return [None if item is None or right is None else _COMPARE[type(kind)](item, right) for item in left]
    if left is None or right is None:
        return None
    if isinstance(kind, (ast.In, ast.NotIn)):
        return (left in right) is isinstance(kind, ast.In)
    return _COMPARE[type(kind)](left, right)


def _list(tree: ast.List, lookup: Lookup) -> Value:
    return [_evaluate(value, lookup) for value in tree.elts]


def _call(tree: ast.Call, lookup: Lookup) -> Value:
    name = tree.func.id if isinstance(tree.func, ast.Name) else ""
    values = [_evaluate(argument, lookup) for argument in tree.args]
    return _CALL[name](values)


def _flat(values: list[Value]) -> list[Decimal]:
    """Known numbers among values and lists of values: blanks are skipped."""
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if item is not None]


def _is_blank(value: Value) -> bool:
    if isinstance(value, list):
        return all(item is None for item in value)
    return value is None or value == ""


def _is_answered(value: Value) -> bool:
    if isinstance(value, list):
        return bool(value) and all(item is not None for item in value)
    return not _is_blank(value)


def _quantify(values: list[Value], decisive: bool) -> Value:
    items = values[0] or []
    if any(item is decisive for item in items):
        return decisive
    return None if any(item is None for item in items) else not decisive


_CALL: dict[str, Callable[[list[Value]], Value]] = {
    "answered": lambda values: _is_answered(values[0]),
    "blank": lambda values: _is_blank(values[0]),
    "count": lambda values: Decimal(sum(1 for item in values[0] or [] if item is not None)),
    "sum": lambda values: sum(_flat(values), Decimal(0)) if _flat(values) else None,
    "min": lambda values: min(_flat(values), default=None),
    "max": lambda values: max(_flat(values), default=None),
    "all": lambda values: _quantify(values, decisive=False),
    "any": lambda values: _quantify(values, decisive=True),
    "words": lambda values: None if values[0] is None else Decimal(count_words(values[0])),
}
_EVALUATE: dict[type[ast.expr], Callable[[Any, Lookup], Value]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _name,
    ast.BoolOp: _logic,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.List: _list,
    ast.Call: _call,
}
