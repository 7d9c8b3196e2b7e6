/* Rows of a file as new records of a kind, all in one transaction. The rules are work's; this only finds out
 * which column is which and carries what is wrong back to line and column. */
#ifndef ZWGK_EXCHANGE_RECORD_IMPORT_H
#define ZWGK_EXCHANGE_RECORD_IMPORT_H

#include "exchange/table_file.h"
#include "form/scr.h"
#include "work/alike.h"
#include "work/office.h"

/* One thing wrong with a row. */
struct import_fault {
    int column;          /* from 1; 0 when it is not of one column */
    const char *heading; /* as the file has it, "" */
    const struct problem *problem;
};

struct import_request {
    const char *kind;
    struct table_file *file;
    bool allows_duplicates;
    bool skips_alike; /* what is 可能重复 of another is not stored */
    const struct fields *preset; /* what every row has that its file says nothing of; NULL: nothing */
    void *context;
    /* Nobody is kept waiting for the database while these are called. Each row of the heading, before any other. */
    void (*heading)(void *context, const struct table_row *row);
    void (*bad_row)(void *context, const struct table_row *row, const struct import_fault *faults,
                    size_t count);
    /* A row that says much the same as a record, or as an earlier row of the file (of_row, from 1; 0: none). Of these rows,
     * and of bad ones, there are the line and how it came (raw), no cells. */
    void (*alike)(void *context, const struct table_row *row, const struct alike_item *item,
                  int of_row, bool is_skipped);
};

struct import_result {
    int64_t good, bad;
    int64_t alike, skipped; /* rows told of; and of these, not stored */
    int64_t incomplete; /* stored with a note that says what is still to be filled in */
};

struct record_import;

/* Reads the whole file, then tries all rows in a transaction, which is open still only when there was nothing to tell. OK
 * also when rows are bad: see *result. INVALID when the
 * heading is at fault (a column unknown, twice, or missing) or the file cannot be read to its end. */
MUST_USE enum status record_import_run(struct office *office, const struct scr_source *files,
                                       const struct import_request *request,
                                       struct record_import **out, struct import_result *result,
                                       struct problem *problem);
/* Stores the good rows, all or none; a row that was good may be refused now, by what others stored meanwhile. The import is
 * gone after either. NULL allowed. */
MUST_USE enum status record_import_commit(struct record_import *import, struct problem *problem);
void record_import_abandon(struct record_import *import);

#endif
