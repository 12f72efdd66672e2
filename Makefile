# Every target sets up what it needs: a virtual environment with locked, hashed dependencies.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := build/demo

.PHONY: help demo test proof bench lint types check run debug lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) tools/setup_venv.py $(VENV) requirements.lock
	@touch $@

demo: $(STAMP) ## Build the report of the example assignment on a copy of it
	@rm -rf $(DEMO)
	@mkdir -p build
	@$(BIN)/rapport init --example $(DEMO)
	@$(BIN)/rapport -C $(DEMO) build
	@echo "Öppna skärmarna med: make run"

test: $(STAMP) ## Run all tests
	@$(BIN)/python tools/fetch_checkers.py || true
	@$(BIN)/python -m pytest -n 2 -m "not proof" $(ARGS)

proof: $(STAMP) ## Run the full-size campaigns (long)
	@$(BIN)/python tools/fetch_checkers.py || true
	@RAPPORT_PROOF=1 $(BIN)/python -m pytest -m "proof or hypothesis" --timeout 3600 --durations 20 $(ARGS)

bench: $(STAMP) ## Measure against peers, in ratios
	@$(BIN)/python -m bench $(ARGS)

lint: $(STAMP) ## Check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(STAMP) ## Check types
	@$(BIN)/mypy

check: lint types test ## All that CI runs

run: $(STAMP) ## Open the screens on a copy of the example assignment
	@test -d $(DEMO) || $(BIN)/rapport init --example $(DEMO)
	@$(BIN)/rapport -C $(DEMO) $(ARGS)

debug: $(STAMP) ## Open the screens with Textual's development console (run `.venv/bin/textual console` beside it)
	@test -d $(DEMO) || $(BIN)/rapport init --example $(DEMO)
	@RAPPORT_DEBUG=1 $(BIN)/rapport -C $(DEMO) $(ARGS)

lock: $(STAMP) ## Resolve the dependencies anew, with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --group dev pyproject.toml -o requirements.lock

clean: ## Remove what was built and installed
	@rm -rf $(VENV) build dist node_modules .mypy_cache .ruff_cache
