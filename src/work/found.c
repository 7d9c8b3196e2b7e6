/* Makes a new office: the file with codes, limits, calendars and settings out of the binary, and its
 * first admin. A failure leaves no file behind. Brings what is new of these into an older office's file;
 * must not change there what is set. */
#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/fold.h"
#include "base/text.h"
#include "work/calendar_load.h"
#include "work/office_begin.h"
#include "work/save.h"
#include "work/tsv.h"
#include "work/user.h"

#define NAME_KEYS_KEY "name_keys_version" /* the setting: fold_version() when they were made */
#define TABLES_KEY "tables_schema"        /* the setting: add_tables was done for that schema */

enum { KEYS_VERSION_BYTES = 12 };

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* Calls `line` for each line of an embedded table. */
static enum status each_line(struct save *save, const char *path,
                             enum status (*line)(struct save *save, const struct tsv *tsv,
                                                 struct problem *problem),
                             struct problem *problem) {
    struct tsv tsv;
    const struct embedded_file *file = embedded_find(path);
    if (file == NULL) {
        problem_set(problem, STATUS_CORRUPT, "", N_("程序里缺少 {file}，请重新安装"));
        problem_place(problem, "file", path);
        return STATUS_CORRUPT;
    }
    if (!tsv_begin(&tsv, file->text)) {
        return no_memory(problem);
    }
    enum status status = STATUS_OK;
    while (status == STATUS_OK && tsv_next(&tsv)) {
        status = line(save, &tsv, problem);
    }
    tsv_end(&tsv);
    return status;
}

/* Only when there is none of that name from that day: the office may have set its own. */
static enum status add_limit(struct save *save, const struct tsv *tsv, struct problem *problem) {
    static const char *const names[] = {"id",   "valid_from",    "amount",    "unit",   "fixed_on",
                                        "roll", "extension_max", "statutory", "article"};
    struct fields limit = FIELDS_INIT;
    if (strcmp(tsv_cell(tsv, 0), "id") == 0) {
        return STATUS_OK; /* the heading */
    }
    enum status status =
        store_limit(save->office->store, tsv_cell(tsv, 0), tsv_cell(tsv, 1), &limit, problem);
    bool is_there =
        status == STATUS_OK && strcmp(fields_text(&limit, "valid_from"), tsv_cell(tsv, 1)) == 0;
    fields_release(&limit);
    if (is_there || (status != STATUS_OK && status != STATUS_NOT_FOUND)) {
        return status;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(&limit, names[i], tsv_cell(tsv, i));
    }
    status =
        limit.failed ? no_memory(problem) : store_set_limit(save->office->store, &limit, problem);
    fields_release(&limit);
    return status;
}

static enum status add_setting(struct save *save, const struct tsv *tsv, struct problem *problem) {
    return store_add_setting(save->office->store, tsv_cell(tsv, 0), tsv_cell(tsv, 1), problem);
}

/* "data/codes/feedback_kind.tsv" → the list feedback_kind, in the order of its lines. */
static enum status add_codes(struct save *save, const struct embedded_file *file,
                             struct problem *problem) {
    char list[64];
    struct tsv tsv;
    int sort = 0;
    snprintf(list, sizeof list, "%s", file->path + strlen("data/codes/"));
    list[strcspn(list, ".")] = '\0';
    enum status status = tsv_begin(&tsv, file->text) ? STATUS_OK : no_memory(problem);
    while (status == STATUS_OK && tsv_next(&tsv)) {
        status = store_add_code(save->office->store, list, tsv_cell(&tsv, 0), tsv_cell(&tsv, 1),
                                ++sort, problem);
    }
    tsv_end(&tsv);
    return status;
}

static enum status each_file(struct save *save, const char *folder,
                             enum status (*one)(struct save *save, const struct embedded_file *file,
                                                struct problem *problem),
                             struct problem *problem) {
    enum status status = STATUS_OK;
    for (const struct embedded_file *file = embedded_first(folder);
         status == STATUS_OK && file != NULL && file->path != NULL &&
         strncmp(file->path, folder, strlen(folder)) == 0;
         file++) {
        status = one(save, file, problem);
    }
    return status;
}

static enum status set_calendar(struct save *save, const struct embedded_file *file,
                                struct problem *problem) {
    int year = 0;
    return calendar_store_text(save, file->text, file->length, &year, problem);
}

static enum status set_own_settings(struct save *save, const struct office_founding *founding,
                                    struct problem *problem) {
    unsigned char secret[32];
    char hex[2 * sizeof secret + 1];
    struct store *store = save->office->store;
    randombytes_buf(secret, sizeof secret);
    sodium_bin2hex(hex, sizeof hex, secret, sizeof secret);
    enum status status = store_set_setting(store, "office_name", founding->name, problem);
    if (status == STATUS_OK) {
        status = store_set_setting(store, "mode", founding->mode, problem);
    }
    if (status == STATUS_OK) {
        status = store_set_setting(store, "feedback_secret", hex, problem);
    }
    /* Its founder is alone at first. The setting has no effect once somebody else may check. */
    if (status == STATUS_OK && strcmp(founding->mode, "demo") != 0) {
        status = store_set_setting(store, "one_person_office", "1", problem);
    }
    return status;
}

/* What the file does not have yet of our settings, limits and codes, and for which schema that was done. */
static enum status add_tables(struct save *save, struct problem *problem) {
    char version[12];
    struct store *store = save->office->store;
    enum status status = each_line(save, "data/settings.tsv", add_setting, problem);
    if (status == STATUS_OK) {
        status = each_line(save, "data/limits.tsv", add_limit, problem);
    }
    if (status == STATUS_OK) {
        status = each_file(save, "data/codes/", add_codes, problem);
    }
    snprintf(version, sizeof version, "%d", store_schema_version(store));
    if (status == STATUS_OK) {
        status = store_set_setting(store, TABLES_KEY, version, problem);
    }
    return status == STATUS_OK ? store_bind_tables(store, problem) : status;
}

/* The version of the tables of readings and strokes, as a setting keeps it. */
static void write_keys_version(char out[KEYS_VERSION_BYTES]) {
    snprintf(out, KEYS_VERSION_BYTES, "%08lx", (unsigned long)fold_version());
}

/* The keys lists of names are ordered by, and by which tables they were made. */
static enum status bring_name_keys(struct save *save, struct problem *problem) {
    char version[KEYS_VERSION_BYTES];
    struct store *store = save->office->store;
    enum status status = store_write_name_keys(store, problem);
    write_keys_version(version);
    return status == STATUS_OK ? store_set_setting(store, NAME_KEYS_KEY, version, problem) : status;
}

enum status office_bring_tables(struct office *office, struct problem *problem) {
    struct save save;
    char wanted[KEYS_VERSION_BYTES], made[KEYS_VERSION_BYTES];
    write_keys_version(wanted);
    office_setting(office, NAME_KEYS_KEY, "", made, sizeof made);
    bool has_tables =
        office_setting_integer(office, TABLES_KEY, 1) >= store_schema_version(office->store);
    bool has_name_keys = strcmp(made, wanted) == 0;
    if (store_is_read_only(office->store) || (has_tables && has_name_keys)) {
        return STATUS_OK;
    }
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (!has_tables) {
        status = add_tables(&save, problem);
    }
    if (status == STATUS_OK && !has_name_keys) {
        status = bring_name_keys(&save, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

/* The empty index of an empty office has all there is. */
static enum status begin_search(struct store *store, struct problem *problem) {
    bool is_complete = false;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !is_complete)
        status = store_search_build(store, &is_complete, problem);
    return status;
}

static enum status fill_tables(struct save *save, const struct office_founding *founding,
                               struct problem *problem) {
    enum status status = add_tables(save, problem);
    if (status == STATUS_OK) {
        status = set_own_settings(save, founding, problem);
    }
    if (status == STATUS_OK) {
        status = each_file(save, "data/calendars/", set_calendar, problem);
    }
    if (status == STATUS_OK) {
        status = bring_name_keys(save, problem);
    }
    if (status == STATUS_OK) {
        status = begin_search(save->office->store, problem);
    }
    return status;
}

static enum status add_admin(struct save *save, const struct office_founding *founding, int64_t *id,
                             struct problem *problem) {
    struct office *office = save->office;
    struct record admin = {0};
    char today[DATE_BYTES];
    bool is_test = strcmp(founding->mode, "test") == 0;
    bool is_office = strcmp(founding->mode, "office") == 0;
    const char *account = founding->admin != NULL ? founding->admin : office_os_account(office);
    fields_set(&admin.fields, "record_kind", "person");
    fields_set(&admin.fields, "state", "open");
    fields_set(&admin.fields, "title",
               founding->admin_name != NULL ? founding->admin_name : account);
    fields_set(&admin.fields, "received_on", date_to_iso(office_today(office), today));
    fields_set(&admin.fields, "account", account);
    fields_set(&admin.fields, "roles",
               is_test     ? "clerk reviewer supervisor admin"
               : is_office ? "clerk admin"
                           : "admin");
    if (is_test || founding->password == NULL) {
        fields_set(&admin.fields, "os_account", office_os_account(office));
    }
    enum status status = save_new(save, &admin, "register", "", problem);
    *id = admin.id;
    record_release(&admin);
    return status;
}

static enum status found(struct office *office, const struct office_founding *founding,
                         struct problem *problem) {
    struct save save;
    int64_t admin = 0;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = fill_tables(&save, founding, problem);
    if (status == STATUS_OK) {
        status = add_admin(&save, founding, &admin, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    status = save_commit(&save, problem);
    if (status == STATUS_OK) {
        office_load_settings(office);
        status = user_become(office, admin, problem);
    }
    if (status == STATUS_OK && founding->password != NULL) {
        status = user_set_password(office, admin, founding->password, false, problem);
    }
    return status;
}

static void remove_file(const char *path) {
    char journal[4096];
    unlink(path);
    if (snprintf(journal, sizeof journal, "%s-journal", path) < (int)sizeof journal) {
        unlink(journal);
    }
}

static enum status check_name(const char *name, struct problem *problem) {
    if (name == NULL || name[0] == '\0') {
        return problem_set(problem, STATUS_INVALID, "", N_("请写明单位名称"));
    }
    if (text_length(name) > 100 || text_find_forbidden(name, false) != 0) {
        return problem_set(problem, STATUS_INVALID, "",
                           N_("单位名称最多 100 个字，不能有控制字符"));
    }
    return STATUS_OK;
}

static bool is_mode(const char *mode) {
    return strcmp(mode, "office") == 0 || strcmp(mode, "demo") == 0 || strcmp(mode, "test") == 0;
}

enum status office_found(struct office *office, const struct office_founding *founding,
                         struct problem *problem) {
    struct store *store = NULL;
    assert(is_mode(founding->mode));
    office_begin(office, NULL);
    enum status status = check_name(founding->name, problem);
    if (status == STATUS_OK && founding->password != NULL) {
        status = user_check_password(founding->password, problem);
    }
    if (status == STATUS_OK) {
        status = store_create(founding->path, &store, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    office->store = store;
    office->clock.fixed_utc = founding->now;
    status = found(office, founding, problem);
    if (status != STATUS_OK) {
        office_close(office);
        remove_file(founding->path);
    }
    return status;
}
