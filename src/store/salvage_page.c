/* Reads pages of a database file as bytes. Every offset, length and page number in them may be wrong: each is checked before
 * it is followed. Must not touch the disk. */
#include "store/salvage_page.h"

#include <string.h>

enum {
    HEAD_BYTES = 100, /* of the file, on page 1 */
    RESERVED_MOST = 64,
    PAYLOAD_MOST = 16 * 1024 * 1024,
    USUAL_PAGE = 4096,
};

static uint32_t two(const unsigned char *at) {
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t four(const unsigned char *at) {
    return two(at) << 16 | two(at + 2);
}

void pages_begin(struct pages *pages, unsigned char *bytes, size_t length, uint32_t reserved) {
    uint32_t size = 0;
    if (length >= HEAD_BYTES && memcmp(bytes, "SQLite format 3", 16) == 0) {
        size = two(bytes + 16) == 1 ? 65536 : two(bytes + 16);
        reserved = bytes[20];
    }
    if (size < 512 || (size & (size - 1)) != 0 || reserved > RESERVED_MOST) {
        size = USUAL_PAGE;
        reserved = reserved > RESERVED_MOST ? 0 : reserved;
    }
    *pages = (struct pages){bytes, length, size, size - reserved, (uint32_t)(length / size)};
}

static const unsigned char *page_at(const struct pages *pages, uint32_t number) {
    return number < 1 || number > pages->count
               ? NULL
               : pages->bytes + (size_t)(number - 1) * pages->page_bytes;
}

static uint32_t head_of(uint32_t number) {
    return number == 1 ? HEAD_BYTES : 0;
}

static bool is_inner(enum page_kind kind) {
    return kind == PAGE_TABLE_INNER || kind == PAGE_INDEX_INNER;
}

static uint32_t pointers_of(uint32_t number, enum page_kind kind) {
    return head_of(number) + (is_inner(kind) ? 12 : 8);
}

enum page_kind pages_kind(const struct pages *pages, uint32_t number) {
    const unsigned char *page = page_at(pages, number);
    if (page == NULL) {
        return PAGE_OTHER;
    }
    const unsigned char *head = page + head_of(number);
    enum page_kind kind = (enum page_kind)head[0];
    if (kind != PAGE_TABLE_LEAF && kind != PAGE_TABLE_INNER && kind != PAGE_INDEX_LEAF &&
        kind != PAGE_INDEX_INNER) {
        return PAGE_OTHER;
    }
    uint32_t pointers = pointers_of(number, kind);
    return pointers + 2 * two(head + 3) <= pages->usable ? kind : PAGE_OTHER;
}

int pages_cell_count(const struct pages *pages, uint32_t number) {
    const unsigned char *page = page_at(pages, number);
    return page == NULL || pages_kind(pages, number) == PAGE_OTHER
               ? 0
               : (int)two(page + head_of(number) + 3);
}

uint32_t pages_right_child(const struct pages *pages, uint32_t number) {
    const unsigned char *page = page_at(pages, number);
    return page == NULL ? 0 : four(page + head_of(number) + 8);
}

/* Where the reading is; `bad` once something did not fit. */
struct reader {
    const unsigned char *at, *end;
    bool bad;
};

static uint64_t read_varint(struct reader *reader) {
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (reader->at >= reader->end) {
            reader->bad = true;
            return 0;
        }
        unsigned char byte = *reader->at++;
        if (i == 8) {
            return value << 8 | byte;
        }
        value = value << 7 | (byte & 0x7FU);
        if ((byte & 0x80U) == 0) {
            return value;
        }
    }
    return value;
}

/* ---- the values of a row ------------------------------------------------------------------------- */

static size_t length_of(uint64_t serial) {
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    return serial < 10 ? lengths[serial] : (size_t)((serial - 12) / 2);
}

static int64_t big_endian(const unsigned char *at, size_t length) {
    uint64_t value = length > 0 && (at[0] & 0x80U) != 0 ? ~UINT64_C(0) : 0;
    for (size_t i = 0; i < length; i++) {
        value = value << 8 | at[i];
    }
    return (int64_t)value;
}

static struct value make_value(uint64_t serial, const unsigned char *at) {
    size_t length = length_of(serial);
    struct value value = {VALUE_INTEGER, 0, at, length};
    if (serial == 0) {
        value.kind = VALUE_NULL;
    } else if (serial == 7) {
        value.kind = VALUE_REAL;
    } else if (serial == 8 || serial == 9) {
        value.integer = serial == 9;
    } else if (serial < 7) {
        value.integer = big_endian(at, length);
    } else {
        value.kind = serial % 2 == 0 ? VALUE_BLOB : VALUE_TEXT;
    }
    return value;
}

/* The head's lengths must add up to exactly the payload. */
static bool read_values(const unsigned char *payload, size_t length, struct cell *cell) {
    struct reader head = {payload, payload + length, false};
    uint64_t head_bytes = read_varint(&head);
    if (head.bad || head_bytes > length || head_bytes < 1) {
        return false;
    }
    head.end = payload + head_bytes;
    size_t at = (size_t)head_bytes;
    cell->count = 0;
    while (head.at < head.end) {
        uint64_t serial = read_varint(&head);
        if (head.bad || serial == 10 || serial == 11 || cell->count == CELL_VALUES_MOST ||
            length_of(serial) > length - at) {
            return false;
        }
        cell->values[cell->count++] = make_value(serial, payload + at);
        at += length_of(serial);
    }
    return at == length && cell->count > 0;
}

/* ---- cells --------------------------------------------------------------------------------------- */

static size_t local_bytes(const struct pages *pages, size_t payload, bool is_table) {
    size_t usable = pages->usable;
    size_t most = is_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    size_t least = (usable - 12) * 32 / 255 - 23;
    if (payload <= most) {
        return payload;
    }
    size_t cut = least + (payload - least) % (usable - 4);
    return cut <= most ? cut : least;
}

/* Local bytes, then those of the overflow pages; the chain must end with the payload. */
static bool gather(const struct pages *pages, const unsigned char *local, size_t local_length,
                   size_t length, struct buffer *payload) {
    uint32_t next = four(local + local_length);
    size_t left = length - local_length;
    buffer_clear(payload);
    buffer_append_bytes(payload, (const char *)local, local_length);
    while (left > 0) {
        const unsigned char *page = page_at(pages, next);
        size_t part = left < pages->usable - 4 ? left : pages->usable - 4;
        if (page == NULL || next == 1) {
            return false;
        }
        buffer_append_bytes(payload, (const char *)page + 4, part);
        next = four(page);
        left -= part;
    }
    return next == 0 && !payload->failed;
}

static bool read_payload(const struct pages *pages, struct reader *reader, size_t length,
                         bool is_table, struct cell *cell) {
    size_t local = local_bytes(pages, length, is_table);
    size_t there = (size_t)(reader->end - reader->at);
    if (local == length) {
        return length <= there && read_values(reader->at, length, cell);
    }
    if (local + 4 > there || length > pages->length) {
        return false;
    }
    return gather(pages, reader->at, local, length, &cell->payload) &&
           read_values((const unsigned char *)cell->payload.data, length, cell);
}

static bool find_cell(const struct pages *pages, uint32_t number, int index,
                      struct reader *reader) {
    const unsigned char *page = page_at(pages, number);
    enum page_kind kind = pages_kind(pages, number);
    if (kind == PAGE_OTHER || index < 0 || index >= pages_cell_count(pages, number)) {
        return false;
    }
    uint32_t pointers = pointers_of(number, kind);
    uint32_t at = two(page + pointers + 2 * (uint32_t)index);
    uint32_t least = pointers + 2 * (uint32_t)pages_cell_count(pages, number);
    *reader = (struct reader){page + at, page + pages->usable, false};
    return at >= least && at + 4 <= pages->usable;
}

bool pages_cell(const struct pages *pages, uint32_t number, int index, struct cell *cell) {
    enum page_kind kind = pages_kind(pages, number);
    struct reader reader;
    cell->count = 0;
    if (!find_cell(pages, number, index, &reader)) {
        return false;
    }
    if (is_inner(kind)) {
        cell->child = four(reader.at);
        reader.at += 4;
    }
    if (kind == PAGE_TABLE_INNER) {
        cell->rowid = (int64_t)read_varint(&reader);
        return !reader.bad;
    }
    uint64_t length = read_varint(&reader);
    if (kind == PAGE_TABLE_LEAF) {
        cell->rowid = (int64_t)read_varint(&reader);
    }
    return !reader.bad && length > 0 && length <= PAYLOAD_MOST &&
           read_payload(pages, &reader, (size_t)length, kind == PAGE_TABLE_LEAF, cell);
}

/* INT64_MIN where the cell is not found. */
static int64_t rowid_at(const struct pages *pages, uint32_t number, int index) {
    struct reader reader;
    if (!find_cell(pages, number, index, &reader)) {
        return INT64_MIN;
    }
    read_varint(&reader);
    int64_t rowid = (int64_t)read_varint(&reader);
    return reader.bad ? INT64_MIN : rowid;
}

/* Of two that contradict each other the one is wrong that contradicts a third too; else both are. */
bool pages_cell_is_in_order(const struct pages *pages, uint32_t number, int index) {
    int64_t before = rowid_at(pages, number, index - 1);
    int64_t own = rowid_at(pages, number, index);
    int64_t after = rowid_at(pages, number, index + 1);
    bool has_before = before != INT64_MIN, has_after = after != INT64_MIN;
    bool fits_before = !has_before || before < own;
    bool fits_after = !has_after || own < after;
    if (fits_before && !fits_after) {
        return has_before ? after <= before : own < rowid_at(pages, number, index + 2);
    }
    return fits_before || (fits_after && has_after && after <= before);
}
