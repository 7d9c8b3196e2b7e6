/* Views on a stack, and the one loop that feeds them (architecture.md section 4). A view draws only in
 * draw(), never reads keys, never waits. A command is a row in its class's table. */
#ifndef ZWGK_UI_VIEW_H
#define ZWGK_UI_VIEW_H

#include "base/clock.h"
#include "base/encoding.h"
#include "base/status.h"
#include "ui/keys.h"

struct ui;   /* loop.h: terminal, stack, message line */
struct view; /* every view's first member */

enum view_answer { VIEW_HANDLED, VIEW_PASS };

enum { COMMAND_KEYS_MOST = 3 };
struct command {
    const char *name;             /* "save" */
    const char *label;            /* N_("保存"): key line; NULL: not on the key line */
    const char *help;             /* N_(…): one line for the help page */
    enum key_code keys[COMMAND_KEYS_MOST]; /* the first is the one shown */
    char32_t character;           /* a second name that is a character ('/', '?'): not in text fields; 0 none */
};

struct view_class {
    const char *name;
    bool is_full_screen;  /* hides what lies below */
    bool takes_text;      /* characters go to key(), not to commands' second names */
    bool takes_unknown;   /* KEY_CODE_UNKNOWN goes to key() too */
    bool (*takes_hanzi)(const struct view *view); /* of one that takes text: where it is typed now; NULL: always */
    const struct command *commands; /* ends with name NULL; looked up before global ones; may be NULL */
    void (*draw)(struct view *view); /* only what is dirty; must set the cursor by ui_set_cursor */
    enum view_answer (*command)(struct view *view, const struct command *command);
    enum view_answer (*key)(struct view *view, const struct key *key); /* keys no command has */
    void (*paste)(struct view *view, const char *text, size_t length); /* NULL: as typed text */
    void (*uncovered)(struct view *view); /* the view above was closed: query again */
    void (*resized)(struct view *view);
    void (*help)(const struct view *view, struct buffer *out); /* what comes first in F1: lines, headings begin with \001; may be NULL */
    bool (*idle)(struct view *view); /* one short piece of work nobody waits for; true: there is more */
    void (*keep)(struct view *view); /* puts by what was typed since, in case the program ends; one short write. NULL: nothing is typed */
    void (*free)(struct view *view);
};

struct view {
    const struct view_class *class;
    struct ui *ui;
    struct view *below;
    bool is_dirty; /* draw everything at the next chance */
    char help_topic[32]; /* file data/help/TOPIC.txt */
    void *owner;   /* of the screen that opened it; free for its use */
};

/* ---- what views may ask of the loop (implemented by loop.c and chrome.c) ------------------------- */

void ui_push(struct ui *ui, struct view *view);
/* Closes this view and those above it; the one below is uncovered. Freed after the present key. */
void ui_close(struct view *view);
struct view *ui_top(struct ui *ui);
int ui_rows(const struct ui *ui);
int ui_cols(const struct ui *ui);
enum encoding ui_encoding(const struct ui *ui); /* the terminal's */
bool ui_has_colors(const struct ui *ui); /* false: fields need brackets */
void ui_redraw(struct ui *ui); /* all of it, from scratch */
void ui_paint(struct ui *ui);  /* what is dirty now, before long work */
void ui_quit(struct ui *ui);   /* leaves the loop after this key */
/* True while keys typed ahead wait: long work should stop and give way. Moves typed bytes into the queue. */
bool ui_has_keys(struct ui *ui);
/* What was typed is put by now (view_class.keep), and else 20 keys or a second after it was typed. */
void ui_keep_typed(struct ui *ui);
/* The letters of the pinyin input that are no text yet; "" when there are none. */
const char *ui_input_letters(const struct ui *ui);
bool ui_is_stopped(void *ui); /* for store_set_interrupt: Esc among the waiting keys */
const struct clock *ui_clock(const struct ui *ui);
void ui_set_clock(struct ui *ui, struct clock *clock); /* stepped by --sync-fd in tests */

/* Locked: nothing works but what the views themselves have; no command from everywhere, no suspending, no leaving where
 * the window is too small. */
void ui_set_locked(struct ui *ui, bool is_locked);
bool ui_is_locked(const struct ui *ui);
/* Calls `quiet` when no key has come for `ms` (0: never again), and once more only after the next key. */
void ui_set_quiet(struct ui *ui, int ms, void (*quiet)(void *context), void *context);
/* Calls it, once more, after `ms` from now unless a key comes before. */
void ui_stay_quiet(struct ui *ui, int ms);
int64_t ui_quiet_ms(const struct ui *ui); /* since the last key, or since ui_set_quiet */
/* Calls it once, `ms` from now, whether keys come or not; one at a time. ms 0: it is called no more. */
void ui_set_moment(struct ui *ui, int ms, void (*call)(void *context), void *context);
/* Letters of the pinyin input become text. */
void ui_settle_input(struct ui *ui);
/* What has scrolled away of the terminal is forgotten with the next frame, where the terminal can. */
void ui_clear_scrollback(struct ui *ui);

/* The bytes of the present key (key_decoder_bytes). */
const char *ui_key_bytes(const struct ui *ui, size_t *length);

/* The message line (above the key line), bold; the next key clears it and is carried out. */
void ui_message(struct ui *ui, const char *text);
void ui_error(struct ui *ui, const char *text); /* the same, with the error attribute */
/* At once, in the midst of something else: no view is asked to draw. "": what was there comes back with the next frame. */
void ui_message_now(struct ui *ui, const char *text);
bool ui_has_message(const struct ui *ui);
/* ---- drawing: positions in cells, texts cut by columns and made safe ------------------------------ */

enum ink { INK_PLAIN, INK_TITLE /* reversed */, INK_LABEL, INK_FIELD /* editable */, INK_FIELD_NOW, INK_SELECTED, INK_BOLD, INK_DIM,
           INK_GREEN, INK_YELLOW, INK_RED, INK_CYAN, INK_FOUND /* what was looked for */, INK_ERROR };

/* Writes `text` into exactly `cols` cells at row, col (cut, padded with blanks). cols < 0: to the edge. */
void ui_put(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text);
/* The same, the ink only under the text itself: what is left of the columns is plain. */
void ui_put_word(struct ui *ui, int row, int col, int cols, enum ink ink, const char *text);
void ui_clear_rows(struct ui *ui, int from, int to); /* [from, to) */
void ui_frame(struct ui *ui, int row, int col, int rows, int cols, const char *title); /* clears inside */
void ui_set_cursor(struct ui *ui, int row, int col);
/* Row 0: left, middle, right in reverse; 演示 is added in a demonstration. */
void ui_title(struct ui *ui, const char *left, const char *middle, const char *right);
void ui_set_demo(struct ui *ui, bool is_demo);
void ui_set_mark(struct ui *ui, const char *mark); /* N_(): stands in every title; NULL: none; borrowed */
/* The last row: "F1帮助 Enter进入 …" from the view's command table. Row rows-2 is the message line. */
void ui_key_line(struct ui *ui, const struct view *view);

#endif
