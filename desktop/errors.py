"""Errors that are the officer's to know about; anything else that is raised is a bug."""

from __future__ import annotations


class KnownError(Exception):
    """Something went wrong that we foresaw: *message* says what happened, *advice* what to do now."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class StoreError(KnownError):
    """The report file could not be opened, read or written."""


class DataError(KnownError):
    """Data given to the program (a place, a value, a JSON or TOML file) cannot be taken."""


class OutputError(KnownError):
    """A report, picture or print could not be produced; nothing half-written is left behind."""


class ImportRefused(KnownError):
    """A foreign file was refused or could not be read; nothing of it was taken over."""


class Locked(KnownError):
    """The report is read-only or its state (送审, 定稿) forbids the edit."""


class UsageError(KnownError):
    """The command line was called with arguments that do not go together."""


class Stopped(KnownError):
    """The officer has stopped a piece of work; nothing of it is left."""
