/* The same matter twice, and what is sealed. The key of a matter is a keyed hash, so that it tells nothing
 * about a sealed one to somebody who reads the file. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/absence.h"
#include "work/feedback.h"
#include "work/visible.h"

enum { KEY_BYTES = 16 };

static const char sealed_title[] = "举报";
static const char *const sealed_columns[] = {"title", "body", "reporter", "contact"};
enum { SEALED_COLUMNS = 4 };

/* ---- duplicates --------------------------------------------------------------------------------- */

static enum status load_secret(struct act *act) {
    char text[80];
    size_t length = 0;
    if (act->check->has_secret) {
        return STATUS_OK;
    }
    office_setting(act->office, "feedback_secret", "", text, sizeof text);
    if (sodium_init() < 0 ||
        sodium_hex2bin(act->check->secret, sizeof act->check->secret, text, strlen(text), NULL,
                       &length, NULL) != 0 ||
        length != sizeof act->check->secret) {
        return act_refuse(act, STATUS_CORRUPT, "",
                          N_("库里缺少设置 feedback_secret，请从备份恢复"));
    }
    act->check->has_secret = true;
    return STATUS_OK;
}

static enum status read_sealed(struct act *act, struct fields *sealed) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    if (act->before == NULL || fields_integer(&act->before->fields, "sealed", 0) == 0) {
        return STATUS_OK;
    }
    enum status status = store_sealed(act->office->store, &all, act->id, sealed, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static const char *whole_text(const struct act *act, const struct fields *sealed,
                              const char *column) {
    const char *text = fields_get(act->changes, column);
    if (text == NULL) {
        text = fields_get(sealed, column);
    }
    return text != NULL ? text : act_text(act, column);
}

/* Fills in the key of day, kind and what was said by whom, each with its length. */
static enum status make_key(struct act *act, char key[2 * KEY_BYTES + 1]) {
    static const char *const columns[] = {"received_on", "kind",     "title",
                                          "body",        "reporter", "contact"};
    unsigned char hash[KEY_BYTES];
    struct buffer all = BUFFER_INIT;
    struct buffer one = BUFFER_INIT;
    struct fields sealed = FIELDS_INIT;
    enum status status = load_secret(act);
    if (status == STATUS_OK) {
        status = read_sealed(act, &sealed);
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        buffer_clear(&one);
        text_append_folded(&one, whole_text(act, &sealed, columns[i]));
        buffer_append_format(&all, "%zu:", one.length);
        buffer_append(&all, buffer_text(&one));
    }
    if (status == STATUS_OK && (all.failed || one.failed)) {
        status = act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        crypto_generichash(hash, sizeof hash, (const unsigned char *)buffer_text(&all), all.length,
                           act->check->secret, sizeof act->check->secret);
        sodium_bin2hex(key, 2 * KEY_BYTES + 1, hash, sizeof hash);
    }
    fields_release(&sealed);
    buffer_release(&one);
    buffer_release(&all);
    return status;
}

static enum status refuse_same(struct act *act, const char *field, int64_t id, const char *number) {
    struct problem problem = {0};
    const struct file_rows *file = &act->check->file;
    size_t at =
        file->first_id > 0 && id >= file->first_id ? (size_t)(id - file->first_id) : file->count;
    bool is_external = strcmp(field, "external_no") == 0;
    if (at < file->count) {
        problem_set(&problem, STATUS_INVALID, field,
                    is_external ? N_("外部编号与本文件第 {row} 条数据相同")
                                : N_("与本文件第 {row} 条数据重复"));
        problem_place_integer(&problem, "row", file->row_of[at]);
    } else if (number[0] == '\0') {
        problem_set(&problem, STATUS_INVALID, field, N_("这个外部编号已经用过，请核对"));
        return act_refuse_with(act, &problem);
    } else {
        problem_set(&problem, STATUS_INVALID, field,
                    is_external ? N_("外部编号已用在 {same} 上")
                                : N_("与 {same} 重复：同一天、同类别、同内容、同一个人"));
        problem_place(&problem, "same", number);
    }
    if (act->before == NULL) {
        problem_place(&problem, "number", number);
    }
    return act_refuse_with(act, &problem);
}

static enum status check_external(struct act *act) {
    char number[24] = "";
    int64_t id = 0;
    struct problem problem = {0};
    const char *text = fields_text(act->changes, "external_no");
    if (text[0] == '\0') {
        return STATUS_OK;
    }
    enum status status = store_external_feedback(act->office->store, &act->office->visible, text,
                                                 &id, number, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return id != 0 && id != act->id ? refuse_same(act, "external_no", id, number) : STATUS_OK;
}

enum status feedback_check_same(struct act *act) {
    char key[2 * KEY_BYTES + 1] = "";
    char number[24] = "";
    int64_t id = 0;
    struct problem problem = {0};
    enum status status = check_external(act);
    if (status == STATUS_OK) {
        status = make_key(act, key);
    }
    if (status != STATUS_OK || strcmp(key, act_text(act, "same_as")) == 0) {
        return status;
    }
    fields_set(act->changes, "same_as", key);
    if (fields_integer(act->arguments, "allow_duplicate", 0) != 0) {
        return STATUS_OK;
    }
    /* What the user may not see is no duplicate to him, but for the rows of his own file. */
    int64_t from = act->check->file.first_id > 0 ? act->check->file.first_id : INT64_MAX;
    status = store_same_feedback(act->office->store, &act->office->visible, key, from, &id, number,
                                 &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return id != 0 && id != act->id ? refuse_same(act, "", id, number) : STATUS_OK;
}

/* ---- 举报 --------------------------------------------------------------------------------------- */

/* Without blanks, full-width as their ASCII. */
static void append_plain(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (*at != ' ' && *at != '\n') {
            buffer_append_char(out, *at);
        }
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

bool feedback_names(struct act *act, const struct fields *sealed, int64_t person) {
    char title[CHECK_NAME_BYTES];
    struct buffer name = BUFFER_INIT;
    struct buffer text = BUFFER_INIT;
    append_plain(&name, act_title(act, person, title, sizeof title));
    append_plain(&text, fields_text(sealed, "title"));
    buffer_append_char(&text, '\n');
    append_plain(&text, fields_text(sealed, "body"));
    bool is_named = text_length(buffer_text(&name)) > 1 &&
                    strstr(buffer_text(&text), buffer_text(&name)) != NULL;
    bool has_failed = name.failed || text.failed;
    buffer_release(&name);
    buffer_release(&text);
    return is_named || has_failed;
}

static bool fits(void *context, int64_t person) {
    struct act *act = context;
    bool is_away = true;
    return absence_is_away(act->office, person, &is_away, NULL) == STATUS_OK && !is_away &&
           !feedback_names(act, &act->sealed, person);
}

/* The person of the settings, else the first leader; 0: none. Kept for the length of the save. */
static enum status find_usual_person(struct act *act, int64_t *id) {
    char name[CHECK_NAME_BYTES];
    struct problem problem = {0};
    *id = act->check->sealed_person;
    if (*id != 0) {
        return STATUS_OK;
    }
    office_setting(act->office, "sealed_person", "", name, sizeof name);
    if (name[0] != '\0' &&
        check_reference(act->check, "person", "person", name, id, NULL) != STATUS_OK) {
        *id = 0;
    }
    enum status status = STATUS_OK;
    if (*id == 0) {
        status = person_with_role(act->office, ROLE_SUPERVISOR, NULL, NULL, id, &problem);
    }
    act->check->sealed_person = *id;
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

/* Another leader, else an admin, who is there and not named. */
static enum status find_other_person(struct act *act, int64_t *id) {
    struct problem problem = {0};
    enum status status = person_with_role(act->office, ROLE_SUPERVISOR, fits, act, id, &problem);
    if (status == STATUS_OK && *id == 0) {
        status = person_with_role(act->office, ROLE_ADMIN, fits, act, id, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return *id != 0 ? STATUS_OK
                    : act_refuse(act, STATUS_DENIED, "kind",
                                 N_("还没有可以办理举报件的人，请先设一位分管领导；"
                                    "举报内容里写着姓名的人不能办理"));
}

static enum status charge_sealed_person(struct act *act) {
    int64_t person = 0;
    enum status status = find_usual_person(act, &person);
    if (status == STATUS_OK && person != 0) {
        fields_set_integer(act->changes, "person", person);
        status = absence_charge(act);
        person = act_integer(act, "person");
    }
    if (status == STATUS_OK && (person == 0 || feedback_names(act, &act->sealed, person))) {
        act->absent = 0;
        status = find_other_person(act, &person);
    }
    if (status == STATUS_OK) {
        fields_set_integer(act->changes, "sealed", 1);
        fields_set_integer(act->changes, "person", person);
        fields_set(act->changes, "unit", act->before != NULL ? "" : NULL);
        fields_set(act->changes, "withheld_reason", "不宜公开：举报件");
    }
    return status;
}

enum status feedback_check_named(struct act *act) {
    struct fields sealed = FIELDS_INIT;
    enum status status = read_sealed(act, &sealed);
    if (status == STATUS_OK && feedback_names(act, &sealed, act_integer(act, "person"))) {
        status = act_refuse(act, STATUS_DENIED, "person",
                            N_("举报内容里写着这个人的姓名，不能交给他办理"));
    }
    fields_release(&sealed);
    return status;
}

enum status feedback_seal(struct act *act) {
    struct fields sealed = FIELDS_INIT;
    bool is_sealed_already = act->before != NULL && act_integer(act, "sealed") != 0;
    enum status status = read_sealed(act, &sealed);
    for (size_t i = 0; i < SEALED_COLUMNS; i++) {
        const char *text = fields_get(act->changes, sealed_columns[i]);
        if (text == NULL && !is_sealed_already) {
            text = act_text(act, sealed_columns[i]);
        }
        if (text != NULL) {
            fields_set(&sealed, sealed_columns[i], text);
        }
        fields_set(act->changes, sealed_columns[i],
                   act->before != NULL && !is_sealed_already ? "" : NULL);
    }
    if (!is_sealed_already) {
        fields_set(act->changes, "title", sealed_title);
    }
    fields_merge(&act->sealed, &sealed);
    fields_release(&sealed);
    return status == STATUS_OK && !is_sealed_already ? charge_sealed_person(act) : status;
}
