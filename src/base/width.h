/* Columns of a character on the terminal: one table (data/unicode/width.tsv) for the program and,
 * because this file's wcwidth() overrides the C library's, for ncurses. */
#ifndef ZWGK_BASE_WIDTH_H
#define ZWGK_BASE_WIDTH_H

#include <stdbool.h>
#include <uchar.h>

/* 0 combining, 1, or 2; -1 for what must not reach a terminal (controls, unassigned …). */
int width_of(char32_t character);
/* Columns of ambiguous characters (… — “ ① ×): 1 or 2; 1 at start. Whoever sets it while a screen stands
 * draws all of it anew. */
void width_set_ambiguous(int columns);
int width_ambiguous(void);
bool width_is_ambiguous(char32_t character);
/* The C library's own opinion, that this file's wcwidth() hides from the program. */
int width_of_library(char32_t character);

#endif
