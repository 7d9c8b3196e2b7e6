/* Numbers of archive cards. Knows nothing of how they are written. */
#include "store/card.h"

#include "store/statement.h"

enum status store_last_item(struct store *store, const struct card_class *of, int64_t *last,
                            struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *last = 0;
    statement_open(&statement, store,
                   "SELECT item_no FROM card INDEXED BY card_item WHERE year = ? AND retention = ?"
                   " AND office_code IS ? AND item_no IS NOT NULL AND fonds = ?"
                   " ORDER BY item_no DESC LIMIT 1");
    statement_integer(&statement, of->year);
    statement_text(&statement, of->retention);
    statement_text(&statement, of->office_code[0] == '\0' ? NULL : of->office_code);
    statement_text(&statement, of->fonds);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *last = statement_column_integer(&statement, 0);
    }
    statement_close(&statement);
    return status;
}
