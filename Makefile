# `make help` lists the targets. Nothing needs to be installed or activated first but Python 3.11 or later.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
PY := $(ROOT)scripts/python
BIN := $(ROOT).venv/bin
export PYTHON

.PHONY: help run test check bench screenshots messages wheel lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(ROOT)Makefile

run: ## Set up, then serve on http://127.0.0.1:8000 (HOST=, PORT=, WORKERS=)
	@$(PY) $(ROOT)scripts/prepare.py run && exec $(PY) $(ROOT)scripts/run.py

test: ## The whole suite: SQLite, PostgreSQL, a real browser (ARGS= for pytest)
	@$(PY) $(ROOT)scripts/prepare.py test && cd $(ROOT) && $(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

check: ## Lint, types, import rules and the quick tests, in under a minute
	@$(PY) $(ROOT)scripts/prepare.py check && $(PY) $(ROOT)scripts/check.py quick

bench: ## Measure speed: each figure with its floor and ratio (ARGS=)
	@$(PY) $(ROOT)scripts/prepare.py test && cd $(ROOT) && PYTHONPATH=scripts $(BIN)/python -m benchmarks.run $(ARGS)

screenshots: ## Take the README's pictures into docs/images/
	@$(PY) $(ROOT)scripts/prepare.py browse && cd $(ROOT) && $(BIN)/python scripts/screenshots.py $(ARGS)

messages: ## Gather the texts that people read, for translators (NEW=fr begins a language)
	@$(PY) $(ROOT)scripts/prepare.py run && $(BIN)/python $(ROOT)scripts/messages.py update $(NEW)

wheel: ## Build the wheel and the sdist into dist/
	@$(PY) $(ROOT)scripts/prepare.py run && cd $(ROOT) && $(BIN)/python -m hatchling build

lock: ## Pin every requirement with hashes (UPGRADE=1 for the newest releases)
	@$(PY) $(ROOT)scripts/lock.py

clean: ## Remove what make has made (not instance/, where your data is)
	@cd $(ROOT) && rm -rf .venv node_modules static/vendor static/vendor.new dist build \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache \
		factcheck/translations/*/LC_MESSAGES/*.mo
