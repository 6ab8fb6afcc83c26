# Lintas: every command a newcomer needs. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check bench format lock words clean

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
export PYTHONPATH := src:.

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/run.ready: requirements/run.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.ready: requirements/run.txt requirements/dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ .venv/run.ready

run: .venv/run.ready ## set up and start the demonstration (PORT, LINTAS_DATA)
	@$(BIN)/python tools/words.py compile
	@LINTAS_DEMO=1 $(BIN)/python manage.py demo run

test: .venv/dev.ready ## every test, on SQLite and on PostgreSQL, in a real browser
	@$(BIN)/python tools/test.py $(ONLY)

check: .venv/dev.ready ## lint, types, import contracts, words, services
	@$(BIN)/python tools/check.py

bench: .venv/dev.ready ## list the benchmarks; NAME=journal runs one
	@$(BIN)/python tools/bench.py $(NAME)

format: .venv/dev.ready ## lay out the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

words: .venv/dev.ready ## bring the English catalogues up to date with the pages
	@$(BIN)/python tools/words.py update

lock: ## lock the dependencies anew, with hashes (needs uv)
	@for set in run dev; do uv pip compile requirements/$$set.in --quiet --universal --python-version 3.11 \
	  --no-emit-index-url --generate-hashes --no-header --output-file requirements/$$set.txt; done

clean: ## remove what was set up and the demonstration's data
	@rm -rf .venv var
