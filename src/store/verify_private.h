/* What the files of store/verify share. */
#ifndef ZWGK_STORE_VERIFY_PRIVATE_H
#define ZWGK_STORE_VERIFY_PRIVATE_H

#include "store/audit_row.h"
#include "store/bind.h"
#include "store/statement.h"
#include "store/verify.h"

/* What was learned of a record. */
struct known {
    int64_t seq;        /* of its last audit row; 0: none */
    int64_t ver;        /* that it speaks of */
    bool is_bound;      /* an audit row of this schema's kind speaks of it */
    bool has_unaudited; /* a version came between two audit rows that has none */
    unsigned char kind; /* 1 + its place in record_kinds; 0: there is none */
    bool may_differ;    /* an earlier version is not as its audit row says, and its texts were not taken out since */
};

/* The numbers of one prefix and year. */
struct series {
    char prefix[8];
    int year;
    int64_t count, most;
    unsigned char *given; /* a bit for each */
    size_t given_bytes;
};

struct anchor_row {
    char day[16];
    int64_t seq;
    char head[VERIFY_HEAD_BYTES];
};

struct verify {
    struct store *store;
    struct verify_hooks hooks;
    struct verify_seen seen;
    struct problem *problem; /* of the step under way */
    char since[VERIFY_HEAD_BYTES];
    bool has_since, has_begun;

    int64_t seq; /* of the last row checked */
    unsigned char hash[HASH_BYTES];
    struct anchor_row *anchors;
    size_t anchor_count;
    int64_t table_seq[BOUNDS];

    struct known *known; /* by record id */
    int64_t known_count;
    int64_t last_record;
    struct series *series;
    size_t series_count;

    size_t table; /* of the parts that go from table to table */
    int64_t row;
};

/* Says one fault; the sentence's places follow with problem_place before verify_tell. */
void verify_tell(struct verify *verify, const struct problem *fault);
/* Room for the record; NULL when memory ran out, or the id is beyond all reason. */
struct known *verify_known(struct verify *verify, int64_t record);
bool verify_blob_is(const struct statement *row, int column, const unsigned char hash[HASH_BYTES]);
void verify_hex(const unsigned char hash[HASH_BYTES], char out[VERIFY_HEAD_BYTES]);

/* verify_chain.c: rows from the last one checked on, at most some; *is_end: there are no more. */
enum status verify_chain(struct verify *verify, bool *is_end);
enum status verify_begin_chain(struct verify *verify);
void verify_end_chain(struct verify *verify); /* sheets beyond the last row */

/* verify_version.c: the version kept of a record, against the row's hash. */
enum status verify_version(struct verify *verify, int64_t record, int64_t ver, const struct statement *row, int column,
                           bool *is_same);

/* Whether texts may have been taken out of its versions: by a command that does so. */
enum status verify_may_be_cleared(struct verify *verify, int64_t record, bool *may_be);

/* verify_record.c */
enum status verify_records(struct verify *verify, bool *is_end);
enum status verify_number(struct verify *verify, const char *kind, const char *number, bool *is_right);
enum status verify_numbers(struct verify *verify);
void verify_end_numbers(struct verify *verify);

/* verify_search.c: the search index, where it is not too large to be read through while others wait. */
enum status verify_search(struct verify *verify, bool *is_end);
/* verify_sums.c: each page against its sum. */
enum status verify_sums(struct verify *verify, bool *is_end);

/* verify_table.c */
enum status verify_rows(struct verify *verify, bool *is_end);
enum status verify_tables(struct verify *verify);
enum status verify_pages(struct verify *verify, bool *is_end);

#endif
