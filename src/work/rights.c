/* Whose work a record is, when clerks are kept to their own unit. Decides only that: roles and states are the
 * flow table's, what may be seen is visible.c's. */
#include "work/rights.h"

#include <string.h>

#include "work/check.h"
#include "work/visible.h"

enum { OVER_CLERKS = ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN };

/* What is done about matters; the office's own directories are everybody's. */
static const char work_kinds[] =
    "feedback opening meeting task box disclosure duty posting card board finding consultation";

/* A box or a board is its keeper's. */
static int64_t person_of(const struct fields *fields) {
    bool is_kept = check_has_word("box board", fields_text(fields, "record_kind"));
    return fields_integer(fields, is_kept ? "keeper" : "person", 0);
}

static enum status is_same_unit(struct office *office, int64_t unit, bool *is_same,
                                struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record me = {0};
    enum status status = store_read(office->store, &all, office->user, &me, problem);
    *is_same = status == STATUS_OK && fields_integer(&me.fields, "unit", 0) == unit;
    record_release(&me);
    return status;
}

static enum status has_registered(struct office *office, int64_t id, bool *has,
                                  struct problem *problem) {
    int64_t person = 0;
    enum status status = store_registered_by(office->store, id, &person, problem);
    *has = status == STATUS_OK && person == office->user;
    return status;
}

enum status rights_is_own(struct office *office, const struct record *record, bool *is,
                          struct problem *problem) {
    int64_t unit = fields_integer(&record->fields, "unit", 0);
    int64_t person = person_of(&record->fields);
    enum status status = STATUS_OK;
    *is = (unit == 0 && person == 0) || person == office->user;
    if (!*is && unit != 0) {
        status = is_same_unit(office, unit, is, problem);
    }
    if (status == STATUS_OK && !*is) {
        status = has_registered(office, record->id, is, problem);
    }
    return status;
}

static enum status refuse(struct office *office, const struct record *record,
                          struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record charged = {0};
    int64_t unit = fields_integer(&record->fields, "unit", 0);
    enum status status = store_read(
        office->store, &all, unit != 0 ? unit : person_of(&record->fields), &charged, problem);
    if (status == STATUS_OK) {
        status = problem_set(problem, STATUS_DENIED, "",
                             N_("{number} 由{charged}承办，您不能{command}；"
                                "按设置，经办人只办本单位、本人和还没有交办的"));
        if (problem != NULL) {
            problem_place(problem, "charged", fields_text(&charged.fields, "title"));
        }
    }
    record_release(&charged);
    return status;
}

enum status rights_check(struct office *office, const struct record *record,
                         struct problem *problem) {
    bool is_own_work = false;
    if ((office->roles & OVER_CLERKS) != 0 ||
        !check_has_word(work_kinds, fields_text(&record->fields, "record_kind")) ||
        office_setting_integer(office, "clerks_by_unit", 0) == 0) {
        return STATUS_OK;
    }
    enum status status = rights_is_own(office, record, &is_own_work, problem);
    return status != STATUS_OK || is_own_work ? status : refuse(office, record, problem);
}
