"""The commands of the runner, by the name that the Makefile uses."""

from runner.commands import backup, bench, checks, run, smoke

COMMANDS = {
    "run": run.main,
    "smoke": smoke.main,
    "test": checks.test,
    "lint": checks.lint,
    "bench": bench.main,
    "backup": backup.backup,
    "restore": backup.restore,
    "demo-reset": backup.demo_reset,
    "messages": checks.messages,
    "pictures": checks.pictures,
    "lock": checks.lock,
}
