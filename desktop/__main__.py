"""Arguments lead to the command line or to the window; everything else is imported late."""

from __future__ import annotations

import sys

COMMANDS = ("sample", "report", "check", "show", "build", "set", "import", "new", "selftest")


def _names_a_file(argument: str) -> bool:
    """Tell a file for the window from a command; a mistyped command is the command line's to refuse."""
    return (
        argument not in COMMANDS
        and not argument.startswith("-")
        and ("." in argument or "/" in argument or "\\" in argument)
    )


def main() -> int:
    """Run the program with the arguments it was started with and return its exit code."""
    if getattr(sys, "frozen", False):  # Nowhere else, as the import costs 8 ms
        import multiprocessing

        multiprocessing.freeze_support()  # A worker of the frozen program starts here and never comes back
    arguments = sys.argv[1:]
    if arguments and not _names_a_file(arguments[0]):
        from desktop.cli import run

        return run(arguments)
    from desktop.app import open_window

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
