/* Small views over the present one: a question, a line to type, a list to choose from. They call back
 * once and close themselves; Esc, F12 and F3 call back with nothing, and so does leaving the program
 * while one is open. */
#ifndef ZWGK_UI_PROMPT_H
#define ZWGK_UI_PROMPT_H

#include "form/domain.h"
#include "ui/view.h"

/* One line typed in the message row: "定位: ____". text NULL when cancelled. is_secret: nothing is shown. */
void prompt_line(struct ui *ui, const char *question, const char *start, int max, bool is_secret,
                 void (*done)(void *context, const char *text), void *context);
/* The same in another row than the message row. */
void prompt_line_at(struct ui *ui, int row, const char *question, const char *start, int max,
                    void (*done)(void *context, const char *text), void *context);
/* What the line just asked for is spelled in letters, an account or a path: no pinyin input. */
void prompt_take_letters(struct ui *ui);
/* A question with digits: "1 保存  2 不保存  3 继续编辑". Enter takes `usual` (1..count). chosen 0: cancelled. */
void prompt_choice(struct ui *ui, const char *question, const char *const *answers, int count,
                   int usual, void (*done)(void *context, int chosen), void *context);
/* A framed list with type-ahead (digits, hanzi, code, initials): the values of a field, F4's commands.
 * `fetch` fills for what was typed; code NULL: cancelled. Placed so as not to cover row `near_row`. */
void prompt_list(struct ui *ui, const char *title, int near_row, const char *typed,
                 void (*fetch)(void *context, const char *typed, struct choices *out),
                 void (*done)(void *context, const char *code), void *context);
/* The same for several: Space or a row's digit marks it, Enter or F2 gives the codes marked (blank-separated, in
 * no order; "" none; Enter with nothing touched and none marked: the row it stands on). `codes` are marked to
 * begin with. */
void prompt_list_many(struct ui *ui, const char *title, int near_row, const char *codes,
                      void (*fetch)(void *context, const char *typed, struct choices *out),
                      void (*done)(void *context, const char *codes), void *context);

#endif
