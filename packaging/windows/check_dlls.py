"""Tell which DLLs the built program asks for that neither it nor Windows 10 (1809) brings: check_dlls.py FOLDER.

wine is more forgiving than Windows about what is there, so a program that runs under it may still lack a DLL.
"""

# ruff: noqa: INP001, T201 - a script, no part of a package; it prints for its caller

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

# Part of every Windows 10; the api-ms-win-… names are its API sets. icuuc is there since 1703.
WINDOWS = set(
    """
    advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 cryptbase d2d1 d3d11 d3d12 d3d9
    dbghelp dcomp dnsapi dwmapi dwrite dxcore dxgi gdi32 hid icuuc imm32 iphlpapi kernel32 mpr mscms msvcrt
    ncrypt netapi32 ntdll ole32 oleaut32 opengl32 powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32
    shlwapi ucrtbase uiautomationcore user32 userenv uxtheme version winhttp winmm winspool.drv wintrust ws2_32 wtsapi32
    """.split()  # noqa: SIM905 - fifty quoted names read worse
)


def imported(path: Path) -> Iterator[str]:
    """Yield the DLLs that *path* asks for, at its start or later, in lower case without ``.dll``."""
    binary = pefile.PE(str(path), fast_load=True)
    kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
    binary.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
    for kind in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(binary, kind, []):
            yield entry.dll.decode("ascii").lower().removesuffix(".dll")


def main(folder: Path) -> int:
    """Print what is missing; return 1 where anything is."""
    binaries = [path for path in folder.rglob("*") if path.suffix.lower() in {".exe", ".dll", ".pyd"}]
    there = WINDOWS | {path.name.lower().removesuffix(".dll") for path in binaries}
    missing = {
        f"{path.name}: {name}.dll"
        for path in binaries
        for name in imported(path)
        if name not in there and not name.startswith("api-ms-win-")
    }
    print(*sorted(missing), f"{len(binaries)} binaries, {len(missing)} missing DLLs", sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
