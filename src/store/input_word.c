/* The words of the pinyin input. They are no records: no version, no step, no audit; and nothing waits for them, so
 * that writing gives up at once when another program writes. */
#include "store/input_word.h"

#include <stdio.h>

#include "store/statement.h"
#include "store/write.h"

enum { WAIT_MS = 30 };

enum status store_input_words(struct store *store,
                              void (*each)(void *context, const char *word, const char *reading,
                                           int uses),
                              void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT word, reading, uses FROM input_word ORDER BY uses DESC, word LIMIT ?");
    statement_integer(&statement, INPUT_WORDS_MOST);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        int64_t uses = statement_column_integer(&statement, 2);
        each(context, statement_column_text(&statement, 0), statement_column_text(&statement, 1),
             uses < 1000 ? (int)uses : 1000);
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

enum status store_input_names(struct store *store, const struct visible *visible, const char *kind,
                              int most,
                              void (*each)(void *context, const char *name, const char *reading),
                              void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open_visible(&statement, store,
                           "SELECT title, (SELECT reading FROM person WHERE person.id = record.id)"
                           " FROM record WHERE ",
                           visible,
                           " AND record_kind = ?2 AND open = 1 AND sealed = 0"
                           " ORDER BY id DESC LIMIT ?3");
    statement_text(&statement, kind);
    statement_integer(&statement, most);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        each(context, statement_column_text(&statement, 0), statement_column_text(&statement, 1));
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

static enum status add(struct store *store, const struct input_word *word,
                       struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "INSERT INTO input_word (word, reading, uses) VALUES (?, ?, ?)"
                   " ON CONFLICT (word, reading) DO UPDATE SET uses = uses + excluded.uses");
    statement_text(&statement, word->word);
    statement_text(&statement, word->reading);
    statement_integer(&statement, word->uses);
    return statement_run(&statement, problem);
}

/* The least used ones go. */
static enum status trim(struct store *store, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "DELETE FROM input_word WHERE (word, reading) IN"
                   " (SELECT word, reading FROM input_word ORDER BY uses, word"
                   " LIMIT max(0, (SELECT count(*) FROM input_word) - ?))");
    statement_integer(&statement, INPUT_WORDS_MOST);
    return statement_run(&statement, problem);
}

enum status store_learn_words(struct store *store, const char *save_id,
                              const struct input_word *words, size_t count,
                              struct problem *problem) {
    int limit_ms = store->busy_limit_ms;
    store->busy_limit_ms = WAIT_MS;
    enum status status = store_begin(store, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = add(store, &words[i], problem);
    if (status == STATUS_OK)
        status = trim(store, problem);
    if (status == STATUS_OK)
        status = store_commit(store, save_id, problem);
    else if (store->is_writing)
        store_rollback(store);
    store->busy_limit_ms = limit_ms;
    return status;
}
