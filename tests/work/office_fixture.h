/* An office of mode test in a temporary file, its clock at a Friday, with units, people and a box: what
 * the tests of work begin from. */
#ifndef TESTS_WORK_OFFICE_FIXTURE_H
#define TESTS_WORK_OFFICE_FIXTURE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "work/flow.h"
#include "work/user.h"
#include "work/visible.h"

#define FIXTURE_NOW "2026-11-20T09:00"

struct fixture {
    struct office office;
    char folder[300];
    char path[320];
    int64_t admin, clerk, leader, village, unit, other_unit, box;
};

static inline void make_folder(struct fixture *f) {
    const char *base = getenv("TMPDIR");
    snprintf(f->folder, sizeof f->folder, "%s/zwgk-work-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/zwgk.db", f->folder);
}

static inline void remove_folder(struct fixture *f) {
    char command[320];
    snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
    assert_int_equal(system(command), 0);
}

/* The sentence of a problem, in a static buffer. */
static inline const char *sentence(const struct problem *problem) {
    static char text[1000];
    struct buffer out = BUFFER_INIT;
    if (problem->message == NULL)
        return "";
    problem_format(problem, problem->message, NULL, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static inline void found_office(struct fixture *f, const char *mode, const char *password) {
    struct problem problem = {0};
    struct clock clock = CLOCK_INIT;
    assert_int_equal(clock_set(&clock, FIXTURE_NOW, NULL), STATUS_OK);
    struct office_founding founding = {.path = f->path,
                                       .name = "青石镇政务公开办公室",
                                       .admin = "admin",
                                       .admin_name = "孙国强",
                                       .password = password,
                                       .mode = mode,
                                       .now = clock.fixed_utc};
    enum status status = office_found(&f->office, &founding, &problem);
    if (status != STATUS_OK)
        print_error("%s\n", sentence(&problem));
    assert_int_equal(status, STATUS_OK);
    f->office.one_person_office = false;
    f->admin = f->office.user;
}

/* Values as name, text, name, text, …, NULL. */
static inline void fill(struct fields *fields, va_list list) {
    const char *name;
    while ((name = va_arg(list, const char *)) != NULL)
        fields_set(fields, name, va_arg(list, const char *));
}

static struct problems last; /* what the last try_ or must_ said */

static inline const char *said(void) {
    return last.count > 0 ? sentence(&last.items[0]) : "";
}

static inline enum status try_register(struct fixture *f, const char *kind, int64_t *id, ...) {
    struct fields values = FIELDS_INIT;
    va_list list;
    va_start(list, id);
    fill(&values, list);
    va_end(list);
    last = (struct problems){0};
    enum status status = flow_register(&f->office, kind, &values, false, id, &last);
    fields_release(&values);
    return status;
}

#define must_register(f, kind, id, ...)                                                            \
    do {                                                                                           \
        if (try_register(f, kind, id, __VA_ARGS__, NULL) != STATUS_OK)                             \
            fail_msg("%s: %s", last.items[0].field, said());                                       \
    } while (0)

static inline enum status try_do(struct fixture *f, const char *command, int64_t id, ...) {
    struct fields arguments = FIELDS_INIT;
    va_list list;
    va_start(list, id);
    fill(&arguments, list);
    va_end(list);
    last = (struct problems){0};
    enum status status = flow_do(&f->office, command, &id, 1, 0, &arguments, &last);
    fields_release(&arguments);
    return status;
}

#define must_do(f, command, ...)                                                                   \
    do {                                                                                           \
        if (try_do(f, command, __VA_ARGS__, NULL) != STATUS_OK)                                    \
            fail_msg("%s: %s", last.items[0].field, said());                                       \
    } while (0)
/* Refused with a sentence that has these words, in this field. */
#define refused(f, status, field_name, words, command, ...)                                        \
    do {                                                                                           \
        if (try_do(f, command, __VA_ARGS__, NULL) != (status))                                     \
            fail_msg("%s: %s", last.items[0].field, said());                                       \
        assert_string_equal(last.items[0].field, field_name);                                      \
        if (strstr(said(), words) == NULL)                                                         \
            fail_msg("%s", said());                                                                \
    } while (0)
#define register_refused(f, status, field_name, words, kind, ...)                                  \
    do {                                                                                           \
        int64_t refused_id = 0;                                                                    \
        assert_int_equal(try_register(f, kind, &refused_id, __VA_ARGS__, NULL), status);           \
        assert_string_equal(last.items[0].field, field_name);                                      \
        if (strstr(said(), words) == NULL)                                                         \
            fail_msg("%s", said());                                                                \
    } while (0)

/* A column of a record as the rules see it, in a static buffer. */
static inline const char *column(struct fixture *f, int64_t id, const char *name) {
    static char text[5][4200];
    static int next;
    struct visible all = visible_to_rules();
    struct record record = {0};
    next = (next + 1) % 5;
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    if (strcmp(name, "ver") == 0)
        snprintf(text[next], sizeof text[next], "%lld", (long long)record.ver);
    else
        snprintf(text[next], sizeof text[next], "%s", fields_text(&record.fields, name));
    record_release(&record);
    return text[next];
}

static inline size_t step_count(struct fixture *f, int64_t id) {
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    size_t count = steps.count;
    steps_release(&steps);
    return count;
}

/* "register assign reply": the commands of a record's steps. */
static inline const char *steps_of(struct fixture *f, int64_t id) {
    static char text[400];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    text[0] = '\0';
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++) {
        strcat(text, i > 0 ? " " : "");
        strcat(text, steps.items[i].command);
    }
    steps_release(&steps);
    return text;
}

static inline void use_as(struct fixture *f, int64_t person, unsigned roles) {
    f->office.user = person;
    f->office.roles = roles;
    f->office.visible = visible_to(person, roles);
}

static inline void at(struct fixture *f, const char *now) {
    assert_int_equal(office_set_now(&f->office, now, NULL), STATUS_OK);
}

/* What setup() begins a test with: people and a box, the test's user with every role. */
static inline int office_fixture_setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    char unit[24];
    make_folder(f);
    found_office(f, "test", NULL);
    must_register(f, "unit", &f->unit, "title", "东门村", "phone", "0000-6610011");
    must_register(f, "unit", &f->other_unit, "title", "社会事务办");
    snprintf(unit, sizeof unit, "%lld", (long long)f->unit);
    must_register(f, "person", &f->clerk, "title", "李春梅", "unit", "社会事务办", "account",
                  "lichunmei", "roles", "clerk");
    must_register(f, "person", &f->leader, "title", "周建华", "account", "zhoujianhua", "roles",
                  "分管领导");
    must_register(f, "person", &f->village, "title", "张𠮷旺", "unit", unit);
    must_register(f, "box", &f->box, "title", "政府大院", "place", "镇政府大门东侧", "keeper",
                  "张𠮷旺");
    must_do(f, "edit", f->admin, "roles", "clerk admin"); /* its session keeps every role */
    *state = f;
    return 0;
}

static inline int office_fixture_teardown(void **state) {
    struct fixture *f = *state;
    office_close(&f->office);
    remove_folder(f);
    free(f);
    return 0;
}

#define with_office(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, office_fixture_setup, office_fixture_teardown)

#endif
