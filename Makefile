# Everything a newcomer needs: `make demo` and `make test`. `make` alone lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
RELEASE := .build/release/corridor
# The command that the suites try: the one that CORRIDOR names in the environment, else one for debugging.
COMMAND := $(if $(CORRIDOR),@test -x "$(CORRIDOR)",$(SWIFT) build --product corridor)
STATIC := -c release --static-swift-stdlib
SOURCES := Package.swift Plugins Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

.PHONY: help setup build demo test test-slurm test-browser fuzz pictures workloads format lint export goldens install uninstall clean

help: ## list these targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs and the machine lacks
	@scripts/setup.sh

build: setup ## build the release command
	$(SWIFT) build $(STATIC) --product corridor

demo: build ## set up, build, compare the corridors of the bundled study, write Exports/
	@scripts/demo.sh $(RELEASE)

test: setup ## set up what is missing and run all tests (CORRIDOR=FILE tries that command)
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest

test-slurm: setup ## try the job array on a Slurm of this machine, set up and taken down for it
	@scripts/setup.sh slurm
	$(COMMAND)
	@CORRIDOR="$${CORRIDOR:-$$PWD/.build/debug/corridor}" scripts/slurm/test.sh

fuzz: setup ## fuzz the GeoJSON reader, converter and linter for a minute
	@scripts/fuzz.sh 60

test-browser: setup ## try the map page in a headless Chromium, installed for it where it is missing
	@scripts/setup.sh browser
	$(COMMAND)
	@CORRIDOR="$${CORRIDOR:-$$PWD/.build/debug/corridor}" python3 -B -m unittest discover -s Tests/Browser

pictures: build ## draw the pictures of README and docs/ again
	@scripts/setup.sh pictures
	@scripts/docs/pictures.sh $(RELEASE)

workloads: setup ## build the benchmark workloads for x86-64-v3 into Benchmarks/.build/release/
	$(SWIFT) build -c release -Xcc -march=x86-64-v3 --package-path Benchmarks --product corridor-workloads

lint: ## check the format of every Swift file
	@scripts/setup.sh swift
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## rewrite every Swift file in the project's format
	@scripts/setup.sh swift
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

export: build ## write Exports/ again from Geo/
	$(RELEASE) export Exports
	$(RELEASE) report gas:vladivostok-seoul -o Exports/report.html

goldens: setup ## record the golden files again (the tests then fail once, so that nobody overlooks it)
	RECORD_GOLDENS=1 $(SWIFT) test --disable-xctest --filter Golden

install: build ## install the command, its completions, manual pages and the study under PREFIX (/usr/local)
	@scripts/install.sh "$(RELEASE)" "$(DESTDIR)$(PREFIX)"

uninstall: ## remove what install put under PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/corridor"
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/corridor"
	rm -f "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_corridor"
	rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/corridor.fish"
	rm -f "$(DESTDIR)$(PREFIX)/share/man/man1/corridor.1" "$(DESTDIR)$(PREFIX)"/share/man/man1/corridor-*.1
	rm -rf "$(DESTDIR)$(PREFIX)/share/corridor"

clean: ## remove everything that was built
	rm -rf .build
