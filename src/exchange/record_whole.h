/* One record with all that belongs to it, as `show` and `export` give it. */
#ifndef ZWGK_EXCHANGE_RECORD_WHOLE_H
#define ZWGK_EXCHANGE_RECORD_WHOLE_H

#include "exchange/json_write.h"
#include "work/office.h"
#include "work/personal.h"

/* Start with {0}. */
struct record_whole {
    struct record record; /* with what is sealed merged in, when it was asked for and may be seen */
    struct light_state light;
    struct steps steps;
    struct versions versions;
    struct urges urges;
    bool is_partial; /* of a damaged file: some of these could not be read */
};

MUST_USE enum status record_whole_read(struct office *office, int64_t id, bool with_sealed,
                                       struct record_whole *out, struct problem *problem);
void record_whole_release(struct record_whole *whole);
/* Masks the record, and finds what is to be masked in a text made of it and its versions. */
void record_whole_hide(struct office *office, enum personal_where where, struct record_whole *whole,
                       struct personal *out);

/* Writes the record as one object: the fields of a list's row, every other field of its kind (references by
 * name, those to disclosures and the like by number, numbers as numbers, null where there is nothing), steps, versions
 * and urgings. Of a disclosure: elements {basis subject process discipline result}, lines and findings, and when it is
 * published the day by which it had to be as due_on. */
void record_whole_json(struct office *office, const struct record_whole *whole, struct json *json,
                       const char *key);

#endif
