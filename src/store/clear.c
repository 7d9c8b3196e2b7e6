/* Takes texts that may not be kept out of the earlier versions of a record. The file overwrites what is deleted
 * (secure_delete), so that nothing of them stays on the disk. */
#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "store/bind.h"
#include "store/columns.h"
#include "store/search_write.h"
#include "store/statement.h"
#include "store/write.h"

static bool is_identifier(const char *name, size_t length) {
    return length > 0 && strspn(name, "abcdefghijklmnopqrstuvwxyz_") >= length;
}

enum status store_clear_versions(struct store *store, int64_t record, const char *columns,
                                 const char *title, struct problem *problem) {
    struct statement statement;
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, record, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    buffer_append(&sql, "UPDATE version SET data = json_set(data");
    for (const char *at = columns; *at != '\0';) {
        size_t length = strcspn(at, " ");
        assert(is_identifier(at, length));
        bool is_title = length == strlen(COL_TITLE) && strncmp(at, COL_TITLE, length) == 0;
        buffer_append_format(&sql, ", '$.%.*s', %s", (int)length, at, is_title ? "?2" : "NULL");
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    buffer_append(&sql, ") WHERE record = ?1 AND ?2 = ?2");
    statement_open(&statement, store, sql.failed ? "" : buffer_text(&sql));
    buffer_release(&sql);
    statement_integer(&statement, record);
    statement_text(&statement, title);
    status = statement_run(&statement, problem);
    return bind_cleared(store, record,
                        status == STATUS_OK ? search_purge_add(store, record, problem) : status,
                        problem);
}
