/* The page for trying keys: the last ones with their bytes and names, and a list of those the program needs.
 * Takes every key itself: only leaving is left of what keys do elsewhere. */
#include "screens/keytest.h"

#include "base/buffer.h"
#include "base/language.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    INTRO_ROW = 1,
    LIST_ROW = 2,
    LIST_COLS = 4,
    LIST_COL_WIDTH = 19,
    LIST_NAME_WIDTH = 10,
    MISSING_ROW = 10,
    HINT_ROW = 12,
    SHOWN_ROW = 15,
    SHOWN_MOST = 7,
    SHOWN_NAME_COL = 1,
    SHOWN_BYTES_COL = 14,
    SHOWN_TEXT_COL = 52,
    WANTED_ESC_DIGIT = 24,
    WANTED_COUNT,
    ESC = 0x1b,
};

/* What the program needs, in the order of the list; Esc and a digit, which no code tells, comes last. */
static const enum key_code wanted[WANTED_COUNT - 1] = {
    KEY_CODE_F1,    KEY_CODE_F2,   KEY_CODE_F3,     KEY_CODE_F4,      KEY_CODE_F5,
    KEY_CODE_F6,    KEY_CODE_F7,   KEY_CODE_F8,     KEY_CODE_F9,      KEY_CODE_F10,
    KEY_CODE_F11,   KEY_CODE_F12,  KEY_CODE_UP,     KEY_CODE_DOWN,    KEY_CODE_LEFT,
    KEY_CODE_RIGHT, KEY_CODE_HOME, KEY_CODE_END,    KEY_CODE_PAGE_UP, KEY_CODE_PAGE_DOWN,
    KEY_CODE_ENTER, KEY_CODE_TAB,  KEY_CODE_ESCAPE, KEY_CTRL_SPACE,
};
enum { F_KEYS = 12 };

struct pressed {
    struct key key;
    char bytes[KEY_BYTES_MOST];
    size_t length;
    size_t pasted; /* characters of a paste */
};

struct keytest {
    struct view view;
    bool is_seen[WANTED_COUNT];
    struct pressed pressed[SHOWN_MOST]; /* the last one first */
    size_t count;
};

static struct keytest *keytest_of(struct view *view) {
    return (struct keytest *)view;
}

/* ---- keys --------------------------------------------------------------------------------------- */

static bool is_escape_digit(const struct pressed *pressed) {
    bool is_f_key = pressed->key.code >= KEY_CODE_F1 && pressed->key.code <= KEY_CODE_F12;
    return is_f_key && pressed->length > 1 && pressed->bytes[0] == ESC &&
           strchr("[O", pressed->bytes[1]) == NULL;
}

/* The second of two, or the two that the program takes as one. */
static bool leaves(const struct keytest *keytest, const struct pressed *pressed) {
    enum key_code code = pressed->key.code;
    if (code == KEY_CODE_ESCAPE && pressed->length == 2)
        return true;
    return (code == KEY_CODE_ESCAPE || code == KEY_CODE_F3) && keytest->count > 0 &&
           keytest->pressed[0].key.code == code;
}

static void tick(struct keytest *keytest, const struct pressed *pressed) {
    if (is_escape_digit(pressed)) {
        keytest->is_seen[WANTED_ESC_DIGIT] = true;
        return;
    }
    for (size_t i = 0; i < WANTED_ESC_DIGIT; i++) {
        if (wanted[i] == pressed->key.code)
            keytest->is_seen[i] = true;
    }
}

static void add(struct keytest *keytest, const struct pressed *pressed) {
    memmove(keytest->pressed + 1, keytest->pressed, (SHOWN_MOST - 1) * sizeof keytest->pressed[0]);
    keytest->pressed[0] = *pressed;
    keytest->count += keytest->count < SHOWN_MOST;
    tick(keytest, pressed);
    keytest->view.is_dirty = true;
}

static enum view_answer take_key(struct view *view, const struct key *key) {
    struct keytest *keytest = keytest_of(view);
    struct pressed pressed = {.key = *key};
    const char *bytes = ui_key_bytes(view->ui, &pressed.length);
    memcpy(pressed.bytes, bytes, pressed.length);
    if (leaves(keytest, &pressed))
        ui_close(view);
    else
        add(keytest, &pressed);
    return VIEW_HANDLED;
}

static void take_paste(struct view *view, const char *text, size_t length) {
    struct pressed pressed = {.key = {KEY_CODE_PASTE, 0}};
    char32_t character;
    for (size_t i = 0; i < length; i += text_decode(text + i, length - i, &character))
        pressed.pasted++;
    add(keytest_of(view), &pressed);
}

/* ---- drawing ------------------------------------------------------------------------------------ */

static void draw_list(struct keytest *keytest) {
    struct ui *ui = keytest->view.ui;
    for (int i = 0; i < WANTED_COUNT; i++) {
        char name[16];
        int row = LIST_ROW + i / LIST_COLS, col = 1 + i % LIST_COLS * LIST_COL_WIDTH;
        const char *label = i == WANTED_ESC_DIGIT         ? _("Esc 数字")
                            : wanted[i] == KEY_CTRL_SPACE ? _("Ctrl-空格")
                                                          : key_code_name(wanted[i], name);
        ui_put(ui, row, col, LIST_NAME_WIDTH, INK_PLAIN, label);
        ui_put(ui, row, col + LIST_NAME_WIDTH, LIST_COL_WIDTH - LIST_NAME_WIDTH - 1,
               keytest->is_seen[i] ? INK_BOLD : INK_DIM, keytest->is_seen[i] ? _("已收到") : "-");
    }
}

/* The F-keys not seen; `is_kept`: only those that one behind them was seen of. */
static void append_missing(const struct keytest *keytest, bool is_kept, struct buffer *out) {
    int last = F_KEYS;
    while (is_kept && last > 0 && !keytest->is_seen[last - 1])
        last--;
    for (int i = 0; i < last; i++) {
        if (!keytest->is_seen[i])
            buffer_append_format(out, " F%d", i + 1);
    }
}

/* A line, and that it is about no key when `keys` is empty. */
static void draw_missing(struct keytest *keytest, int row, const char *label, bool is_kept) {
    struct buffer keys = BUFFER_INIT, line = BUFFER_INIT;
    append_missing(keytest, is_kept, &keys);
    buffer_append_format(&line, "%s%s", label, keys.length > 0 ? buffer_text(&keys) : _(" 没有"));
    ui_put(keytest->view.ui, row, 1, -1, INK_PLAIN, buffer_text(&line));
    buffer_release(&keys);
    buffer_release(&line);
}

static void append_bytes(const struct pressed *pressed, struct buffer *out) {
    for (size_t i = 0; i < pressed->length; i++)
        buffer_append_format(out, "%s%02x", i > 0 ? " " : "", (unsigned char)pressed->bytes[i]);
}

static void append_number(struct buffer *out, const char *message, const char *name,
                          size_t number) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", message);
    problem_place_integer(&problem, name, (int64_t)number);
    language_append_problem(out, &problem, NULL);
}

static void append_character(const struct pressed *pressed, struct buffer *out) {
    char bytes[5] = "";
    int width = width_of(pressed->key.character);
    text_encode(pressed->key.character, bytes);
    buffer_append_format(out, "U+%04lX ", (unsigned long)pressed->key.character);
    if (width < 0)
        buffer_append(out, _("不能显示"));
    else
        append_number(out, N_("{cols} 列 "), "cols", (size_t)width);
    text_append_safe(out, bytes, false);
}

/* What is said of a key beside its name and bytes. */
static void append_about(const struct pressed *pressed, struct buffer *out) {
    if (pressed->key.code == KEY_CODE_TEXT)
        append_character(pressed, out);
    else if (pressed->key.code == KEY_CODE_PASTE)
        append_number(out, N_("粘贴了 {count} 个字符"), "count", pressed->pasted);
    else if (pressed->key.code == KEY_CODE_UNKNOWN)
        buffer_append(out, _("程序不认识，不起作用"));
    else if (is_escape_digit(pressed))
        buffer_append(out, _("按 Esc 和数字代替"));
}

static void draw_pressed(struct keytest *keytest) {
    struct ui *ui = keytest->view.ui;
    for (size_t i = 0; i < keytest->count; i++) {
        const struct pressed *pressed = &keytest->pressed[i];
        struct buffer bytes = BUFFER_INIT, about = BUFFER_INIT;
        char name[16];
        int row = SHOWN_ROW + (int)i;
        enum ink ink = i == 0 ? INK_BOLD : INK_PLAIN;
        bool is_text = pressed->key.code == KEY_CODE_TEXT;
        append_bytes(pressed, &bytes);
        append_about(pressed, &about);
        ui_put(ui, row, SHOWN_NAME_COL, SHOWN_BYTES_COL - SHOWN_NAME_COL - 1, ink,
               is_text ? _("文字") : key_code_name(pressed->key.code, name));
        ui_put(ui, row, SHOWN_BYTES_COL, SHOWN_TEXT_COL - SHOWN_BYTES_COL - 1, ink,
               buffer_text(&bytes));
        ui_put(ui, row, SHOWN_TEXT_COL, -1, ink, buffer_text(&about));
        buffer_release(&bytes);
        buffer_release(&about);
    }
}

/* The bytes shown are those behind the relay: whose terminal they came from is said. */
static void draw_title(struct ui *ui) {
    struct buffer right = BUFFER_INIT;
    if (ui_encoding(ui) != ENCODING_UTF_8)
        buffer_append_format(&right, "%s  ", encoding_name(ui_encoding(ui)));
    buffer_append(&right, ui_has_colors(ui) ? _("有颜色 ") : _("没有颜色 "));
    ui_title(ui, _(" 按键测试"), "", buffer_text(&right));
    buffer_release(&right);
}

static void draw(struct view *view) {
    struct keytest *keytest = keytest_of(view);
    struct ui *ui = view->ui;
    if (!view->is_dirty)
        return;
    ui_clear_rows(ui, 0, ui_rows(ui));
    draw_title(ui);
    ui_put(ui, INTRO_ROW, 1, -1, INK_PLAIN,
           _("把下面的键从左到右各按一次；“已收到”的，程序里就能用。也可以打字、粘贴。"));
    draw_list(keytest);
    draw_missing(keytest, MISSING_ROW, _("还没收到的 F 键："), false);
    draw_missing(keytest, MISSING_ROW + 1, _("像是终端自己留下了的："), true);
    ui_put(ui, HINT_ROW, 1, -1, INK_PLAIN,
           _("终端留下的 F 键用 Esc 和数字代替：Esc 1 就是 F1，Esc 0 是 F10；F12 用 F3 代替。"));
    ui_put(ui, SHOWN_ROW - 1, SHOWN_NAME_COL, -1, INK_LABEL, _("刚按的键"));
    ui_put(ui, SHOWN_ROW - 1, SHOWN_BYTES_COL, -1, INK_LABEL, _("收到的字节"));
    ui_put(ui, SHOWN_ROW - 1, SHOWN_TEXT_COL, -1, INK_LABEL, _("说明"));
    draw_pressed(keytest);
    ui_put(ui, ui_rows(ui) - 1, 0, -1, INK_PLAIN, _("Esc Esc 离开   F3 F3 离开"));
    ui_set_cursor(ui, SHOWN_ROW, SHOWN_NAME_COL);
}

static void resized(struct view *view) {
    view->is_dirty = true;
}

static void free_keytest(struct view *view) {
    free(view);
}

static const struct view_class keytest_class = {
    .name = "keytest",
    .is_full_screen = true,
    .takes_text = true,
    .takes_unknown = true,
    .draw = draw,
    .key = take_key,
    .paste = take_paste,
    .resized = resized,
    .free = free_keytest,
};

enum status keytest_open(struct ui *ui, struct problem *problem) {
    struct keytest *keytest = calloc(1, sizeof *keytest);
    if (!keytest)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    keytest->view.class = &keytest_class;
    keytest->view.is_dirty = true;
    ui_push(ui, &keytest->view);
    return STATUS_OK;
}
