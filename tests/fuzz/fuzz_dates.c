/* Dates, integers, money, quantities and numerals as people type them: what is taken has one spelling that reads the same. */
#include "base/buffer.h"
#include "base/numeral.h"
#include "base/value.h"
#include "fuzz/fuzz.h"

static day_number add(void *context, day_number from, int count) {
    (void)context;
    return from + count;
}

static void check_date(const char *text) {
    char iso[DATE_BYTES];
    struct problem problem = {0};
    day_number day = DATE_NONE, again = DATE_NONE;
    const struct date_context today = {.today = 20780, .add_workdays = add};
    if (value_parse_date(text, &today, &day, &problem) != STATUS_OK) {
        HOLDS(problem.message != NULL);
        return;
    }
    HOLDS(date_from_iso(date_to_iso(day, iso)) == day);
    HOLDS(value_parse_date(iso, &today, &again, &problem) == STATUS_OK && again == day);
}

static void check_numbers(const char *text) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    int64_t value = 0, again = 0;
    if (value_parse_money(text, &value, &problem) == STATUS_OK) {
        value_append_money(&out, value);
        HOLDS(value_parse_money(buffer_text(&out), &again, &problem) == STATUS_OK && again == value);
        buffer_clear(&out);
        value_append_money_grouped(&out, value);
        HOLDS(value_parse_money(buffer_text(&out), &again, &problem) == STATUS_OK && again == value);
    }
    buffer_clear(&out);
    if (value_parse_quantity(text, &value, &problem) == STATUS_OK) {
        value_append_quantity(&out, value);
        HOLDS(value >= 0 && value_parse_quantity(buffer_text(&out), &again, &problem) == STATUS_OK && again == value);
    }
    if (value_parse_integer(text, -5, 999, &value, &problem) == STATUS_OK)
        HOLDS(value >= -5 && value <= 999);
    size_t used = numeral_read(text, &value);
    HOLDS(used <= strlen(text) && (used == 0 || (value >= 0 && value <= 999999999)));
    buffer_clear(&out);
    if (used > 0 && value < 100000000) { /* 亿 is written, not read: no chapter has that number */
        numeral_append(&out, value);
        HOLDS(numeral_read(buffer_text(&out), &again) == out.length && again == value);
    }
    buffer_release(&out);
}

int fuzz_dates(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);
    check_date(text);
    check_numbers(text);
    free(text);
    return 0;
}
