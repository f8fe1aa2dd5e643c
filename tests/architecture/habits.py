"""What is absent from this house on purpose."""

import ast
import re

from tests.architecture.ceilings import FUNCTIONS
from tests.architecture.graph import APPS, imports, room

NAMELESS = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "core.py", "mixins.py"}
SIGNALS = ("django.db.models.signals.", "django.dispatch.")
CLASS_VIEWS = ("django.views.generic", "django.views.View")
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"}
WRITELESS = {"views", "forms", "queries", "policies", "urls", "templatetags", "sentences", "tasks", "choices"}
CLOCK = {"now", "today", "utcnow", "localdate", "time_ns"}
# A day is `timezone.localdate(...)`: each of these takes it from the machine's clock, or from UTC's, for seven hours
# of every night that of yesterday.
OTHER_DAYS = {"today", "utcnow", "fromtimestamp", "utcfromtimestamp"}
DAY_PARTS = {"year", "month", "day"}
SQL_DAY = re.compile(r"\bcurrent_date\b|\b(?:now|clock_timestamp)\(\)\s*::\s*date\b|_at\s*::\s*date\b", re.IGNORECASE)
INLINE = (
    (re.compile(r"<style\b", re.IGNORECASE), "a style of its own"),
    (re.compile(r"\sstyle\s*=", re.IGNORECASE), "an inline style"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE), "an inline handler"),
    (re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE), "an inline script"),
    (re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE), "an address outside the portal"),
)
SILENCER = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>[^#]*)")
PROMISE = re.compile(r"#.*\b(?:[T]ODO|[F]IXME|[X]XX)\b")


def problems(source):
    """Yield a sentence for every habit that this house does without."""
    if source.name in NAMELESS:
        yield f"{source.path} has a name that says nothing: name it for its subject."
    yield from _comments(source)
    if source.app == "tests":
        yield from _mocks(source)
    if source.app in APPS:
        yield from _imports(source)
        yield from _code(source)
        yield from _days(source)


def template_problems(source):
    """Yield a sentence for what the content policy would block."""
    for pattern, what in INLINE:
        if pattern.search(source.text):
            yield f"{source.path} has {what}: the content policy refuses it."


def _comments(source):
    for number, line in enumerate(source.text.splitlines(), 1):
        silencer = SILENCER.search(line)
        if silencer and not re.match(r"[:\[].*-- \S", silencer["rest"]) and '"' not in line[: silencer.start()][-1:]:
            yield f"{source.path}:{number} silences a check without its code and reason (`# noqa: CODE -- why`)."
        if PROMISE.search(line):
            yield f"{source.path}:{number} promises something for later."


def _mocks(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _called(node) == "patch" and node.args:
            target = getattr(node.args[0], "value", "")
            if str(target).partition(".")[0] in APPS:
                yield f"{source.path}:{node.lineno} replaces {target}: only the world outside is mocked."


def _imports(source):
    for module, _ in imports(source):
        if module.startswith(SIGNALS):
            yield f"{source.path} imports {module}: no signals between our own apps."
        if module.startswith(CLASS_VIEWS):
            yield f"{source.path} imports {module}: views are functions."


def _code(source):
    here = room(source.parts[1]) if len(source.parts) > 1 else ""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            yield from _saving(source, node, here)
        elif isinstance(node, FUNCTIONS) and here == "actions":
            yield from _action(source, node)
        elif isinstance(node, ast.Call) and here in WRITELESS and _writes(node) and source.app != "scoring":
            yield f"{source.path}:{node.lineno} writes: only actions do."
        elif source.app == "scoring" and (what := _impure(node)):
            yield f"{source.path}:{node.lineno} uses {what}: scoring knows Decimal alone, and no clock."


def _days(source):
    for node in ast.walk(source.tree):
        if what := _other_day(node):
            yield f"{source.path}:{node.lineno} uses {what}: a day is timezone.localdate(...), that of Việt Nam."


def _other_day(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and (found := SQL_DAY.search(node.value)):
        return found[0]
    if isinstance(node, ast.Attribute) and node.attr in DAY_PARTS and isinstance(node.value, ast.Call):
        return f"now().{node.attr}" if _called(node.value) == "now" else None
    if not isinstance(node, ast.Call):
        return None
    called, whole = _called(node), ast.unparse(node.func)
    if called in OTHER_DAYS or whole.endswith("datetime.now"):
        return f"{whole}()"
    return ".date()" if called == "date" and not (node.args or node.keywords) else None


def _saving(source, node, here):
    if here in ("models", "forms") and any(isinstance(item, FUNCTIONS) and item.name == "save" for item in node.body):
        yield f"{source.path}: {node.name} overrides save(): what happens on a change is an action."


def _action(source, node):
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    if "request" in names or "request" in [argument.arg for argument in node.args.kwonlyargs]:
        yield f"{source.path}: {node.name}() sees a request: actions take values."
    if "by" in names and not node.name.startswith("_"):
        yield f"{source.path}: {node.name}() takes `by` by position: the actor is a keyword."


def _writes(node):
    called = _called(node)
    if called in WRITES:
        return True
    return called in ("create", "update", "delete") and "objects" in ast.unparse(node.func).split(".")


def _impure(node):
    if isinstance(node, ast.Name) and node.id in ("float", "open", "print"):
        return node.id
    if isinstance(node, ast.Call) and _called(node) in CLOCK:
        return "the clock"
    return None


def _called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
