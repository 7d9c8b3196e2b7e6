/* The spellings of keys that are known without asking terminfo. Private to keys.c. */
#ifndef ZWGK_UI_KEYS_TABLE_H
#define ZWGK_UI_KEYS_TABLE_H

#include "ui/keys.h"

enum { KEYS_PASTE_BEGIN = 200 };

/* The key of a whole sequence (ESC [ … final, ESC [ [ letter, ESC O … letter); modifiers are dropped.
 * KEY_CODE_UNKNOWN when nobody knows it. */
struct key keys_table_find(const char *sequence, size_t length);
/* The key of one control byte (below 0x20, or 0x7f). */
enum key_code keys_table_control(unsigned char byte);
/* F1 … F9 for '1' … '9', F10 for '0'; KEY_CODE_NONE for what is no digit. */
enum key_code keys_table_escape_digit(char32_t character);

#endif
