/* Sentences only: where they stand is each view's. Changes no text. */
#include "ui/undrawn.h"

#include <stdio.h>

#include "base/buffer.h"
#include "base/glyph.h"
#include "base/language.h"

static void append(struct buffer *out, const char *message, const char *codes) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place(&filled, "codes", codes);
    problem_format(&filled, message, NULL, out);
}

void undrawn_append(struct buffer *out, const char *text) {
    struct buffer codes = BUFFER_INIT;
    glyph_append_codes(&codes, text);
    if (codes.length > 0)
        append(out, _("〓 处是 {codes}：终端显示不了，存的字没有变"), buffer_text(&codes));
    buffer_release(&codes);
}

void undrawn_append_character(struct buffer *out, char32_t character) {
    char code[12];
    if (character == 0)
        return;
    snprintf(code, sizeof code, "U+%04X", (unsigned)character);
    append(out, _("光标处是 {codes}：终端显示不了，存的字没有变"), code);
}
