/* A stand-in for trying under wine only: wine 8.0 aborts in WcsCreateIccProfile. Every call says "no profile". Never shipped. */
#include <windows.h>
#define X __declspec(dllexport)
X BOOL WINAPI GetColorProfileFromHandle(HANDLE h, BYTE *b, DWORD *n) { (void)h; (void)b; (void)n; return FALSE; }
X BOOL WINAPI CloseColorProfile(HANDLE h) { (void)h; return TRUE; }
X HANDLE WINAPI WcsCreateIccProfile(HANDLE h, DWORD o) { (void)h; (void)o; return NULL; }
X HANDLE WINAPI OpenColorProfileW(void *p, DWORD a, DWORD s, DWORD c) { (void)p; (void)a; (void)s; (void)c; return NULL; }
