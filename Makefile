# make setup   the program and its tools, into .venv (quick the second time)
# make run     a demo shop: import, post last month, say where the invoices are; its window,
#              where there is a screen
# make test    every test, and the rate engine's coverage
# make lint    style, types, floors and rooms
# make bench   the speed of the rate engine, of a month and of its papers, against the bare work
# make package     bundle, wheel, Debian package (and whether the Windows installer compiles)
# make kill-test   a month's posting killed at 200 instants (20 of them in make test), a batch's close at 100
#
# Another Python:  make setup PYTHON=/path/to/python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# What Qt needs of a bare Debian: without a screen, and for a window.
QT_LIBRARIES := libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 \
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
    libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0

# What holds the rate engine at every branch: counting branches slows every test by a quarter.
RATE_TESTS := tests/rates tests/documents tests/properties/test_rates.py \
    tests/billing/rules/test_direct_service.py

# What stands in windows, in two halves; a big pile of scans is read without one.
DESK_TESTS := tests/gui tests/desk
PAGE_TESTS := tests/widgets $(wildcard tests/*/screens) \
    --ignore tests/deliveries/screens/test_intake.py
ON_A_SCREEN := xvfb-run --auto-servernum --server-num

.PHONY: setup run test test-windows test-desk-windows test-page-windows lint bench bench-start bundle-test kill-test package

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "DMEDesk needs Python 3.11 or newer, and '$(PYTHON)' is not one." \
	         "Say where one is: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@! command -v apt-get >/dev/null || dpkg -s $(QT_LIBRARIES) >/dev/null 2>&1 || { \
	    test "$$(id -u)" = 0 && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(QT_LIBRARIES) >/dev/null; } || \
	    echo "Windows on a screen may need these packages: $(QT_LIBRARIES)" >&2
	@$(BIN)/python -c 'import PySide6.QtPdfWidgets, PySide6.QtPrintSupport' || { \
	    echo "Qt needs these packages of the system: $(QT_LIBRARIES)" >&2; exit 1; }
	@touch $(STAMP)

run: $(STAMP)
	$(BIN)/dmedesk demo --out out --window
	@test -z "$${DISPLAY:-$$WAYLAND_DISPLAY}" || $(BIN)/dmedesk --database out/demo.dmedesk

test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses auto --cov dmedesk.rates --cov-fail-under 100 $(RATE_TESTS)
	$(BIN)/python -m pytest --numprocesses auto $(addprefix --ignore=,$(RATE_TESTS))

# Each half on a screen of its own: windows on one screen would take the keyboard from each other.
test-windows: $(STAMP)
	@command -v xvfb-run >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq xvfb xauth >/dev/null; }
	$(MAKE) --jobs 2 --output-sync=target test-desk-windows test-page-windows

test-desk-windows: $(STAMP)
	QT_QPA_PLATFORM=xcb $(ON_A_SCREEN) 100 $(BIN)/python -m pytest $(DESK_TESTS)

test-page-windows: $(STAMP)
	QT_QPA_PLATFORM=xcb $(ON_A_SCREEN) 200 $(BIN)/python -m pytest $(PAGE_TESTS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks

# The installed program's start against a bare window's, both frozen in the same way.
bench-start: $(STAMP) build/venv/.set-up
	build/venv/bin/python packaging/build.py start
	$(BIN)/python -m tests.benchmarks.start build/start

# What is shipped, made and tried on this computer.
bundle-test: build/venv/.set-up
	build/venv/bin/python packaging/build.py bundle
	QT_QPA_PLATFORM=offscreen build/dist/dmedesk/dmedesk self-test

kill-test: $(STAMP)
	DMEDESK_KILLS=200 $(BIN)/python -m pytest tests/flows/test_killed_anywhere.py tests/flows/test_batch_killed_anywhere.py

# Into build/packages, by a Python of their own that has nothing of the tests.
package: build/venv/.set-up
	build/venv/bin/python packaging/build.py bundle wheel deb installer-check

build/venv/.set-up: packaging/requirements.txt
	$(PYTHON) -m venv build/venv
	build/venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
	    --require-hashes --requirement packaging/requirements.txt
	@touch $@
