/* A stand-in for trying under wine only for the icuuc.dll that Windows 10 1703+ ships and wine 8.0 lacks.
   It offers no converter: Qt then falls back to its built-in UTF-8/16/32/Latin-1/system codecs.
   Never shipped. */
typedef int UErrorCode;
#define X __declspec(dllexport)
X void *ucnv_open(const char *name, UErrorCode *err) { (void)name; if (err) *err = 4; return 0; }
X void ucnv_close(void *c) { (void)c; }
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_reset(void *c) { (void)c; }
X signed char ucnv_getMaxCharSize(void *c) { (void)c; return 1; }
X const char *ucnv_getName(void *c, UErrorCode *err) { (void)c; if (err) *err = 4; return 0; }
X void ucnv_getToUCallBack(void) {}
X void ucnv_getFromUCallBack(void) {}
X void ucnv_setToUCallBack(void) {}
X void ucnv_setFromUCallBack(void) {}
X void ucnv_cbToUWriteUChars(void) {}
X void ucnv_toUnicode(void) {}
X void ucnv_cbFromUWriteUChars(void) {}
X int ucnv_toUCountPending(void *c, UErrorCode *err) { (void)c; (void)err; return 0; }
X int ucnv_fromUCountPending(void *c, UErrorCode *err) { (void)c; (void)err; return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, UErrorCode *err) { (void)n; (void)s; if (err) *err = 4; return 0; }
X const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
X int ucnv_countAvailable(void) { return 0; }
X void ucnv_fromUnicode(void) {}
