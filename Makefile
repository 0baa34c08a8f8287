# `make` lists what can be made. Needs Python 3.11 or later and nothing else: the rest goes into .venv.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve test check offline firefox links properdocs lock upgrade bench mutation clean

CRUCIBLE := .venv/bin/crucible
RUN := .venv/bin/python

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

site: ## Check the sources and build the site into site/
	@.ci/venv site
	@$(CRUCIBLE) build

serve: ## Preview on this machine; reloads when a source changes
	@.ci/venv site
	@$(CRUCIBLE) serve

test: ## Every test, also those in a real browser
	@.ci/venv dev
	@browser=$$($(RUN) tests/browser/install.py) && export CHROMIUM="$$browser" && \
	$(RUN) -m ruff check . && \
	$(RUN) -m pytest -n auto --dist worksteal

check: ## Say what is wrong in the sources, and where (FORMAT=text, github, json or sarif)
	@.ci/venv site
	@$(CRUCIBLE) check $(if $(FORMAT),--format $(FORMAT))

offline: ## The site as a zip that needs no network, into dist/
	@.ci/venv dev
	@$(CRUCIBLE) offline

firefox: ## The offline copy in Firefox too (needs firefox-esr or firefox)
	@.ci/venv dev
	@$(RUN) -m pytest tests/browser/firefox_offline.py

links: ## Visit the links that lead to other sites (needs the network)
	@.ci/venv site
	@$(CRUCIBLE) links

properdocs: ## Build with ProperDocs too, the successor of MkDocs 1, and compare
	@.ci/venv dev
	@$(CRUCIBLE) build
	@.venv/bin/properdocs build --quiet --site-dir build/properdocs
	@diff -r -I 'name="generator"' site build/properdocs
	@echo "ProperDocs builds the same site"

# A lock names packages and their hashes but no server: each machine asks the index that it is set up for.
COMPILE := UV_SYSTEM_CERTS=true $(RUN) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links

lock: ## Lock what requirements*.in name, and leave the other versions as they are
	@.ci/venv dev
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt

upgrade: COMPILE += --upgrade
upgrade: lock ## Lock the newest versions that requirements*.in allow

bench: ## Measure; the figures stand in tests/bench/README.md
	@.ci/venv dev
	@$(RUN) -m tests.bench

mutation: ## Plant mistakes in the sources and count those that are found
	@.ci/venv dev
	@$(RUN) -m tests.bench.mutation

clean: ## Remove all that was made here, the environment too
	@rm -rf .venv site dist build .cache .pytest_cache .ruff_cache .mypy_cache .hypothesis
