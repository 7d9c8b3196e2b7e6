/* libform's part of a form: cells, pages, where it stands. form_cells.c is the only file that includes
 * form.h; nobody outside form_*.c includes this. */
#ifndef ZWGK_UI_FORM_CELLS_H
#define ZWGK_UI_FORM_CELLS_H

#include <stdbool.h>
#include <stddef.h>

struct form;
struct form_cells;

bool form_cells_make(struct form *form); /* from the layout; frees those before */
void form_cells_free(struct form *form);
/* Shows the page and its fields in an area it clears; false when it does not fit. */
bool form_cells_post(struct form *form);
void form_cells_show(struct form *form, size_t index);
void form_cells_stand(struct form *form); /* in form->focus */
bool form_cells_need_brackets(const struct form *form);

#endif
