# Two commands do everything: `make run` and `make test`. The rest is for those who look after it.
# make run     PORT=8001 LISTEN=0.0.0.0      make test T="tests/scoring -k rank"      make restore FILE=var/backups/...
PYTHON ?= $(shell command -v python3.11 || command -v python3)
RUNNER = @$(if $(PYTHON),,$(error Install python3.11 and python3.11-venv first))$(PYTHON) -m runner
export PORT LISTEN T A U FILE YES DATA_DIR

COMMANDS = run test lint smoke bench backup restore demo-reset messages pictures lock
.PHONY: help $(COMMANDS)

help:
	@sed -n '1,2s/^# //p' Makefile; echo "Commands: $(COMMANDS)."

$(COMMANDS):
	$(RUNNER) $@
