# A few words run everything; CI runs the same words.
PORT ?= 8000
export PORT

PY := .venv/bin/python

.PHONY: run test test-all check bench lock install install-to-run states pictures

install: ## Everything needed: Python packages, front-end packages, static files, a browser for tests
	@python3 lightbulb/bootstrap.py

install-to-run:
	@python3 lightbulb/bootstrap.py --to-run

run: install-to-run ## The whole service, with the demonstration county; PORT=8100 for another port
	@exec $(PY) -m lightbulb.run

test: install ## The suite: pages, rules, guards, then one journey per capability in a browser
	@$(PY) -m tests.suite

test-all: install ## Everything at full size: repetitions, races, kill tests, crawls
	@$(PY) -m tests.suite --all

check: install ## Format, lint, types, imports, migrations, generated pages, deployment files
	@$(PY) -m tests.check

bench: install ## The measured work beside its floors; ONLY=find,list for some, KEEP=yes to compare later runs with
	@$(PY) -m tests.bench $(if $(KEEP),--keep) $(ONLY)

states: install ## Draws the generated pages of docs/ again
	@$(PY) -m tests.guards.generated --write

pictures: install ## Pictures of every page at 1280 and 390 pixels, into var/pictures
	@$(PY) -m tests.browser.pictures

lock: ## Hash-locked requirements for Python 3.11 and later
	@python3 lightbulb/bootstrap.py --only-tools
	@$(PY) -m lightbulb.lock
