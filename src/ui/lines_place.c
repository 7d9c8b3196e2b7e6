/* Where the columns of a lines view stand: numbers get what they need, texts share the rest. Draws nothing. */
#include "base/text.h"
#include "ui/lines_private.h"

enum { GAP_COLS = 1, TEXT_COLS_LEAST = 8 };

/* Columns of a number; 0: a text, which takes from the rest. */
static int own_cols(enum lines_column column, bool is_narrow) {
    switch (column) {
    case LINES_QUANTITY:
        return is_narrow ? 7 : 10;
    case LINES_UNIT:
        return is_narrow ? 5 : 7;
    case LINES_PRICE:
        return is_narrow ? 10 : 12;
    case LINES_AMOUNT:
    case LINES_SECOND_AMOUNT:
        return is_narrow ? 12 : 15;
    default:
        return 0;
    }
}

/* Gives out the columns; returns those left for each text. */
static int share(struct lines_table *table, int room, bool is_narrow) {
    int texts = 0;
    room -= (table->used_count - 1) * GAP_COLS;
    for (int i = 0; i < table->used_count; i++) {
        table->cols[i] = own_cols(table->used[i], is_narrow);
        room -= table->cols[i];
        texts += table->cols[i] == 0 ? 1 : 0;
    }
    return texts > 0 ? room / texts : room;
}

void table_place(struct lines_table *table) {
    int room = ui_cols(table->view.ui) - TABLE_GUTTER_COLS - 1;
    int each = share(table, room, false);
    if (each < TEXT_COLS_LEAST)
        each = share(table, room, true);
    if (each < TABLE_CELL_COLS_LEAST)
        each = TABLE_CELL_COLS_LEAST;
    int col = TABLE_GUTTER_COLS;
    for (int i = 0; i < table->used_count; i++) {
        table->cols[i] = table->cols[i] > 0 ? table->cols[i] : each;
        table->col[i] = col;
        col += table->cols[i] + GAP_COLS;
    }
    int spare = ui_cols(table->view.ui) - col;
    int last = table->used_count - 1;
    if (spare > 0 && own_cols(table->used[last], false) == 0)
        table->cols[last] += spare; /* what dividing left over */
    line_edit_set_cols(&table->edit, table->cols[table->cell]);
}
