/* Five hundred records of feedback made of hostile strings, past every rule. */
#ifndef ZWGK_TESTS_FAULTS_HOSTILE_OFFICE_H
#define ZWGK_TESTS_FAULTS_HOSTILE_OFFICE_H

#include "faults/hostile.h"
#include "work/save.h"

static const char *const text_fields[] = {"title", "reporter", "contact", "body"};
enum { TEXT_FIELDS = sizeof text_fields / sizeof *text_fields };

static inline void spoil(struct office *office, int64_t ids[HOSTILE_COUNT]) {
    struct save save;
    assert_int_equal(save_begin(office, &save, NULL), STATUS_OK);
    for (int i = 0; i < HOSTILE_COUNT; i++) {
        struct record record = {0};
        char text[HOSTILE_BYTES];
        hostile_string(i, text);
        fields_set(&record.fields, "record_kind", "feedback");
        fields_set(&record.fields, "kind", "complain");
        fields_set(&record.fields, "state", "registered");
        fields_set(&record.fields, "received_on", "2026-11-20");
        fields_set(&record.fields, "due_on", "2026-12-11");
        for (int n = 0; n < TEXT_FIELDS; n++)
            fields_set(&record.fields, text_fields[n], text);
        assert_int_equal(save_new(&save, &record, "register", text, NULL), STATUS_OK);
        ids[i] = record.id;
        record_release(&record);
    }
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
}

#endif
