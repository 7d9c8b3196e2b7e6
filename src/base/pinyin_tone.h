/* Readings with their tones, for the order by pinyin. Shared by pinyin*.c only. */
#ifndef ZWGK_BASE_PINYIN_TONE_H
#define ZWGK_BASE_PINYIN_TONE_H

#include "base/pinyin.h"

/* As pinyin_readings and pinyin_surname, each reading being its number * 8 + its tone (1 … 5). */
size_t pinyin_toned(char32_t character, uint16_t toned[PINYIN_READINGS_MOST]);
size_t pinyin_toned_surname(const char *name, uint16_t toned[PINYIN_SURNAME_MOST][2], size_t *count);

#endif
