/* Columns of a character on the terminal: one table (data/unicode/width.tsv) for the program and,
 * because this file's wcwidth() overrides the C library's, for ncurses. */
#ifndef ZWGK_BASE_WIDTH_H
#define ZWGK_BASE_WIDTH_H

#include <uchar.h>

/* 0 combining, 1, or 2; -1 for what must not reach a terminal (controls, unassigned …). */
int width_of(char32_t character);
/* Columns of ambiguous characters (… — “ ① ×): 1 or 2; 1 at start. Set once, before the screen. */
void width_set_ambiguous(int columns);

#endif
