/* What the two editors are compared with: a text as an array of code points, slow and obvious, and keys
 * out of a fixed sequence of random numbers. Widths and marks are listed here, not asked of base. */
#ifndef ZWGK_TESTS_FORM_EDIT_MODEL_H
#define ZWGK_TESTS_FORM_EDIT_MODEL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/buffer.h"
#include "base/text.h"
#include "form/line_edit.h"

enum { MODEL_MOST = 4096 };

struct model {
    char32_t text[MODEL_MOST];
    size_t count, cursor;
    char32_t undo[MODEL_MOST];
    size_t undo_count;
    int max;
    bool multiline;
};

static uint64_t random_state;
static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % limit;
}

static bool model_is_mark(char32_t c) {
    return c == 0x301 || c == 0x308 || c == 0x20DD;
}
static bool model_is_forbidden(char32_t c) {
    return c == 0x1B || c == 0x202E || c == 0x200B || c == 0x07 || c == 0xFEFF;
}
static int model_width(char32_t c) {
    if (c == '\n' || model_is_mark(c)) {
        return 0;
    }
    return c < 0x1100 ? 1 : 2;
}

static char32_t random_character(bool rough) {
    static const char32_t common[] = {U'中', U'镇', U'䶮', U'𠮷', U'㐂', U'１', U'，', U'。', U'》',
                                      U'a',  U'Z',  U'7',  U' ',  U'e',  U'？', U'、', 0x301,
                                      0x308, 0x20DD, '\n'};
    static const char32_t rare[] = {'\t', '\r', 0x1B, 0x202E, 0x200B, 0x07, 0xFEFF};
    if (rough && random_below(40) == 0) {
        return rare[random_below(sizeof rare / sizeof rare[0])];
    }
    return common[random_below(sizeof common / sizeof common[0])];
}

static size_t random_typing(char32_t *out, size_t most) {
    size_t count = 1;
    if (random_below(6) == 0) {
        count += random_below((uint32_t)most - 1);
    }
    bool rough = count < 4;
    for (size_t i = 0; i < count; i++) {
        out[i] = random_character(rough);
    }
    return count;
}

/* The caller frees. */
static char *model_utf8(const char32_t *text, size_t count) {
    char *out = malloc(count * 4 + 1);
    size_t length = 0;
    assert_non_null(out);
    for (size_t i = 0; i < count; i++) {
        length += text_encode(text[i], out + length);
    }
    out[length] = '\0';
    return out;
}

static size_t model_bytes(const char32_t *text, size_t count) {
    char *utf8 = model_utf8(text, count);
    size_t length = strlen(utf8);
    free(utf8);
    return length;
}

static bool model_is_boundary(const struct model *m, size_t at) {
    return at == 0 || at >= m->count || !model_is_mark(m->text[at]);
}
static size_t model_next(const struct model *m, size_t at) {
    do {
        at++;
    } while (!model_is_boundary(m, at));
    return at;
}
static size_t model_previous(const struct model *m, size_t at) {
    do {
        at--;
    } while (!model_is_boundary(m, at));
    return at;
}
static int model_cols(const struct model *m, size_t from, size_t to) {
    int cols = 0;
    for (size_t i = from; i < to; i++) {
        cols += model_width(m->text[i]);
    }
    return cols;
}

static void model_cut(struct model *m, size_t from, size_t to) {
    memmove(&m->text[from], &m->text[to], (m->count - to) * sizeof m->text[0]);
    m->count -= to - from;
    m->cursor = from;
}

static enum edit_result model_insert(struct model *m, const char32_t *typed, size_t count) {
    char32_t clean[256];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        char32_t c = typed[i];
        if (c == '\r' && i + 1 < count && typed[i + 1] == '\n') {
            continue;
        }
        if (c == '\r' || c == '\n') {
            c = m->multiline ? '\n' : ' ';
        }
        clean[n++] = c == '\t' ? ' ' : c;
    }
    bool begins = m->cursor == 0 || m->text[m->cursor - 1] == '\n';
    for (size_t i = 0; i < n; i++) {
        if (model_is_forbidden(clean[i]) || (begins && model_is_mark(clean[i]))) {
            return EDIT_REFUSED;
        }
        begins = clean[i] == '\n';
    }
    enum edit_result result = EDIT_DONE;
    while (n > 0 && m->count + n > (size_t)m->max) {
        result = EDIT_FULL;
        do {
            n--;
        } while (n > 0 && model_is_mark(clean[n]));
    }
    memmove(&m->text[m->cursor + n], &m->text[m->cursor],
            (m->count - m->cursor) * sizeof m->text[0]);
    memcpy(&m->text[m->cursor], clean, n * sizeof clean[0]);
    m->count += n;
    m->cursor += n;
    return result;
}

static bool model_undo(struct model *m) {
    struct model before = *m;
    if (m->count == m->undo_count && memcmp(m->text, m->undo, m->count * sizeof m->text[0]) == 0) {
        return false;
    }
    memcpy(m->text, m->undo, m->undo_count * sizeof m->text[0]);
    memcpy(m->undo, before.text, before.count * sizeof m->text[0]);
    m->count = m->cursor = before.undo_count;
    m->undo_count = before.count;
    return true;
}

/* The stretch as it is to be seen, padded to `cols`. The caller frees. */
static char *model_shown(const struct model *m, size_t from, size_t to, int cols) {
    char *shown = model_utf8(&m->text[from], to - from);
    size_t length = strlen(shown);
    int blanks = cols - model_cols(m, from, to);
    assert_true(blanks >= 0);
    shown = realloc(shown, length + (size_t)blanks + 1);
    assert_non_null(shown);
    memset(shown + length, ' ', (size_t)blanks);
    shown[length + (size_t)blanks] = '\0';
    return shown;
}

static void assert_same_text(const struct model *m, const char *text, size_t cursor) {
    char *expected = model_utf8(m->text, m->count);
    assert_string_equal(text, expected);
    assert_int_equal(cursor, model_bytes(m->text, m->cursor));
    assert_true(text_is_valid(text, strlen(text), NULL));
    assert_true(model_is_boundary(m, m->cursor));
    free(expected);
}

#endif
