#!/usr/bin/env bash
# Build the program for this Linux and let it test itself: bundle.sh [FOLDER]
# FOLDER/dist/jixiao is the program then, FOLDER/selftest/result.json what it found. Needs `start.py prepare`.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-build/bundle}
mkdir -p "$work"
work=$(cd "$work" && pwd)

if ! command -v objcopy >/dev/null; then # PyInstaller puts the program together with it
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "objcopy is missing: install binutils, then run this again" >&2
    exit 1
  fi
  apt-get install -qq -y --no-install-recommends binutils || { apt-get update -qq && apt-get install -qq -y binutils; }
fi

.venv/bin/pyinstaller build.spec --noconfirm --log-level WARN --distpath "$work/dist" --workpath "$work/work"

rm -rf "$work/selftest"
# With an empty environment and elsewhere: nothing of .venv or of this folder may be needed.
if ! (cd / && env -i PATH=/usr/bin:/bin HOME="$work" LANG=C.UTF-8 "$work/dist/jixiao/jixiao" selftest "$work/selftest"); then
  cat "$work/selftest/result.json" || echo "the program left no result"
  exit 1
fi
echo "self test passed: $(grep -c '"result": "ok"' "$work/selftest/result.json") parts," \
  "$(du -sm "$work/dist/jixiao" | cut -f1) MB in $work/dist/jixiao"
