# Two commands do everything: `make run` and `make test`. The rest is for those who look after it.
# make run     PORT=8001 LISTEN=0.0.0.0      make test T="tests/scoring -k rank"      make restore FILE=var/backups/...
# The first Python that is new enough and brings venv; else the first that starts, which says itself what is missing.
ifndef PYTHON
PYTHONS := python3.11 python3.12 python3.13 python3
ABLE := import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for p in $(PYTHONS); do "$$p" -c "$(ABLE)" && echo "$$p" && exit; done 2>/dev/null; \
	for p in $(PYTHONS); do "$$p" -c "" && echo "$$p" && exit; done 2>/dev/null)
endif
NO_PYTHON = Install Python 3.11 or newer with its venv module (Debian 12, Ubuntu 24.04 and newer: apt-get install \
	python3 python3-venv, as root), or name one: PYTHON=/path/to/python3
RUNNER = @$(if $(PYTHON),,$(error $(NO_PYTHON)))$(PYTHON) -m runner
export PORT LISTEN T A U FILE YES DATA_DIR

COMMANDS = run test lint smoke bench backup restore demo-reset messages pictures lock
.PHONY: help $(COMMANDS)

help:
	@sed -n '1,2s/^# //p' Makefile; echo "Commands: $(COMMANDS)."

$(COMMANDS):
	$(RUNNER) $@
