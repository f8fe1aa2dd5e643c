"""What every test may ask for; each plugin holds one kind of fixture."""

pytest_plugins = (
    "tests.plugins.cast",
    "tests.plugins.database",
    "tests.plugins.season",
    "tests.plugins.words",
    "tests.plugins.logs",
    "tests.plugins.browser",
    "tests.plugins.axe",
    "tests.plugins.worker",
    "tests.plugins.demo",
)


def pytest_collection_modifyitems(items):
    """Begin with the module that takes longest, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != "test_query_counts.py")
