/* 09 导入导出: its two ways. */
#ifndef ZWGK_SCREENS_EXCHANGE_H
#define ZWGK_SCREENS_EXCHANGE_H

#include "screens/desk.h"

/* Asks for a file of records of this kind (which must stay), shows how it reads, imports it. */
void exchange_begin_import(struct desk *desk, const char *kind);
/* Asks for a file's name and encoding, and writes all records of the kind that the user may see. */
void exchange_begin_export(struct desk *desk, const char *kind);
/* The encodings that are offered, in the order of their digits. */
enum { EXCHANGE_ENCODINGS = 6 };
enum encoding exchange_encoding(int chosen); /* from 1 */
void exchange_ask_encoding(struct desk *desk, const char *question, int usual,
                           void (*done)(void *context, int chosen), void *context);

#endif
