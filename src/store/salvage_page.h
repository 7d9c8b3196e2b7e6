/* The pages of a database file as bytes, private to src/store: b-tree pages, their cells, the values of a row. Follows SQLite's
 * published file format and trusts nothing in it. */
#ifndef ZWGK_STORE_SALVAGE_PAGE_H
#define ZWGK_STORE_SALVAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum page_kind { PAGE_OTHER = 0, PAGE_INDEX_INNER = 2, PAGE_TABLE_INNER = 5, PAGE_INDEX_LEAF = 10, PAGE_TABLE_LEAF = 13 };
enum { CELL_VALUES_MOST = 200 };

struct pages {
    unsigned char *bytes;
    size_t length;
    uint32_t page_bytes, usable;
    uint32_t count; /* a last page that is cut short counts too, as zeros behind its end it has none */
};

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };
struct value {
    enum value_kind kind;
    int64_t integer;
    const unsigned char *bytes; /* of text and blob; in the file or in the cell's payload */
    size_t length;
};

/* A cell of a leaf, or of an inner page (then with `child`). Start with {0}; payload is kept for the next. */
struct cell {
    int64_t rowid; /* of tables */
    uint32_t child;
    struct value values[CELL_VALUES_MOST];
    int count;
    struct buffer payload; /* where the row goes on in overflow pages */
};

/* Takes the bytes over: page size and reserved space from the head, or 4096 and `reserved` where that is spoilt. */
void pages_begin(struct pages *pages, unsigned char *bytes, size_t length, uint32_t reserved);
/* Number from 1. OTHER: no b-tree page, or one whose head contradicts itself. */
enum page_kind pages_kind(const struct pages *pages, uint32_t number);
int pages_cell_count(const struct pages *pages, uint32_t number);
uint32_t pages_right_child(const struct pages *pages, uint32_t number); /* of an inner page */
/* False: the cell contradicts itself or ends in pages that are not there. Of an inner table page only child and rowid. */
bool pages_cell(const struct pages *pages, uint32_t number, int index, struct cell *cell);
/* True when the rowid stands in the order of those beside it. */
bool pages_cell_is_in_order(const struct pages *pages, uint32_t number, int index);

#endif
