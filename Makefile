# Passerelle. Two commands are all a newcomer needs: make run, make test.
PYTHON = .venv/bin/python
export PYTHONDONTWRITEBYTECODE =
# Of two cores: a third process would only make the two slower.
JOBS ?= 2

.PHONY: run test check bench reset format locks help

help:
	@echo "make run     le portail, son ouvrier et le bac à sable / the portal, its worker, the sandbox"
	@echo "make test    toute la suite de tests / the whole test suite"
	@echo "make check   style, types, architecture, traductions / lint, types, contracts, translations"
	@echo "make bench   les mesures / the benchmarks"
	@echo "make reset   oublier les données locales / forget the local data"

run:
	@requirements/install run
	@exec $(PYTHON) manage.py serve

test:
	@requirements/install test
	@$(PYTHON) manage.py messages
	@$(PYTHON) -m pytest -n $(JOBS) --dist worksteal -q

check:
	@requirements/install check
	@$(PYTHON) manage.py messages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-cache
	.venv/bin/djlint templates --lint --quiet
	$(PYTHON) manage.py makemigrations --check --dry-run --verbosity 0
	$(PYTHON) manage.py messages --check
	$(PYTHON) manage.py proofread

bench:
	@requirements/install test
	$(PYTHON) -m bench $(CHAPTERS)

reset:
	rm -rf var/passerelle.sqlite3* var/sandbox.json var/mail var/media var/round-keys var/prepared

format:
	@requirements/install check
	$(PYTHON) -m ruff check --fix-only -q .
	$(PYTHON) -m ruff format .

# After changing the dependencies: one hash-locked set serves Python 3.11, 3.12 and 3.13.
UV = .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml
locks:
	@requirements/install run
	echo uv | .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url - -o requirements/uv.lock
	$(UV) -o requirements/run.lock
	$(UV) -c requirements/run.lock --group test -o requirements/test.lock
	$(UV) -c requirements/test.lock --group test --group check -o requirements/check.lock
