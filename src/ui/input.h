/* The pinyin input, for terminals that have no input method: stands between the keys and the view that takes
 * text, and lends it hanzi as if they had been typed. Off until it is asked for; never where a secret is typed. */
#ifndef ZWGK_UI_INPUT_H
#define ZWGK_UI_INPUT_H

#include "base/compose.h"
#include "ui/view.h"

struct input_source {
    void *context;
    /* Adds some of the office's words, while nobody types; true: there are more. NULL: none. */
    bool (*load)(void *context, struct compose *compose);
    /* Stores the words kept (compose_take_kept), while nobody types. NULL: nowhere. */
    void (*store)(void *context, struct compose *compose);
};

struct input_settings {
    bool is_on;    /* from the start, until a hanzi comes from the terminal itself */
    bool is_fuzzy;
};

/* Another office or person: the words are loaded anew. `source` NULL: none. */
void ui_set_input(struct ui *ui, const struct input_source *source, const struct input_settings *settings);
void ui_toggle_input(struct ui *ui);
/* What was typed has been saved, and may be known to everybody: the words chosen are learned. Else they are
 * forgotten when the form is left. */
void ui_keep_input(struct ui *ui);
void ui_drop_input(struct ui *ui);

/* ---- for the loop ----------------------------------------------------------------------------------- */

struct input {
    struct compose *compose; /* made when it is first needed */
    struct input_source source;
    bool is_on, is_fuzzy;
    bool is_by_setting; /* on, but nobody asked for it on this screen */
    bool was_on;        /* its state is shown from then on */
    bool is_western;    /* punctuation as typed */
    bool is_loaded;
    bool is_after_digit; /* 3.5, 9:30 */
    bool is_quote_open, is_inner_quote_open;
    bool is_shown;            /* its line stands on the screen */
    size_t first, selected;   /* candidates: of the page, chosen by Space */
    size_t forms;             /* open above each other */
    int kept;                 /* forms saved since the words were stored */
};

void input_release(struct input *input);
/* True when the key was for it. Else what was being typed has become text, and the key goes on its way. */
bool input_take_key(struct ui *ui, const struct key *key);
void input_settle(struct ui *ui);       /* what is being typed becomes text */
void input_view_changed(struct ui *ui); /* views were opened or closed */
bool input_idle(struct ui *ui);
void input_leave(struct ui *ui); /* the program ends */

bool input_is_composing(const struct ui *ui);
bool input_is_wanted(const struct ui *ui); /* hanzi may be typed where the cursor stands */

/* input_draw.c */
void input_draw(struct ui *ui);       /* its line, over the message row */
size_t input_page(const struct ui *ui, size_t first); /* how many candidates one page shows from `first` on, >= 1 */
int input_mark_cols(const struct ui *ui); /* kept free at the end of the key line for 中 or 英 */

#endif
