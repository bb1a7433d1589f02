#!/usr/bin/env bash
# Builds DMEDesk.app and a disk image on macOS. Needs Python 3.11 or newer.
#
# Never run by the developers so far: packaging/README.md has the checklist for the first who does.
# Signing and notarizing need an account of whoever publishes: set DMEDESK_SIGN_AS to its identity.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python3 -m venv build/venv
build/venv/bin/python -m pip install --quiet --no-deps --require-hashes --requirement packaging/requirements.txt
build/venv/bin/python packaging/build.py bundle wheel macos
