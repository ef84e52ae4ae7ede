#!/usr/bin/env bash
# Checks the editor's extension: run_extension.sh PROGRAM, in apps/vscode.
set -euo pipefail
python3 generate_grammar.py --check
npm run --silent build
node check_extension.js "$1"
out="$(mktemp -d)"
trap 'rm -r "$out"' EXIT
python3 pack.py "$out/once.vsix" >/dev/null
python3 pack.py "$out/again.vsix" >/dev/null
cmp "$out/once.vsix" "$out/again.vsix"
