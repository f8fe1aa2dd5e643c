"""How long a file and a function may become before they are split by noun."""

import ast

from tests.architecture.graph import APPS, room

FILE, FUNCTION, NESTING, PARAMETERS, PAGE, FRAGMENT = 300, 40, 3, 5, 150, 60
# What a test expects is often a table, and its cases stand beside one another.
TEST_FILE, TEST = 500, 60
ROOM_CEILINGS = {
    "choices": 200,
    "errors": 60,
    "models": 200,
    "queries": 200,
    "policies": 200,
    "actions": 250,
    "tasks": 100,
    "forms": 200,
    "views": 250,
    "urls": 100,
    "admin": 120,
    "apps": 120,
    "management": 120,
}
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def problems(source):
    """Yield a sentence for whatever stands higher than its ceiling."""
    ceiling = _ceiling(source)
    if source.lines > ceiling:
        yield f"{source.path} has {source.lines} lines; its ceiling is {ceiling}: split it by noun."
    if source.name.endswith(".html"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, FUNCTIONS):
            yield from _function(source, node)


def _ceiling(source):
    if source.name.endswith(".html"):
        return FRAGMENT if source.name.startswith("_") else PAGE
    if source.app == "tests":
        return TEST_FILE
    inside_an_app = source.app in APPS and source.app != "scoring" and len(source.parts) > 1
    return ROOM_CEILINGS.get(room(source.parts[1]), FILE) if inside_an_app else FILE


def _function(source, node):
    where = f"{source.path}: {node.name}()"
    length = node.end_lineno - node.lineno + 1
    ceiling = TEST if source.app == "tests" else FUNCTION
    if length > ceiling:
        yield f"{where} has {length} lines; the ceiling is {ceiling}."
    if (depth := _depth(node.body)) > NESTING:
        yield f"{where} is nested {depth} deep; the ceiling is {NESTING}."
    if source.app == "tests":  # a test names its fixtures, as many as its world has
        return
    # An option by keyword with a default need not be thought of at the call.
    asked = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    every = [*node.args.posonlyargs, *node.args.args, *(argument for argument, default in asked if default is None)]
    given = [argument for argument in every if argument.arg not in ("self", "cls", "by")]
    if len(given) > PARAMETERS:
        yield f"{where} takes {len(given)} parameters; the ceiling is {PARAMETERS}, and `by`."


def _depth(body):
    return max((_depth_of(node) for node in body), default=0)


def _depth_of(node):
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return 0
    branches = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
    branches += [part.body for part in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]]
    if not isinstance(node, BLOCKS):
        return 0
    # `elif` reads as one row of branches, though the parser nests it.
    row = isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    if row:
        return max(1 + _depth(node.body), _depth_of(node.orelse[0]))
    return 1 + max(_depth(branch) for branch in branches)
