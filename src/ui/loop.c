/* The one loop: keys, then one frame, then work nobody waits for, then waiting. Draws nothing itself and
 * knows no screen. */
#include "ui/loop.h"

#include "base/width.h"
#include "ui/curses_api.h"
#include "ui/signals.h"
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

/* While keys typed ahead are worked off, the screen is not left standing for longer. */
enum { FRAME_MS = 50, READ_BYTES = 4096 };

struct loop {
    bool is_drawn;
    bool may_idle;
    bool has_signal;  /* seen while waiting */
    int64_t frame_ms; /* since when nothing was drawn */
};

enum status ui_new(const struct ui_options *options, struct ui **out, struct problem *problem) {
    *out = NULL;
    struct ui *ui = calloc(1, sizeof *ui);
    struct key_decoder *decoder = key_decoder_new();
    if (!ui || !decoder) {
        free(ui);
        key_decoder_free(decoder);
        return problem_set(problem, STATUS_NO_MEMORY, NULL, N_("内存不足。"));
    }
    ui->decoder = decoder;
    ui->options = *options;
    ui->machine_clock = (struct clock)CLOCK_INIT;
    ui->clock = &ui->machine_clock;
    int usual = options->encoding == ENCODING_UTF_8 ? 1 : 2;
    width_set_ambiguous(options->ambiguous > 0 ? options->ambiguous : usual);
    enum status status = terminal_open(&ui->terminal, problem);
    if (status != STATUS_OK) {
        ui_free(ui);
        return status;
    }
    terminal_add_keys(decoder);
    chrome_init(ui);
    sync_init(&ui->sync, options->sync_fd);
    stack_resize(ui);
    *out = ui;
    return STATUS_OK;
}

void ui_free(struct ui *ui) {
    if (!ui)
        return;
    stack_release(ui);
    input_release(&ui->input);
    terminal_close(&ui->terminal);
    chrome_release(ui);
    key_decoder_free(ui->decoder);
    free(ui);
}

enum encoding ui_encoding(const struct ui *ui) {
    return ui->options.encoding;
}

void *ui_context(struct ui *ui) {
    return ui->options.context;
}

int64_t ui_now_ms(const struct ui *ui) {
    return clock_monotonic_ms() + ui->skipped_ms;
}

const struct clock *ui_clock(const struct ui *ui) {
    return ui->clock;
}

void ui_set_clock(struct ui *ui, struct clock *clock) {
    ui->clock = clock ? clock : &ui->machine_clock;
}

void ui_quit(struct ui *ui) {
    ui->is_quitting = true;
}

void ui_clear_scrollback(struct ui *ui) {
    ui->clears_scrollback = true;
    ui_redraw(ui);
}

void ui_paint(struct ui *ui) {
    stack_draw(ui);
}

void ui_redraw(struct ui *ui) {
    clearok(curscr, TRUE);
    stack_mark_dirty(ui);
}

const char *ui_key_bytes(const struct ui *ui, size_t *length) {
    return key_decoder_bytes(ui->decoder, length);
}

/* ---- the width of ambiguous characters ---------------------------------------------------------- */

void ui_ask_width(struct ui *ui) {
    ui->is_opened = true;
    if (ui->options.ambiguous == 0 && terminal_ask_width(&ui->terminal))
        key_decoder_expect_position(ui->decoder);
}

/* True when the terminal's answer changes something. Nothing is drawn here: a view may be at work. */
static bool note_answer(struct ui *ui, int row, int col) {
    int columns = terminal_answered_width(&ui->terminal, row, col);
    if (columns == 0)
        return false;
    ui->terminal.is_asked = false;
    ui->answered_width = columns;
    return columns != width_ambiguous();
}

/* All is drawn anew when the answer was not as thought. */
static bool heed_answer(struct ui *ui) {
    int columns = ui->answered_width;
    ui->answered_width = 0;
    if (columns == 0 || columns == width_ambiguous())
        return false;
    width_set_ambiguous(columns);
    stack_resize(ui);
    ui_redraw(ui);
    return true;
}

/* Moves what was typed into the decoder. An answer that changes nothing is nothing. */
static bool take_input(struct ui *ui) {
    char bytes[READ_BYTES];
    int row, col;
    bool is_something = false;
    bool was_undecided = key_decoder_is_in_escape(ui->decoder);
    size_t count = sizeof bytes;
    while (count == sizeof bytes &&
           (count = terminal_read(&ui->terminal, bytes, sizeof bytes)) > 0) {
        key_decoder_feed(ui->decoder, bytes, count, ui_now_ms(ui));
        is_something = true;
    }
    if (!key_decoder_take_position(ui->decoder, &row, &col) || note_answer(ui, row, col) ||
        was_undecided)
        return is_something;
    return key_decoder_has_key(ui->decoder, ui_now_ms(ui)) || key_decoder_is_in_escape(ui->decoder);
}

bool ui_has_keys(struct ui *ui) {
    (void)take_input(ui);
    if (ui->terminal.is_gone || signals_is_leaving())
        return true;
    return key_decoder_has_key(ui->decoder, ui_now_ms(ui));
}

bool ui_is_stopped(void *context) {
    struct ui *ui = context;
    if (!ui_has_keys(ui))
        return false;
    return ui->terminal.is_gone || signals_is_leaving() ||
           key_decoder_has_code(ui->decoder, KEY_CODE_ESCAPE);
}

static bool take_signals(struct ui *ui, bool is_readable) {
    unsigned signals = signals_take(is_readable);
    if (signals & SIGNAL_LEAVE)
        ui_quit(ui);
    if (signals & SIGNAL_SUSPEND)
        terminal_suspend(&ui->terminal);
    else if (signals & SIGNAL_CONTINUE)
        terminal_resume(&ui->terminal);
    bool is_resized = (signals & SIGNAL_RESIZE) && terminal_resize(&ui->terminal);
    if (is_resized || (signals & (SIGNAL_SUSPEND | SIGNAL_CONTINUE)))
        stack_resize(ui);
    return signals != 0;
}

static bool run_idle(struct ui *ui) {
    struct view *view = ui->top;
    if (!view || ui->is_small)
        return false;
    bool has_more = view->class->idle && view->class->idle(view);
    stack_settle(ui);
    return has_more || input_idle(ui) ||
           (ui->options.idle && !ui_is_locked(ui) && ui->options.idle(ui));
}

static void draw(struct ui *ui, struct loop *loop) {
    stack_draw(ui);
    loop->is_drawn = true;
    loop->frame_ms = clock_monotonic_ms();
}

/* Of two times to wait, -1 standing for ever. */
static int sooner(int ms, int other) {
    return other >= 0 && (ms < 0 || other < ms) ? other : ms;
}

static void wait_for_something(struct ui *ui, struct loop *loop) {
    sync_report(ui);
    int timeout = key_decoder_wait_ms(ui->decoder, ui_now_ms(ui));
    timeout = sooner(timeout, quiet_wait_ms(ui));
    timeout = sooner(timeout, moment_wait_ms(ui));
    timeout = sooner(timeout, keeping_wait_ms(ui));
    unsigned seen = terminal_wait(&ui->terminal, sync_wait_fd(&ui->sync), timeout);
    loop->has_signal = (seen & WAIT_SIGNAL) != 0;
    loop->frame_ms = clock_monotonic_ms();
}

/* What came from outside; true when there was anything. */
static bool take_all(struct ui *ui, struct loop *loop) {
    bool is_something = take_signals(ui, loop->has_signal);
    loop->has_signal = false;
    is_something = take_input(ui) || is_something;
    is_something = heed_answer(ui) || is_something;
    return sync_read(ui) || is_something;
}

static void step(struct ui *ui, struct loop *loop) {
    struct key key;
    if (moment_run(ui)) /* before a key is taken: nobody types it on */
        loop->is_drawn = false;
    if (!key_decoder_has_key(ui->decoder, ui_now_ms(ui)) && take_all(ui, loop)) {
        ui->sync.is_owed = true;
        loop->is_drawn = false;
        loop->may_idle = true;
    }
    if (key_decoder_next(ui->decoder, ui_now_ms(ui), &key)) {
        quiet_key_came(ui);
        dispatch_key(ui, &key);
        keeping_key_came(ui);
        ui->sync.is_owed = true;
        loop->is_drawn = false;
        loop->may_idle = true;
        if (clock_monotonic_ms() - loop->frame_ms >= FRAME_MS && ui->top)
            draw(ui, loop);
        (void)keeping_run(ui);
    } else if (!loop->is_drawn) {
        draw(ui, loop);
    } else if (loop->may_idle) {
        loop->may_idle = run_idle(ui);
        loop->is_drawn = false;
    } else if (keeping_run(ui)) {
        loop->is_drawn = false; /* what went wrong is said */
    } else if (quiet_run(ui)) {
        loop->is_drawn = false;
        loop->may_idle = true;
    } else {
        wait_for_something(ui, loop);
    }
}

void ui_run(struct ui *ui) {
    struct loop loop = {.may_idle = true, .has_signal = true, .frame_ms = clock_monotonic_ms()};
    while (ui->top && !ui->is_quitting && !ui->terminal.is_gone)
        step(ui, &loop);
    input_leave(ui);
}
