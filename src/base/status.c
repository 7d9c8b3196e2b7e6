/* Problems: what is wrong, for a person. Fills and formats them; prints and translates nothing. */
#include "base/status.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

/* Copies what fits into `size` bytes, ending at a whole character. */
static void copy_cut(char *out, size_t size, const char *text) {
    size_t length = strlen(text);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    memcpy(out, text, length);
    out[length] = '\0';
}

enum status problem_set(struct problem *problem, enum status status, const char *field,
                        const char *message) {
    if (problem == NULL) {
        return status;
    }
    memset(problem, 0, sizeof *problem);
    problem->status = status;
    problem->message = message;
    copy_cut(problem->field, sizeof problem->field, field == NULL ? "" : field);
    return status;
}

void problem_place(struct problem *problem, const char *name, const char *value) {
    if (problem == NULL) {
        return;
    }
    assert(problem->place_count < PROBLEM_PLACES);
    if (problem->place_count >= PROBLEM_PLACES) {
        return;
    }
    int place = problem->place_count++;
    problem->places[place].name = name;
    copy_cut(problem->places[place].value, PROBLEM_PLACE_BYTES, value == NULL ? "" : value);
}

void problem_place_integer(struct problem *problem, const char *name, int64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    problem_place(problem, name, text);
}

void problems_add(struct problems *problems, const struct problem *problem) {
    if (problems->count < PROBLEMS_MOST) {
        problems->items[problems->count] = *problem;
    }
    problems->count++;
}

/* The value of the place called [name, name+length); NULL when the problem has none. */
static const char *place_value(const struct problem *problem, const char *name, size_t length,
                               const char *field_label) {
    for (int i = 0; i < problem->place_count; i++) {
        const char *place = problem->places[i].name;
        if (strlen(place) == length && memcmp(place, name, length) == 0) {
            return problem->places[i].value;
        }
    }
    if (length == strlen("field") && memcmp(name, "field", length) == 0) {
        return field_label != NULL ? field_label : problem->field;
    }
    return NULL;
}

/* Appends what stands for {name}; false when nothing does. */
static bool append_place(const struct problem *problem, const char *name, size_t length,
                         const char *field_label, struct buffer *out) {
    const char *value = place_value(problem, name, length, field_label);
    if (value != NULL) {
        buffer_append(out, value);
    } else if (length == strlen("line") && memcmp(name, "line", length) == 0) {
        buffer_append_format(out, "%d", problem->line);
    } else if (length == strlen("column") && memcmp(name, "column", length) == 0) {
        buffer_append_format(out, "%d", problem->column);
    } else {
        return false;
    }
    return true;
}

void problem_format(const struct problem *problem, const char *template_text,
                    const char *field_label, struct buffer *out) {
    const char *rest = template_text == NULL ? "" : template_text;
    for (;;) {
        const char *open = strchr(rest, '{');
        const char *close = open == NULL ? NULL : strchr(open, '}');
        if (close == NULL) {
            buffer_append(out, rest);
            return;
        }
        buffer_append_bytes(out, rest, (size_t)(open - rest));
        size_t length = (size_t)(close - open - 1);
        if (append_place(problem, open + 1, length, field_label, out)) {
            rest = close + 1;
        } else {
            buffer_append_char(out, '{');
            rest = open + 1;
        }
    }
}
