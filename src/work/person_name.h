/* Telling a person's name from a word for a class of matters, where only numbers are made public; and finding names in
 * what is told about neighbours. Pure. */
#ifndef ZWGK_WORK_PERSON_NAME_H
#define ZWGK_WORK_PERSON_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* True when the text is a person's name, or several parted by marks, blanks, 诉 or 与: 张三, 欧阳小𠮷、李某, 王二诉刘䶮. A
 * known surname and one or two characters none of which is met in words for matters: never 邻里纠纷 or 林权. */
bool person_name_is(const char *text);
/* Bytes of the next name that stands in running text at or after byte *start, which gets where it begins; 0 when there is
 * none. A name is taken for one where something tells: 村民王五, 王二小大爷, 王五、李䶮, or nothing else between two marks.
 * Surnames that are words too (高, 方, 时) only with two characters after them. */
size_t person_name_next(const char *text, size_t *start);

#endif
