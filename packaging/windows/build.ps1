# Builds the bundle and the installer on Windows. Needs Python 3.11 or newer and NSIS 3 on the path.
#
#     powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
#
# Never run by the developers so far: packaging\README.md has the checklist for the first who does.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
python -m venv build\venv
build\venv\Scripts\python -m pip install --quiet --no-deps --require-hashes --requirement packaging\requirements.txt
if ($LASTEXITCODE) { exit $LASTEXITCODE }
build\venv\Scripts\python packaging\build.py bundle wheel windows
exit $LASTEXITCODE
