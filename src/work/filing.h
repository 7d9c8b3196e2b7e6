/* 年度归档: 件号 without gaps inside fonds, year, retention and office, and 档号 by DA/T 22-2015. Decided inside the
 * save that writes them. Mission D9. */
#ifndef ZWGK_WORK_FILING_H
#define ZWGK_WORK_FILING_H

#include "work/act.h"

enum { FILING_CLASSES_MOST = 100, ARCHIVE_NO_BYTES = 81 };

/* Z109-WS·2011-Y-BGS-0001; the office is left out when it is "". */
void filing_append_number(const char *fonds, int year, const char *retention,
                          const char *office_code, int64_t item, char out[ARCHIVE_NO_BYTES]);
/* The ids in the order in which they get their numbers: by day of publication, then number. The caller frees
 * *out. */
MUST_USE enum status filing_in_order(struct office *office, const int64_t *ids, size_t count,
                                     int64_t **out, struct problem *problem);

/* A card that the user sees waits to be filed, and the office has no 全宗号 yet. */
bool filing_lacks_fonds(struct office *office);

/* The lowest class a 件号 counts in. */
struct filing_key {
    int year;
    char fonds[16], retention[8], office_code[24];
};
/* Of a card; refuses where the office's fonds or the card's office is missing. */
MUST_USE enum status filing_key_of(struct office *office, const struct fields *card,
                                   struct filing_key *out, struct problem *problem);
/* The highest 件号 of the class, 0 when it is empty. */
MUST_USE enum status filing_last_item(struct office *office, const struct filing_key *key,
                                      int64_t *last, struct problem *problem);

/* What the run of a year would do. Start with {0}. */
struct filing_class {
    char retention[8], office_code[24];
    int64_t first, last; /* 件号 */
};
enum filing_hindrance { FILING_NOT_FILLED, FILING_ON_NOTICE, FILING_NO_OFFICE_CODE };
struct filing_left {
    char number[24], title[160];
    enum filing_hindrance why;
};
struct filing {
    int year;
    char fonds[16];
    int64_t *ids; /* in the order of their numbers */
    size_t count;
    struct filing_class classes[FILING_CLASSES_MOST];
    size_t class_count;
    struct filing_left *left; /* of that year, not to be filed now */
    size_t left_count;
};
void filing_release(struct filing *filing);
/* Everything of the year that is filled is to be filed; what is not is left and named. */
MUST_USE enum status filing_plan(struct office *office, int year, struct filing *out,
                                 struct problem *problem);
/* Files it: all or none. DENIED when there is nothing. Numbers are those free when it is done. */
MUST_USE enum status filing_run(struct office *office, const struct filing *filing,
                                struct problems *problems);

#endif
