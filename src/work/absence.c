/* Substitution during absence: whoever is away has his work done by the one he named. Decides nothing
 * about records; feedback asks before it charges somebody. Mission B5. */
#include "work/absence.h"

#include <string.h>

#include "work/act.h"
#include "work/visible.h"

enum { HANDS_MOST = 4 };

static bool is_away_on(const struct fields *person, day_number day) {
    day_number from = date_from_iso(fields_text(person, "absent_from"));
    day_number to = date_from_iso(fields_text(person, "absent_to"));
    return from != DATE_NONE && day >= from && (to == DATE_NONE || day <= to);
}

/* *next: the substitute, 0 when the person is there. */
static enum status read_away(struct office *office, int64_t person, bool *is_away, int64_t *next,
                             struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(office->store, &all, person, &record, problem);
    *is_away = status == STATUS_OK && is_away_on(&record.fields, office_today(office));
    *next = *is_away ? fields_integer(&record.fields, "substitute", 0) : 0;
    record_release(&record);
    return status;
}

enum status absence_is_away(struct office *office, int64_t person, bool *is_away,
                            struct problem *problem) {
    int64_t next = 0;
    return read_away(office, person, is_away, &next, problem);
}

enum status absence_stand_in(struct office *office, int64_t person, int64_t *stand_in,
                             struct problem *problem) {
    int64_t at = person;
    *stand_in = person;
    for (int i = 0; i <= HANDS_MOST; i++) {
        bool is_away = false;
        int64_t next = 0;
        enum status status = read_away(office, at, &is_away, &next, problem);
        if (status != STATUS_OK) {
            return status;
        }
        if (!is_away) {
            *stand_in = at;
            return STATUS_OK;
        }
        if (next == 0 || next == person) {
            return STATUS_OK;
        }
        at = next;
    }
    return STATUS_OK;
}

enum status absence_key_holder(struct office *office, const struct fields *box, int64_t *holder,
                               struct problem *problem) {
    int64_t keeper = fields_integer(box, "keeper", 0);
    int64_t substitute = fields_integer(box, "substitute", 0);
    bool is_away = false;
    *holder = keeper;
    if (keeper == 0) {
        return STATUS_OK;
    }
    enum status status = absence_is_away(office, keeper, &is_away, problem);
    if (status != STATUS_OK || !is_away) {
        return status;
    }
    if (substitute != 0) {
        *holder = substitute;
        return STATUS_OK;
    }
    return absence_stand_in(office, keeper, holder, problem);
}

enum status absence_charge(struct act *act) {
    struct problem problem = {0};
    int64_t person = act_integer(act, "person");
    int64_t stand_in = person;
    if (person == 0) {
        return STATUS_OK;
    }
    enum status status = absence_stand_in(act->office, person, &stand_in, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (stand_in != person) {
        fields_set_integer(act->changes, "person", stand_in);
        act->absent = person;
    }
    return STATUS_OK;
}

void absence_check(struct act *act) {
    const char *from = act_text(act, "absent_from");
    const char *to = act_text(act, "absent_to");
    int64_t substitute = act_integer(act, "substitute");
    if (to[0] != '\0' && from[0] == '\0') {
        act_refuse(act, STATUS_INVALID, "absent_from", N_("请写明从哪一天起不在岗"));
    } else if (to[0] != '\0' && strcmp(to, from) < 0) {
        act_refuse(act, STATUS_INVALID, "absent_to", N_("不在岗的末日不能早于首日"));
    }
    if (from[0] != '\0' && substitute == 0) {
        act_refuse(act, STATUS_INVALID, "substitute", N_("不在岗须写明由谁代办"));
    } else if (substitute != 0 && substitute == act->id) {
        act_refuse(act, STATUS_INVALID, "substitute", N_("代办人不能是本人"));
    }
}
