/* Several codes in one text. Knows no list. */
#include "base/codes.h"

#include <string.h>

#include "base/buffer.h"

bool codes_has(const char *codes, const char *code) {
    size_t length = strlen(code);
    for (const char *at = codes; length > 0 && (at = strstr(at, code)) != NULL; at += length) {
        bool begins = at == codes || at[-1] == ' ';
        if (begins && (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

void codes_add(struct buffer *codes, const char *code) {
    if (!codes_has(buffer_text(codes), code)) {
        buffer_append(codes, codes->length > 0 ? " " : "");
        buffer_append(codes, code);
    }
}

/* Bytes of the sign that parts two names, at `text`; 0 when there is none. */
static size_t parting_at(const char *text) {
    static const char *const signs[] = {" ", "、", "，", "；", ",", ";", "　", "\t", "\n"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0) {
            return strlen(signs[i]);
        }
    }
    return 0;
}

bool codes_next(const char **at, size_t *length) {
    for (size_t used; (used = parting_at(*at)) > 0;) {
        *at += used;
    }
    *length = 0;
    while ((*at)[*length] != '\0' && parting_at(*at + *length) == 0) {
        (*length)++;
    }
    return *length > 0;
}
