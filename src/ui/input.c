/* The pinyin input's keys: letters are gathered, hanzi chosen and handed to the view as typed characters. Which
 * hanzi there are is base/compose's. Draws nothing; must not keep a key that is not its own. */
#include "ui/input.h"

#include "base/fold.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/ui.h"

#include <string.h>

enum { STORE_AFTER = 8 /* forms saved */ };

void input_release(struct input *input) {
    compose_free(input->compose);
    *input = (struct input){0};
}

bool input_is_wanted(const struct ui *ui) {
    const struct view *view = ui->top;
    if (!view || ui->is_small || !view->class->takes_text || view->class->takes_unknown)
        return false;
    return !view->class->takes_hanzi || view->class->takes_hanzi(view);
}

bool input_is_composing(const struct ui *ui) {
    const struct input *input = &ui->input;
    return input->compose && compose_letters(input->compose)[0] != '\0';
}

/* ---- on and off ------------------------------------------------------------------------------------- */

static bool make(struct input *input) {
    if (!input->compose)
        input->compose = compose_new();
    if (input->compose)
        compose_set_fuzzy(input->compose, input->is_fuzzy);
    return input->compose != NULL;
}

static void turn(struct ui *ui, bool is_on) {
    struct input *input = &ui->input;
    if (is_on && !make(input)) {
        ui_error(ui, _("内存不足。"));
        return;
    }
    input->is_on = is_on;
    input->is_by_setting = false;
    input->was_on = input->was_on || is_on;
    input->is_after_digit = false;
    stack_mark_dirty(ui);
}

void ui_set_input(struct ui *ui, const struct input_source *source,
                  const struct input_settings *settings) {
    struct input *input = &ui->input;
    input_leave(ui);
    input->source = source ? *source : (struct input_source){NULL, NULL, NULL};
    input->is_fuzzy = settings->is_fuzzy;
    input->is_loaded = false;
    if (input->compose) {
        compose_clear(input->compose);
        compose_forget_words(input->compose);
        compose_set_fuzzy(input->compose, settings->is_fuzzy);
    }
    if (settings->is_on && !input->was_on) {
        turn(ui, true);
        input->is_by_setting = input->is_on;
    }
}

void ui_settle_input(struct ui *ui) {
    input_settle(ui);
}

const char *ui_input_letters(const struct ui *ui) {
    return input_is_composing(ui) ? compose_letters(ui->input.compose) : "";
}

void ui_toggle_input(struct ui *ui) {
    struct input *input = &ui->input;
    input_settle(ui);
    turn(ui, !input->is_on);
    if (input->is_on)
        ui_message(ui, _("拼音输入开：空格和 1-9 选字，- = 翻页，Enter 留字母，Esc 不要；F10 关"));
}

/* ---- handing over ----------------------------------------------------------------------------------- */

static void hand_over(struct ui *ui, const char *text) {
    size_t length = strlen(text), used;
    struct key key = {KEY_CODE_TEXT, 0};
    for (; length > 0 && ui->top; text += used, length -= used) {
        used = text_decode(text, length, &key.character);
        dispatch_to_view(ui, &key);
    }
}

static void begin_page(struct input *input) {
    input->first = 0;
    input->selected = 0;
}

static void hand_over_letters(struct ui *ui) {
    struct buffer letters = BUFFER_INIT;
    buffer_append(&letters, compose_letters(ui->input.compose));
    compose_clear(ui->input.compose);
    begin_page(&ui->input);
    hand_over(ui, buffer_text(&letters));
    buffer_release(&letters);
}

static void choose(struct ui *ui, size_t index) {
    struct compose *compose = ui->input.compose;
    struct buffer text = BUFFER_INIT;
    if (index >= compose_count(compose)) {
        hand_over_letters(ui); /* they stand for nothing */
        return;
    }
    compose_choose(compose, index, &text);
    begin_page(&ui->input);
    hand_over(ui, buffer_text(&text));
    buffer_release(&text);
}

void input_settle(struct ui *ui) {
    if (input_is_composing(ui))
        choose(ui, ui->input.selected);
    while (input_is_composing(ui))
        choose(ui, 0);
}

/* ---- keys while letters are being typed ------------------------------------------------------------- */

static void turn_page(struct ui *ui, bool is_back) {
    struct input *input = &ui->input;
    size_t first = input->first;
    if (is_back) {
        size_t before = 0;
        for (size_t at = 0; at < first; at += input_page(ui, at))
            before = at;
        first = before;
    } else if (first + input_page(ui, first) < compose_count(input->compose)) {
        first += input_page(ui, first);
    }
    input->first = first;
    input->selected = first;
}

static void move_selection(struct ui *ui, bool is_back) {
    struct input *input = &ui->input;
    size_t end = input->first + input_page(ui, input->first);
    if (is_back && input->selected > input->first)
        input->selected--;
    else if (!is_back && input->selected + 1 < end)
        input->selected++;
    else
        turn_page(ui, is_back);
}

static bool take_letter(struct ui *ui, char32_t character) {
    struct input *input = &ui->input;
    bool is_letter = character >= U'a' && character <= U'z';
    if (!is_letter && (character != U'\'' || !input_is_composing(ui)))
        return false;
    if (!compose_type(input->compose, (char)character)) {
        input_settle(ui); /* no room for more */
        (void)compose_type(input->compose, (char)character);
    }
    begin_page(input);
    return true;
}

static bool take_composing_text(struct ui *ui, char32_t character) {
    struct input *input = &ui->input;
    char32_t key = text_fold_key(character);
    if (key == U' ') {
        choose(ui, input->selected);
    } else if (key >= U'1' && key <= U'9') {
        size_t index = (size_t)(key - U'1');
        if (index < input_page(ui, input->first))
            choose(ui, input->first + index);
    } else if (key == U'-' || key == U'=') {
        turn_page(ui, key == U'-');
    } else {
        return take_letter(ui, character);
    }
    return true;
}

/* Keys that the letters being typed have for themselves. */
static bool take_composing(struct ui *ui, const struct key *key) {
    struct compose *compose = ui->input.compose;
    switch (key->code) {
    case KEY_CODE_TEXT:
        return take_composing_text(ui, key->character);
    case KEY_CODE_ENTER:
        hand_over_letters(ui);
        return true;
    case KEY_CODE_ESCAPE:
        compose_clear(compose);
        begin_page(&ui->input);
        return true;
    case KEY_CODE_BACKSPACE:
        (void)compose_backspace(compose);
        begin_page(&ui->input);
        return true;
    case KEY_CODE_PAGE_UP:
    case KEY_CODE_PAGE_DOWN:
    case KEY_CODE_UP:
    case KEY_CODE_DOWN:
        turn_page(ui, key->code == KEY_CODE_PAGE_UP || key->code == KEY_CODE_UP);
        return true;
    case KEY_CODE_LEFT:
    case KEY_CODE_RIGHT:
        move_selection(ui, key->code == KEY_CODE_LEFT);
        return true;
    default:
        return false;
    }
}

/* ---- punctuation ------------------------------------------------------------------------------------ */

static const struct {
    char typed;
    const char *text;
} marks[] = {
    {',', "，"},  {'.', "。"}, {';', "；"}, {':', "："}, {'?', "？"}, {'!', "！"},
    {'(', "（"},  {')', "）"}, {'<', "《"}, {'>', "》"}, {'[', "【"}, {']', "】"},
    {'\\', "、"}, {'^', "……"}, {'_', "——"}, {'$', "￥"},
};

static const char *quote(bool *is_open, const char *begin, const char *end) {
    *is_open = !*is_open;
    return *is_open ? begin : end;
}

/* NULL: the character stays as it is. Between digits 3.5 and 9:30 stay. */
static const char *mark_of(struct input *input, char32_t character) {
    bool is_in_number =
        input->is_after_digit && (character == U'.' || character == U',' || character == U':');
    if (input->is_western || is_in_number)
        return NULL;
    if (character == U'"')
        return quote(&input->is_quote_open, "“", "”");
    if (character == U'\'')
        return quote(&input->is_inner_quote_open, "‘", "’");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (character == (char32_t)marks[i].typed)
            return marks[i].text;
    return NULL;
}

/* ---- every key -------------------------------------------------------------------------------------- */

/* The terminal has an input method of its own: ours, which nobody asked for, steps back. */
static void give_way(struct ui *ui) {
    turn(ui, false);
    ui_message(ui, _("终端自己能送汉字，拼音输入已关；Ctrl-Space 或 F10 可以再开"));
}

static bool take_text(struct ui *ui, char32_t character) {
    struct input *input = &ui->input;
    const char *mark = mark_of(input, character);
    if (mark)
        hand_over(ui, mark);
    else if (!take_letter(ui, character)) {
        input->is_after_digit = character >= U'0' && character <= U'9';
        if (input->is_by_setting && fold_is_hanzi(character))
            give_way(ui);
        return false;
    }
    input->is_after_digit = false;
    return true;
}

bool input_take_key(struct ui *ui, const struct key *key) {
    struct input *input = &ui->input;
    bool is_text = key->code == KEY_CODE_TEXT;
    if (!input->is_on || !input_is_wanted(ui))
        return false;
    if (input_is_composing(ui) && take_composing(ui, key))
        return true;
    input_settle(ui);
    if (key->code == KEY_CTRL('P')) {
        input->is_western = !input->is_western;
        return true;
    }
    if (!is_text)
        input->is_after_digit = false;
    return is_text && input_is_wanted(ui) && take_text(ui, key->character);
}

/* ---- words ------------------------------------------------------------------------------------------ */

void ui_keep_input(struct ui *ui) {
    struct input *input = &ui->input;
    if (!input->compose)
        return;
    compose_keep(input->compose);
    input->kept++;
}

void ui_drop_input(struct ui *ui) {
    if (ui->input.compose)
        compose_drop(ui->input.compose);
}

/* What was typed outside of a form, in one that was left unsaved, or below another that is saved, is nobody else's. */
void input_view_changed(struct ui *ui) {
    size_t forms = 0;
    if (input_is_composing(ui) && !input_is_wanted(ui)) {
        compose_clear(ui->input.compose);
        begin_page(&ui->input);
    }
    for (const struct view *view = ui->top; view; view = view->below)
        if (view->class->is_full_screen && view->class->takes_text)
            forms++;
    if (forms == 0 || forms != ui->input.forms)
        ui_drop_input(ui);
    ui->input.forms = forms;
}

static void store(struct input *input) {
    input->kept = 0;
    if (input->source.store)
        input->source.store(input->source.context, input->compose);
}

bool input_idle(struct ui *ui) {
    struct input *input = &ui->input;
    if (!input->is_on || input_is_composing(ui))
        return false;
    if (!input->is_loaded) {
        input->is_loaded =
            !input->source.load || !input->source.load(input->source.context, input->compose);
        return !input->is_loaded;
    }
    if (input->kept >= STORE_AFTER)
        store(input);
    return false;
}

void input_leave(struct ui *ui) {
    if (ui->input.compose && ui->input.kept > 0)
        store(&ui->input);
}
