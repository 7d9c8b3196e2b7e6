/* Screen files out of memory, for the tests of screens. */
#ifndef ZWGK_TESTS_FORM_SCR_MEMORY_H
#define ZWGK_TESTS_FORM_SCR_MEMORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "form/scr.h"

struct memory_files {
    const char *screen;  /* screens/s.scr */
    const char *record;  /* screens/record/feedback.scr; NULL: there is none */
    size_t screen_bytes; /* 0: up to its NUL */
};

static char *memory_read(void *context, const char *path, size_t *length) {
    const struct memory_files *files = context;
    const char *text = NULL;
    if (strcmp(path, "screens/s.scr") == 0) {
        text = files->screen;
    } else if (strcmp(path, "screens/record/feedback.scr") == 0) {
        text = files->record;
    }
    if (text == NULL) {
        return NULL;
    }
    *length = text == files->screen && files->screen_bytes > 0 ? files->screen_bytes : strlen(text);
    char *copy = malloc(*length + 1); /* not NUL-terminated beyond what is said */
    assert_non_null(copy);
    memcpy(copy, text, *length);
    copy[*length] = '#';
    return copy;
}

static enum status memory_load(const struct memory_files *files, struct scr **out,
                               struct problem *problem) {
    struct memory_files copy = *files;
    struct scr_source source = {&copy, memory_read};
    return scr_load(&source, "s", out, problem);
}

/* The sentence as the user reads it. The caller frees. */
static char *sentence_of(const struct problem *problem) {
    struct buffer out = BUFFER_INIT;
    problem_format(problem, problem->message, NULL, &out);
    char *text = buffer_take(&out);
    assert_non_null(text);
    return text;
}

#endif
