#!/usr/bin/env bash
# Build the Windows program on Linux under wine and let it test itself: build_exe.sh FOLDER
#   FOLDER/python   Windows Python        FOLDER/dist/jixiao   the program
#   FOLDER/wine     wine's own folder     FOLDER/selftest      what the program's self test left
# INSTALLER=1 makes FOLDER/jixiao-setup.exe too. What is needed: packaging/README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
work=$(cd "$1" && pwd)
pip=$root/.venv/bin/pip

export WINEPREFIX=$work/wine
# shellcheck source=wine.sh
source "$here/wine.sh"
[ -e "$work/python/python.exe" ] || "$here/make_python.sh" "$work/python" "$pip"
[ -e "$WINEPREFIX/drive_c/windows/system32/mscms.dll.ready" ] || {
  prepare_wine "$pip"
  touch "$WINEPREFIX/drive_c/windows/system32/mscms.dll.ready"
}

cd "$root"
in_wine "$work/python/python.exe" -m PyInstaller build.spec --noconfirm --log-level WARN \
  --distpath "Z:$work/dist" --workpath "Z:$work/build"
in_wine "$work/python/python.exe" "$here/check_dlls.py" "Z:$work/dist/jixiao"

rm -rf "$work/selftest"
# The program has no console: its exit code and result.json speak for it.
if xvfb-run -a bash -c "source '$here/wine.sh'; in_wine '$work/dist/jixiao/jixiao.exe' selftest 'Z:$work/selftest'"; then
  echo "self test passed: $work/selftest/result.json"
else
  cat "$work/selftest/result.json" || echo "the program left no result"
  exit 1
fi

if [ "${INSTALLER:-0}" = 1 ]; then
  version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
  makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DSOURCE=$work/dist/jixiao" \
    "-DICON=$root/resources/icons/jixiao.ico" "-DOUT=$work/jixiao-setup.exe" "$here/installer.nsi"
fi
