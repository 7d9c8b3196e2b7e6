/* 公开目录: what must be disclosed. One open entry a title; timing, limit and notice agree; who is responsible is
 * offered by the unit. Duties and disclosures stand in files of their own. Mission N1, N3, C1, C2, R1, M1. */
#include <stdio.h>
#include <string.h>

#include "base/codes.h"
#include "work/catalogue.h"
#include "work/catalogue_shipped.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/stages.h"
#include "work/visible.h"

static bool is_given(const struct act *act, const char *column) {
    return act_text(act, column)[0] != '\0';
}

static bool says(const struct act *act, const char *column, const char *code) {
    return strcmp(act_text(act, column), code) == 0;
}

/* A new record, one that comes back, or one whose column is changed. */
static bool is_changed(const struct act *act, const char *column) {
    return act->before == NULL || strcmp(act->command, "restore") == 0 ||
           fields_get(act->changes, column) != NULL;
}

/* ---- one open entry a title --------------------------------------------------------------------- */

static enum status refuse_title(struct act *act, int64_t other) {
    struct problem problem = {0};
    struct record record = {0};
    const struct file_rows *file = &act->check->file;
    size_t at = (size_t)(other - file->first_id);
    if (file->first_id != 0 && other >= file->first_id && at < file->count) {
        problem_set(&problem, STATUS_INVALID, "title", N_("“{title}”与本文件第 {row} 条数据重复"));
        problem_place_integer(&problem, "row", file->row_of[at]);
    } else {
        problem_set(&problem, STATUS_INVALID, "title",
                    N_("“{title}”与 {other} 重复：目录里已有这一项，请改那一条或换一个名称"));
        if (act_read(act, other, &record) == STATUS_OK) {
            problem_place(&problem, "other", fields_text(&record.fields, "number"));
        }
    }
    problem_place(&problem, "title", act_text(act, "title"));
    record_release(&record);
    return act_refuse_with(act, &problem);
}

static enum status check_title(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    int64_t other = 0;
    const char *title = act_text(act, "title");
    if (title[0] == '\0' || !is_changed(act, "title")) {
        return STATUS_OK;
    }
    enum status status =
        store_find_title(act->office->store, &all, act->kind, title, &other, &problem);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && other == act->id)) {
        return STATUS_OK;
    }
    return status == STATUS_OK || status == STATUS_INVALID ? refuse_title(act, other)
                                                           : act_refuse_with(act, &problem);
}

/* ---- when --------------------------------------------------------------------------------------- */

static void check_timing(struct act *act) {
    struct stages stages;
    struct problem problem = {0};
    bool is_periodic = says(act, "timing", "periodic");
    bool is_staged = says(act, "timing", "staged");
    if (is_periodic && !is_given(act, "cycle")) {
        act_refuse(act, STATUS_INVALID, "cycle",
                   N_("定期公开的要写明周期：每月、每季度、每半年或每年"));
    } else if (!is_periodic && is_given(act, "cycle")) {
        act_refuse(act, STATUS_INVALID, "cycle",
                   N_("只有定期公开的才写周期，请清空或把时效类型改成定期"));
    }
    if (is_staged && stages_read(act_text(act, "stages"), &stages, &problem) != STATUS_OK) {
        act_refuse_with(act, &problem);
    } else if (!is_staged && is_given(act, "stages")) {
        act_refuse(act, STATUS_INVALID, "stages",
                   N_("只有分阶段公开的才写阶段，请清空或把时效类型改成阶段"));
    }
}

static void check_days(struct act *act) {
    char today[DATE_BYTES];
    if (act->before == NULL && !is_given(act, "from_on")) {
        fields_set(act->changes, "from_on", act_today(act, today));
    }
    if (is_given(act, "to_on") && strcmp(act_text(act, "to_on"), act_text(act, "from_on")) < 0) {
        act_refuse(act, STATUS_INVALID, "to_on", N_("停用日期不能早于启用日期"));
    }
}

static void check_notice(struct act *act) {
    bool has_amount = act_integer(act, "notice_amount") > 0;
    if (has_amount && !is_given(act, "notice_unit")) {
        act_refuse(act, STATUS_INVALID, "notice_unit", N_("写了公示期，请选是工作日还是日"));
    } else if (!has_amount && is_given(act, "notice_unit")) {
        act_refuse(act, STATUS_INVALID, "notice_amount",
                   N_("请写公示几天；不公示的把公示期单位清空"));
    }
}

/* ---- what --------------------------------------------------------------------------------------- */

static void check_subject(struct act *act) {
    struct problem problem = {0};
    char owner[SUBJECT_AFFAIR_BYTES];
    const char *subject = act_text(act, "subject");
    const char *affair = act_text(act, "affair");
    bool is_asked = is_changed(act, "subject") || is_changed(act, "affair");
    if (!is_asked || affair[0] == '\0' || !subject_affair(subject, owner) ||
        strcmp(owner, affair) == 0) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "subject",
                N_("主题“{subject}”属于“{owner}”，不属于“{affair}”"));
    problem_place(&problem, "subject", office_code_label(act->office, "subject", subject));
    problem_place(&problem, "owner", office_code_label(act->office, "affair", owner));
    problem_place(&problem, "affair", office_code_label(act->office, "affair", affair));
    act_refuse_with(act, &problem);
}

static void check_elements(struct act *act) {
    const struct code_rows *elements = check_list(act->check, "element");
    const char *without = act_text(act, "not_applicable");
    bool has_one = false;
    for (size_t i = 0; elements != NULL && i < elements->count; i++) {
        has_one = has_one || !codes_has(without, elements->items[i].code);
    }
    if (!has_one) {
        act_refuse(act, STATUS_INVALID, "not_applicable",
                   N_("五要素不能都不适用，至少留一项要公开的"));
    }
}

/* ---- who ---------------------------------------------------------------------------------------- */

/* Of the unit's entry registered last that has both. */
static enum status charge_as_before(struct act *act, const char *unit) {
    static const char *const columns[] = {"leader", "person"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    const struct condition conditions[] = {
        {"unit", IS_EQUAL, unit}, {"leader", IS_NOT_EMPTY, ""}, {"person", IS_NOT_EMPTY, ""}};
    const struct page_request request = {.view = "catalogue_open",
                                         .columns = columns,
                                         .column_count = COLUMNS,
                                         .order = "number",
                                         .descending = true,
                                         .conditions = conditions,
                                         .condition_count = 3};
    const struct page_start start = {0};
    enum status status = store_page(act->office->store, &all, &request, &start, 1, &page, &problem);
    for (size_t i = 0; status == STATUS_OK && page.count > 0 && i < COLUMNS; i++) {
        if (!is_given(act, columns[i])) {
            fields_set(act->changes, columns[i], page_cell(&page, 0, i));
        }
    }
    page_release(&page);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

/* The unit's contact, when it is one of its people. */
static enum status charge_contact(struct act *act, int64_t unit) {
    struct record record = {0};
    struct record contact = {0};
    struct visible all = visible_to_rules();
    int64_t person = 0;
    enum status status = act_read(act, unit, &record);
    if (status == STATUS_OK && fields_has(&record.fields, "contact") &&
        store_find_title(act->office->store, &all, "person", fields_text(&record.fields, "contact"),
                         &person, NULL) == STATUS_OK &&
        store_read(act->office->store, &all, person, &contact, NULL) == STATUS_OK &&
        fields_integer(&contact.fields, "unit", 0) == unit) {
        fields_set_integer(act->changes, "person", person);
    }
    record_release(&contact);
    record_release(&record);
    return status;
}

/* Whoever is not said is taken from the unit (M1); only when the unit is said. */
static enum status fill_charge(struct act *act) {
    int64_t unit = act_integer(act, "unit");
    enum status status = STATUS_OK;
    bool is_said = act->before == NULL || fields_has(act->changes, "unit");
    if (unit == 0 || !is_said) {
        return STATUS_OK;
    }
    if (!is_given(act, "leader") || !is_given(act, "person")) {
        status = charge_as_before(act, act_text(act, "unit"));
    }
    return status == STATUS_OK && !is_given(act, "person") ? charge_contact(act, unit) : status;
}

/* ---- the flow's functions ----------------------------------------------------------------------- */

static enum status check(struct act *act) {
    size_t known = act->problems->count;
    enum status status = check_title(act);
    check_timing(act);
    check_days(act);
    check_notice(act);
    check_subject(act);
    check_elements(act);
    catalogue_check_limit(act);
    if (status == STATUS_OK && act->problems->count == known) {
        status = fill_charge(act);
    }
    return status;
}

enum status catalogue_register(struct act *act) {
    return check(act);
}

enum status catalogue_edit(struct act *act) {
    return check(act);
}

enum status catalogue_restore(struct act *act) {
    return check(act);
}

/* Open records of the entry; with `before` only those due before that day. */
static enum status count_open(struct act *act, const char *view, const char *before,
                              int64_t *count) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)act->id);
    const struct condition conditions[] = {{"catalogue", IS_EQUAL, id},
                                           {"due_sort", IS_LESS, before}};
    const struct page_request request = {.view = view,
                                         .order = "number",
                                         .conditions = conditions,
                                         .condition_count = before != NULL ? 2 : 1};
    enum status status = store_count(act->office->store, &all, &request, NULL, count, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

/* What is owed and not late yet goes with the entry (duty_refresh_entry); what is late does not go away so. */
enum status catalogue_fits_void(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    int64_t disclosures = 0, duties = 0;
    enum status status = count_open(act, "disclosure_open", NULL, &disclosures);
    if (status == STATUS_OK) {
        status = count_open(act, "duty_open", act_today(act, today), &duties);
    }
    if (status != STATUS_OK || disclosures + duties == 0) {
        return status;
    }
    problem_set(
        &problem, STATUS_DENIED, "",
        N_("{number} 还有 {disclosures} 件没有办完的公开信息、{duties} 项逾期的应公开，不能作废；"
           "不再公开的请填停用日期"));
    problem_place_integer(&problem, "disclosures", disclosures);
    problem_place_integer(&problem, "duties", duties);
    return act_refuse_with(act, &problem);
}

enum status catalogue_charge(struct act *act) {
    static const char *const columns[] = {"unit", "leader", "person"};
    bool has_any = false;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (fields_has(act->arguments, columns[i])) {
            fields_set(act->changes, columns[i], fields_text(act->arguments, columns[i]));
            has_any = true;
        }
    }
    return has_any ? fill_charge(act)
                   : act_refuse(act, STATUS_INVALID, "unit",
                                N_("请写明公开主体、分管领导、责任人中的至少一项"));
}
