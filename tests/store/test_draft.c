/* The file of drafts: what is put comes back as it was, what is removed can't be read in the file, and a file that isn't the
 * account's own is not touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/draft.h"

struct place {
    char folder[200], path[260];
};

static int setup(void **state) {
    struct place *place = calloc(1, sizeof *place);
    const char *base = getenv("TMPDIR");
    snprintf(place->folder, sizeof place->folder, "%s/zwgk-draft-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->path, sizeof place->path, "%s/office.db.drafts-7", place->folder);
    *state = place;
    return 0;
}

static int teardown(void **state) {
    struct place *place = *state;
    char command[260];
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    assert_int_equal(system(command), 0);
    free(place);
    return 0;
}

static struct draft_file *open_file(const struct place *place) {
    struct draft_file *file = NULL;
    assert_int_equal(draft_open(place->path, true, &file, NULL), STATUS_OK);
    return file;
}

static struct draft sample(const char *session, const char *key, const char *body) {
    struct draft draft = {.person = 1, .kept_at = 1000, .ver = 3, .cursor = 7};
    strcpy(draft.session, session);
    strcpy(draft.key, key);
    strcpy(draft.save_id, "0123456789abcdef0123456789abcdef");
    strcpy(draft.screen, "feedback");
    strcpy(draft.command, "edit");
    strcpy(draft.focus, "body");
    draft.ids = strdup("12 13");
    fields_set(&draft.values, "body", body);
    fields_set(&draft.values, "title", "");
    fields_set(&draft.values, "lines", "桥\t12\n䶮\t𠮷\n");
    fields_set(&draft.asked, "outcome", "refused");
    return draft;
}

static void put(struct draft_file *file, const char *session, const char *key, const char *body) {
    struct draft draft = sample(session, key, body);
    assert_int_equal(draft_put(file, &draft, false, NULL), STATUS_OK);
    draft_release(&draft);
}

struct taken {
    struct draft drafts[4];
    size_t count;
};

static bool take(void *context, const struct draft *draft) {
    struct taken *taken = context;
    assert_true(taken->count < 4);
    return draft_copy(&taken->drafts[taken->count++], draft);
}

static void release(struct taken *taken) {
    for (size_t i = 0; i < taken->count; i++)
        draft_release(&taken->drafts[i]);
    taken->count = 0;
}

static void walk(struct draft_file *file, struct taken *taken) {
    memset(taken, 0, sizeof *taken);
    assert_int_equal(draft_walk(file, 1, take, taken, NULL), STATUS_OK);
}

static bool holds(const char *path, const char *bytes) {
    static char text[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0, wanted = strlen(bytes);
    bool is_found = false;
    if (file)
        fclose(file);
    for (size_t i = 0; i + wanted <= length && !is_found; i++)
        is_found = memcmp(text + i, bytes, wanted) == 0;
    return is_found;
}

static void test_comes_back_as_it_was(void **state) {
    struct place *place = *state;
    struct draft_file *file = open_file(place);
    struct taken taken;
    struct stat about;
    put(file, "a", "k", "第一次");
    put(file, "a", "k", "河上那座桥䶮了\n𠮷家坡３ＡＢ");
    draft_close(file);
    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    file = open_file(place);
    walk(file, &taken);
    assert_int_equal(taken.count, 1);
    const struct draft *draft = &taken.drafts[0];
    assert_string_equal(fields_text(&draft->values, "body"), "河上那座桥䶮了\n𠮷家坡３ＡＢ");
    assert_string_equal(fields_get(&draft->values, "title"), "");
    assert_string_equal(fields_text(&draft->values, "lines"), "桥\t12\n䶮\t𠮷\n");
    assert_string_equal(fields_text(&draft->asked, "outcome"), "refused");
    assert_string_equal(draft->ids, "12 13");
    assert_string_equal(draft->focus, "body");
    assert_int_equal(draft->ver, 3);
    assert_int_equal(draft->cursor, 7);
    assert_int_equal(draft->kept_at, 1000);
    release(&taken);
    draft_close(file);
}

static void test_removed_can_not_be_read(void **state) {
    struct place *place = *state;
    struct draft_file *file = open_file(place);
    static char body[20000];
    for (size_t i = 0; i + 20 < sizeof body; i += 18)
        strcpy(body + i, "村干部吃低保");
    put(file, "a", "k", "短的：村干部吃低保");
    put(file, "a", "k", body); /* on pages of its own */
    put(file, "a", "other", "路灯");
    assert_true(holds(place->path, "吃低保"));
    assert_int_equal(draft_remove(file, "a", "k", NULL), STATUS_OK);
    assert_false(holds(place->path, "吃低保"));
    assert_true(holds(place->path, "路灯"));
    char journal[300];
    snprintf(journal, sizeof journal, "%s-journal", place->path);
    assert_false(holds(journal, "吃低保"));
    draft_close(file);
}

static void test_claimed_once(void **state) {
    struct draft_file *file = open_file(*state), *second = open_file(*state);
    put(file, "gone", "k", "a");
    assert_int_equal(draft_claim(file, "gone", "k", "first", NULL), STATUS_OK);
    assert_int_equal(draft_claim(second, "gone", "k", "second", NULL), STATUS_CONFLICT);
    draft_close(file);
    draft_close(second);
}

static void test_of_the_person_alone(void **state) {
    struct draft_file *file = open_file(*state);
    struct draft draft = sample("a", "k", "别人的");
    struct taken taken;
    draft.person = 2;
    assert_int_equal(draft_put(file, &draft, true, NULL), STATUS_OK);
    draft_release(&draft);
    walk(file, &taken);
    assert_int_equal(taken.count, 0);
    draft_close(file);
}

static bool take_note(void *context, const struct save_note *note) {
    struct save_note *last = context;
    *last = *note;
    return true;
}

static void test_note_and_draft_are_gone_together(void **state) {
    struct draft_file *file = open_file(*state);
    struct taken taken;
    struct save_note last = {0}, note = {.person = 1, .at = 5, .session = "a", .draft_key = "k"};
    strcpy(note.save_id, "0123456789abcdef0123456789abcdef");
    put(file, "a", "k", "x");
    assert_int_equal(draft_note_save(file, &note, NULL), STATUS_OK);
    assert_int_equal(draft_walk_saves(file, 1, take_note, &last, NULL), STATUS_OK);
    assert_string_equal(last.draft_key, "k");
    assert_int_equal(draft_end_save(file, &note, false, NULL), STATUS_OK);
    walk(file, &taken);
    assert_int_equal(taken.count, 1); /* not saved: it stays */
    release(&taken);
    assert_int_equal(draft_note_save(file, &note, NULL), STATUS_OK);
    assert_int_equal(draft_end_save(file, &note, true, NULL), STATUS_OK);
    walk(file, &taken);
    assert_int_equal(taken.count, 0);
    memset(&last, 0, sizeof last);
    assert_int_equal(draft_walk_saves(file, 1, take_note, &last, NULL), STATUS_OK);
    assert_string_equal(last.save_id, "");
    draft_close(file);
}

/* ---- files that can't be used -------------------------------------------------------------------- */

static void test_nothing_there(void **state) {
    struct place *place = *state;
    struct draft_file *file = NULL;
    assert_int_equal(draft_open(place->path, false, &file, NULL), STATUS_NOT_FOUND);
    assert_null(file);
    assert_int_not_equal(access(place->path, F_OK), 0);
}

static void test_a_link_is_refused(void **state) {
    struct place *place = *state;
    struct draft_file *file = NULL;
    char other[260];
    snprintf(other, sizeof other, "%s/other", place->folder);
    assert_int_equal(symlink(other, place->path), 0);
    assert_int_equal(draft_open(place->path, true, &file, NULL), STATUS_DENIED);
    assert_int_not_equal(access(other, F_OK), 0);
    unlink(place->path);
    draft_close(open_file(place));
    assert_int_equal(link(place->path, other), 0); /* a second name for it */
    assert_int_equal(draft_open(place->path, true, &file, NULL), STATUS_DENIED);
}

static void test_others_may_not_read_it(void **state) {
    struct place *place = *state;
    struct stat about;
    draft_close(open_file(place));
    assert_int_equal(chmod(place->path, 0664), 0);
    draft_close(open_file(place));
    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

/* Cut or written over anywhere: refused as damaged or read, never a crash, and put aside. */
static void test_damaged(void **state) {
    struct place *place = *state;
    struct draft_file *file = open_file(place);
    struct stat about;
    char name[400];
    for (int i = 0; i < 40; i++) {
        char key[8];
        snprintf(key, sizeof key, "k%d", i);
        put(file, "a", key, "河上那座桥䶮了，𠮷家坡的人过不去，已经半年了，请镇里派人来看一看");
    }
    draft_close(file);
    assert_int_equal(stat(place->path, &about), 0);
    int descriptor = open(place->path, O_WRONLY);
    assert_int_equal(pwrite(descriptor, "不是数据库", 15, 0), 15);
    close(descriptor);
    assert_int_equal(draft_open(place->path, true, &file, NULL), STATUS_CORRUPT);
    assert_int_equal(draft_put_aside(place->path, false, "2026-11-20", name, sizeof name, NULL),
                     STATUS_OK);
    assert_non_null(strstr(name, "drafts-7.damaged-2026-11-20"));
    file = open_file(place);
    put(file, "a", "k", "新的");
    draft_close(file);
    assert_int_equal(truncate(place->path, about.st_size / 3), 0);
    if (draft_open(place->path, true, &file, NULL) == STATUS_CORRUPT)
        assert_int_equal(draft_put_aside(place->path, false, "2026-11-20", name, sizeof name, NULL),
                         STATUS_OK);
    else
        draft_close(file);
}

/* ---- what it costs ------------------------------------------------------------------------------- */

static void test_pages_are_used_again(void **state) {
    struct place *place = *state;
    struct draft_file *file = open_file(place);
    struct stat about;
    for (int i = 0; i < 2000; i++)
        put(file, "a", "k", i % 2 ? "短" : "长一些的：河上那座桥䶮了，𠮷家坡的人过不去");
    draft_close(file);
    assert_int_equal(stat(place->path, &about), 0);
    assert_true(about.st_size < 100000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_comes_back_as_it_was, setup, teardown),
        cmocka_unit_test_setup_teardown(test_removed_can_not_be_read, setup, teardown),
        cmocka_unit_test_setup_teardown(test_claimed_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_of_the_person_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_note_and_draft_are_gone_together, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_there, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_link_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_others_may_not_read_it, setup, teardown),
        cmocka_unit_test_setup_teardown(test_damaged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pages_are_used_again, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
