#!/usr/bin/env bash
# Checks the language for CodeMirror: run.sh PROGRAM, in web.
set -euo pipefail
python3 generate_table.py --check
# The samples are rules that hold, and the English one is the Danish one translated.
for language in da en; do
  "$1" lint "samples/reply.$language.regel" >/dev/null
  "$1" test "samples/reply.$language.regel" >/dev/null
done
"$1" translate samples/reply.da.regel --to en | diff - samples/reply.en.regel
out="$(mktemp -d)"
trap 'rm -r "$out"' EXIT
npx --no-install esbuild test/all.js --bundle --platform=node --format=cjs --log-level=warning --outfile="$out/all.cjs"
node "$out/all.cjs" "$1" "$(cd .. && pwd)"
