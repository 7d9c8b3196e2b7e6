/* Telling a person's name from a word for a class of matters, where only numbers are made public. Pure. */
#ifndef ZWGK_WORK_PERSON_NAME_H
#define ZWGK_WORK_PERSON_NAME_H

#include <stdbool.h>

/* True when the text is a person's name, or several parted by marks, blanks, 诉 or 与: 张三, 欧阳小𠮷、李某, 王二诉刘䶮. A
 * known surname and one or two characters none of which is met in words for matters: never 邻里纠纷 or 林权. */
bool person_name_is(const char *text);

#endif
