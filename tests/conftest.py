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
    "tests.plugins.memory",
    "tests.plugins.side_by_side",
)
