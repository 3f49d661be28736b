# The two commands of a fresh machine are `make site` and `make test`; everything else is for daily work.
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve lint lock bench bench-search bench-browser bench-press bench-duplicates clean

site: $(VENV)/.installed .casebook/fonts/.installed
	-$(BIN)/casebook compile
	-$(BIN)/casebook offprint
	$(BIN)/casebook build

# Free fonts for print, where the system has none; without root, into the library's own folder.
.casebook/fonts/.installed: tools/print-fonts.sh
	./tools/print-fonts.sh .casebook/fonts
	touch $@

test: $(VENV)/.installed .casebook/fonts/.installed
	./tools/system-packages.sh test
	$(MAKE) lint
	$(BIN)/pytest -q -n logical

lint: $(VENV)/.installed
	$(BIN)/ruff check plugins tests bench
	$(BIN)/ruff format --check plugins tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(VENV)/.installed
	$(BIN)/casebook serve

$(VENV)/.installed: requirements.txt pyproject.toml
	./tools/system-packages.sh site
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Pin every package with its hashes anew; needs pip-tools, which the project itself does not.
lock:
	pip-compile --quiet --all-extras --generate-hashes --strip-extras --allow-unsafe --no-annotate \
	  --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  -o requirements.txt pyproject.toml

# What search finds and costs, beside its peers; these are installed apart from the set-up.
# For less: make bench-search SEARCH="all --queries 100 --cases 3000".
SEARCH := all
bench-search: .venv-bench/.installed
	PYTHONPATH=tests .venv-bench/bin/python bench/search.py $(SEARCH)

# What an answer costs in Chromium, on a site that is built: make bench-browser SITE=site
SITE := site
bench-browser: .venv-bench/.installed
	PYTHONPATH=tests .venv-bench/bin/python bench/browser.py $(SITE)

# What a build costs, beside MkDocs with Material, Zensical and Hugo; most of an hour.
# For less: make bench BENCH="--sizes 300 3000 --alone".
bench: .venv-bench/.installed .casebook/fonts/.installed
	.venv-bench/bin/python bench/build.py $(BENCH)

# What a printed volume costs and is, beside mkdocs-to-pdf and mkdocs-print-site; needs chromium.
bench-press: .venv-bench/.installed .casebook/fonts/.installed
	PYTHONPATH=tests .venv-bench/bin/python bench/press.py $(BENCH)

# What the search for copied texts costs and finds among 20,000; fewer with BENCH="--count 2000".
bench-duplicates: $(VENV)/.installed
	$(BIN)/python bench/duplicates.py $(BENCH)

.venv-bench/.installed: requirements.txt bench/requirements.txt
	python3 -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) .venv-bench site site-intranet site-offline site-intranet-offline .site.* .pytest_cache .mypy_cache .ruff_cache
