/* 设置: the office's settings as data/settings.tsv names them, and the limits. Each change is audited;
 * only an admin makes it. */
#ifndef ZWGK_WORK_SETTINGS_H
#define ZWGK_WORK_SETTINGS_H

#include "work/office.h"

enum setting_type {
    SETTING_TEXT,
    SETTING_INTEGER,
    SETTING_FLAG,
    SETTING_UNIT,
    SETTING_PERSON,
    SETTING_CODES, /* of a list, blank-separated */
    SETTING_SIGNS, /* capital letters and digits, so many */
};

struct setting {
    char key[48];
    char label[160]; /* Chinese: what it means */
    enum setting_type type;
    int64_t low, high; /* of an integer; how many signs */
    char list[32];     /* of codes */
    char value[256];   /* as stored now */
};
struct settings {
    struct setting *items;
    size_t count;
};
void settings_release(struct settings *settings);
/* Every setting of data/settings.tsv in its order with its value. */
MUST_USE enum status settings_load(struct office *office, struct settings *out,
                                   struct problem *problem);
/* Checks by type and stores; "" goes back to none. The office uses it at once. */
MUST_USE enum status settings_set(struct office *office, const char *key, const char *value,
                                  struct problem *problem);

/* A limit as it shall be from a day after today on: fields id amount unit (workday, day) extension_max
 * article valid_from. What is received before that day keeps the old rule; other columns stay as they
 * were. All that is wrong is in *problems. */
MUST_USE enum status settings_set_limit(struct office *office, const struct fields *limit,
                                        struct problems *problems);

#endif
