/* Private to search: whether all the words stand in a record, and the line that shows it. */
#ifndef ZWGK_WORK_SEARCH_FIND_H
#define ZWGK_WORK_SEARCH_FIND_H

#include "work/search.h"

/* A record being looked through, text after text. Start with {.words = …}; the buffers are used again. */
struct search_look {
    const struct search_words *words;
    bool is_published; /* masked already, and by another rule (work/personal.h) */
    unsigned found;  /* bits of the words that stand somewhere in it */
    unsigned best;   /* of those in the text kept for the snippet */
    const char *field; /* of that text */
    bool is_name;
    bool is_reading; /* found in person.reading: the whole name is it */
    struct buffer title, text, plain;
};
void search_look_begin(struct search_look *look);
void search_look_release(struct search_look *look);
/* One text; false once every word was found. A search_take of store/search.h: context is the look. */
bool search_look_take(void *context, const char *column, bool is_name, const char *text, const char *reading);
bool search_look_has_all(const struct search_look *look);
/* The hit's title, field, snippet and marks; false when memory ran out. */
bool search_look_fill(const struct search_look *look, struct search_hit *hit);

#endif
