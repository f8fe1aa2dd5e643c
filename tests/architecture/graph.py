"""Which room may know which: the apps among themselves, and the rooms inside an app."""

import ast
import sys

# An app imports those on its line and no others; `ballots` comes with its own issue, and its place is kept.
APPS = {
    "audit": set(),
    "organisations": {"audit"},
    "accounts": {"audit", "organisations"},
    "ballots": {"audit", "organisations", "accounts", "scoring"},
    "clusters": {"audit", "organisations", "accounts", "ballots", "scoring"},
    "awards": {"audit", "organisations", "accounts", "ballots", "clusters", "scoring"},
    "reports": {"audit", "organisations", "accounts", "ballots", "clusters", "awards", "scoring"},
    "emulation_portal": {"audit", "organisations", "accounts", "ballots", "clusters", "awards", "reports", "scoring"},
    "scoring": set(),
}
# Around the house: they may use it, it never uses them.
AROUND = {"tests", "runner", "bench", "demo", "bin", "docs", "manage.py"}

# A module whose name is not a room's stands BESIDE the rooms: it may read, and every room may use it.
BESIDE = "beside"
READING = {"choices", "errors", "models", "queries", "policies", "sentences", BESIDE}
ROOMS = {
    "choices": {BESIDE},
    "errors": {"choices"},
    "models": {"choices", "errors", BESIDE},
    # The one way in which numbers are shown is a filter; a finding tells its numbers so.
    "queries": {"choices", "errors", "models", "templatetags", BESIDE},
    "policies": {"choices", "errors", "models", "queries", BESIDE},
    "sentences": {"choices", "errors", "models", "queries", "templatetags", BESIDE},
    "tasks": {"choices"},
    # A refusal carries its finished sentence.
    "actions": {"choices", "errors", "models", "queries", "sentences", "tasks", BESIDE},
    "forms": {"choices", "errors", "models", "queries", "sentences", BESIDE},
    "templatetags": READING,
    "views": READING | {"actions", "tasks", "forms", "templatetags"},
    "urls": {"views"},
    "admin": READING | {"actions", "forms"},
    "apps": READING,
    "management": READING | {"actions", "tasks"},
    BESIDE: READING | {"templatetags"},
}
# A task is a doorbell: it opens the door inside the function, so that nothing is loaded before it rings.
INSIDE_A_TASK = {"actions", "models", "choices", "errors", "queries"}
# What is an app's own: another app links to a page by its name, and never calls it.
PRIVATE = {"views", "urls", "admin", "management"}
ALIASES = {"url_patterns": "urls"}


def problems(source):
    """Yield a sentence for every import that goes against the plan."""
    if source.app in AROUND:
        return
    if source.app not in APPS:
        yield f"{source.path}: the plan in tests/architecture/graph.py knows no app {source.app}."
        return
    for module, at_top in imports(source):
        yield from _between_apps(source, module)
        if source.app not in ("emulation_portal", "scoring"):
            yield from _between_rooms(source, module, at_top)


def imports(source):
    """Yield every imported module with whether it is imported at the top of the file."""
    top = set(map(id, source.tree.body))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, id(node) in top) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from ((f"{base}.{name.name}", id(node) in top) for name in node.names)


def _base(source, node):
    if not node.level:
        return node.module
    package = source.parts[: len(source.parts) - node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _between_apps(source, module):
    app = module.partition(".")[0]
    if source.app == "scoring" and app != "scoring" and app not in sys.stdlib_module_names:
        yield f"{source.path} imports {app}: scoring is pure and knows the standard library alone."
    elif app in AROUND and (app != "bin"):
        yield f"{source.path} imports {app}, which stands around the house."
    elif app in APPS and app != source.app and app not in APPS[source.app]:
        yield f"{source.path} imports {module}: {source.app} must not know {app}."


def _between_rooms(source, module, at_top):
    app, _, rest = module.partition(".")
    if app not in APPS or app == "scoring" or not rest:
        return
    here, there = room(source.parts[1]), room(rest.partition(".")[0])
    if app != source.app:
        if there in PRIVATE:
            yield f"{source.path} imports {module}: the {there} of {app} are its own."
        return
    allowed = INSIDE_A_TASK if here == "tasks" and not at_top else ROOMS[here]
    if there != here and there not in allowed:
        yield f"{source.path} imports {module}: {here} must not know {there}."


def room(name):
    """Return the room that a file or folder of an app is."""
    name = name.removesuffix(".py")
    name = ALIASES.get(name, name)
    return name if name in ROOMS else BESIDE
