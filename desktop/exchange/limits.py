"""Memory limits of a worker process: RLIMIT_AS on Linux, on Windows a job object and its counters."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MB = 20  # Bits to shift


class Fence:
    """What the parent knows of a worker's memory; on Linux nothing, for there the worker limits itself."""

    def megabytes(self) -> int:
        """Return what the worker holds in MB, 0 where that is not watched."""
        return 0


def limit_own_memory(megabytes: int) -> None:
    """Limit this process's address space; on Windows the parent's job object does it from outside."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << _MB, megabytes << _MB))


@contextmanager
def fence(pid: int, megabytes: int) -> Iterator[Fence]:
    """Put a worker that has not begun yet into a fence that ends with the block."""
    if sys.platform == "win32":
        with _windows_fence(pid, megabytes) as made:
            yield made
    else:
        yield Fence()


if sys.platform == "win32":
    from ctypes import wintypes

    _ACCESS = 0x0001 | 0x0100 | 0x0400 | 0x0010  # Terminate, set quota, query, read
    _FLAGS = 0x100 | 0x400 | 0x2000 | 0x8  # Process memory, die on exception, kill on close, active processes
    _EXTENDED_LIMITS = 9

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS_EX."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("pools", ctypes.c_size_t * 4),
            ("pagefile", ctypes.c_size_t),
            ("peak_pagefile", ctypes.c_size_t),
            ("private", ctypes.c_size_t),
        )

    def _kernel() -> Any:
        """Return kernel32 with the signatures that the defaults of ctypes would get wrong on 64 bits."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            wintypes.LPVOID,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, wintypes.LPVOID, wintypes.DWORD)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        return kernel

    class _WindowsFence(Fence):
        """A job object around one process; where it does not hold (under wine), ``megabytes`` still tells."""

        def __init__(self, kernel: Any, process: int) -> None:
            self._kernel = kernel
            self._process = process

        def megabytes(self) -> int:
            """Return the greatest of the counters, for some systems leave the private one at 0."""
            counters = _Counters(ctypes.sizeof(_Counters))
            self._kernel.K32GetProcessMemoryInfo(self._process, ctypes.byref(counters), counters.size)
            return max(counters.private, counters.pagefile, counters.working_set) >> _MB

    @contextmanager
    def _windows_fence(pid: int, megabytes: int) -> Iterator[Fence]:
        kernel = _kernel()
        process = kernel.OpenProcess(_ACCESS, 0, pid)
        job = kernel.CreateJobObjectW(None, None)
        try:
            made = _Extended()
            made.basic.flags = _FLAGS
            made.basic.processes = 4  # A reader starts none; the loader of a packaged program may
            made.process_memory = megabytes << _MB
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(made), ctypes.sizeof(made))
            kernel.AssignProcessToJobObject(job, process)
            yield _WindowsFence(kernel, process)
        finally:
            # Closing the job ends whatever is still in it.
            kernel.CloseHandle(job)
            kernel.CloseHandle(process)
