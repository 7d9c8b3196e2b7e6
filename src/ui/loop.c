/* The one loop: keys, then one frame, then work nobody waits for, then waiting. Draws nothing itself and
 * knows no screen. */
#include "ui/loop.h"

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
    bool has_signal; /* seen while waiting */
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
    terminal_close(&ui->terminal);
    chrome_release(ui);
    key_decoder_free(ui->decoder);
    free(ui);
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

void ui_redraw(struct ui *ui) {
    clearok(curscr, TRUE);
    stack_mark_dirty(ui);
}

const char *ui_key_bytes(const struct ui *ui, size_t *length) {
    return key_decoder_bytes(ui->decoder, length);
}

/* Moves what was typed into the decoder. */
static bool take_input(struct ui *ui) {
    char bytes[READ_BYTES];
    bool is_something = false;
    size_t count = sizeof bytes;
    while (count == sizeof bytes &&
           (count = terminal_read(&ui->terminal, bytes, sizeof bytes)) > 0) {
        key_decoder_feed(ui->decoder, bytes, count, ui_now_ms(ui));
        is_something = true;
    }
    return is_something;
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
    if (!view || ui->is_small || !view->class->idle)
        return false;
    bool has_more = view->class->idle(view);
    stack_settle(ui);
    return has_more;
}

static void draw(struct ui *ui, struct loop *loop) {
    stack_draw(ui);
    loop->is_drawn = true;
    loop->frame_ms = clock_monotonic_ms();
}

static void wait_for_something(struct ui *ui, struct loop *loop) {
    sync_report(ui);
    int timeout = key_decoder_wait_ms(ui->decoder, ui_now_ms(ui));
    unsigned seen = terminal_wait(&ui->terminal, sync_wait_fd(&ui->sync), timeout);
    loop->has_signal = (seen & WAIT_SIGNAL) != 0;
    loop->frame_ms = clock_monotonic_ms();
}

/* What came from outside; true when there was anything. */
static bool take_all(struct ui *ui, struct loop *loop) {
    bool is_something = take_signals(ui, loop->has_signal);
    loop->has_signal = false;
    is_something = take_input(ui) || is_something;
    return sync_read(ui) || is_something;
}

static void step(struct ui *ui, struct loop *loop) {
    struct key key;
    if (!key_decoder_has_key(ui->decoder, ui_now_ms(ui)) && take_all(ui, loop)) {
        ui->sync.is_owed = true;
        loop->is_drawn = false;
        loop->may_idle = true;
    }
    if (key_decoder_next(ui->decoder, ui_now_ms(ui), &key)) {
        dispatch_key(ui, &key);
        ui->sync.is_owed = true;
        loop->is_drawn = false;
        loop->may_idle = true;
        if (clock_monotonic_ms() - loop->frame_ms >= FRAME_MS && ui->top)
            draw(ui, loop);
    } else if (!loop->is_drawn) {
        draw(ui, loop);
    } else if (loop->may_idle) {
        loop->may_idle = run_idle(ui);
        loop->is_drawn = false;
    } else {
        wait_for_something(ui, loop);
    }
}

enum status ui_run(struct ui *ui, struct problem *problem) {
    struct loop loop = {.may_idle = true, .has_signal = true, .frame_ms = clock_monotonic_ms()};
    while (ui->top && !ui->is_quitting && !ui->terminal.is_gone)
        step(ui, &loop);
    if (ui->terminal.is_gone)
        return problem_set(problem, STATUS_IO, NULL, N_("终端已断开。"));
    return STATUS_OK;
}
