/* The terminal behind the pty: libvterm, set up as xterm would be. Reads nothing and waits for nothing. */
#include "harness/pty_state.h"

#include <stdlib.h>
#include <string.h>

static void answer(const char *bytes, size_t length, void *context) {
    struct pty *p = context;
    if (p->master >= 0 && !p->is_mute)
        pty_write(p, bytes, length);
}

static int property_set(VTermProp property, VTermValue *value, void *context) {
    struct pty *p = context;
    if (property == VTERM_PROP_CURSORVISIBLE)
        p->is_cursor_hidden = !value->boolean;
    else if (property == VTERM_PROP_ALTSCREEN)
        p->is_alternate = value->boolean != 0;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property_set};

void terminal_new(struct pty *p, int rows, int cols) {
    p->rows = rows;
    p->cols = cols;
    p->vterm = vterm_new(rows, cols);
    if (p->vterm == NULL)
        abort();
    vterm_set_utf8(p->vterm, 1);
    vterm_output_set_callback(p->vterm, answer, p);
    p->screen = vterm_obtain_screen(p->vterm);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_reset(p->screen, 1);
}

void terminal_free(struct pty *p) {
    if (p->vterm != NULL)
        vterm_free(p->vterm);
    p->vterm = NULL;
}

void terminal_feed(struct pty *p, const char *bytes, size_t length) {
    growing_add(&p->output, bytes, length);
    if (p->encoding == NULL && !p->is_wide) {
        vterm_input_write(p->vterm, bytes, length);
    } else {
        struct growing decoded = {0};
        terminal_decode(p, bytes, length, &decoded);
        vterm_input_write(p->vterm, decoded.text, decoded.length);
        free(decoded.text);
    }
    vterm_screen_flush_damage(p->screen);
}

void terminal_resize(struct pty *p, int rows, int cols) {
    p->rows = rows;
    p->cols = cols;
    vterm_set_size(p->vterm, rows, cols);
    vterm_screen_flush_damage(p->screen);
}
