/* A stand-in for trying under wine only: wine 8.0 lacks this DLL of Windows 8+, which Rust's library
   (python_calamine) asks for random bytes. Never shipped. */
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, (ULONG)length); }
