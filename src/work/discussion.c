/* 集体讨论: who was entitled to be there and who was, how they voted, what they decided. No decision without a
 * quorum. Rules only; the meeting itself is meeting.c. Mission I4. */
#include <stdio.h>
#include <string.h>

#include "work/disclosure_draft.h"
#include "work/kinds.h"

enum { HALF_PERCENT = 50 };

static int quorum_percent(struct office *office) {
    return office_setting_integer(office, "quorum_percent", HALF_PERCENT);
}

bool meeting_has_quorum(struct office *office, const struct fields *meeting) {
    int64_t entitled = fields_integer(meeting, "entitled", 0);
    int64_t attended = fields_integer(meeting, "attended", 0);
    return entitled > 0 && attended <= entitled &&
           attended * 100 > entitled * quorum_percent(office);
}

static bool lacks_something(struct act *act) {
    static const char *const columns[] = {"entitled",      "attended",  "votes_for",
                                          "votes_against", "abstained", "decision"};
    bool lacks = false;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (act_text(act, columns[i])[0] == '\0') {
            lacks = true;
            if (!check_is_refused(act->problems, 0, columns[i])) {
                act_refuse(act, STATUS_INVALID, columns[i], N_("集体讨论须写明{field}"));
            }
        }
    }
    return lacks;
}

static enum status refuse_numbers(struct act *act, const char *field, const char *message,
                                  int64_t first, int64_t second) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, field, message);
    problem_place_integer(&problem, "first", first);
    problem_place_integer(&problem, "second", second);
    return act_refuse_with(act, &problem);
}

static enum status refuse_quorum(struct act *act, int64_t entitled, int64_t attended) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "attended",
                N_("应到 {entitled} 人，实到 {attended} 人，没有超过 {percent}%，不能形成决定"));
    problem_place_integer(&problem, "entitled", entitled);
    problem_place_integer(&problem, "attended", attended);
    problem_place_integer(&problem, "percent", quorum_percent(act->office));
    return act_refuse_with(act, &problem);
}

enum status discussion_check(struct act *act) {
    int64_t entitled = act_integer(act, "entitled");
    int64_t attended = act_integer(act, "attended");
    int64_t votes = act_integer(act, "votes_for") + act_integer(act, "votes_against") +
                    act_integer(act, "abstained");
    if (strcmp(act_text(act, "kind"), "collective") != 0) {
        return STATUS_OK;
    }
    if (lacks_something(act)) {
        return STATUS_INVALID;
    }
    if (attended > entitled) {
        return refuse_numbers(act, "attended", N_("实到 {first} 人，多于应到 {second} 人，请核对"),
                              attended, entitled);
    }
    if (attended * 100 <= entitled * quorum_percent(act->office)) {
        return refuse_quorum(act, entitled, attended);
    }
    if (votes != attended) {
        return refuse_numbers(act, "votes_for",
                              N_("赞成、反对、弃权共 {first} 票，与实到 {second} 人不符"), votes,
                              attended);
    }
    return STATUS_OK;
}
