/* 监督检查: of a unit, a board or a disclosure; what was seen becomes findings. Changes nothing of what it looked at.
 * Mission D6. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/supervision.h"
#include "work/visible.h"

enum { TITLE_CHARACTERS = 100 };

/* 检查东门村公开栏, when nothing was said. */
static void set_title(struct act *act) {
    static const char *const columns[] = {"board", "about", "unit"};
    struct buffer title = BUFFER_INIT;
    char name[CHECK_NAME_BYTES] = "";
    for (size_t i = 0; name[0] == '\0' && i < sizeof columns / sizeof columns[0]; i++) {
        act_title(act, act_integer(act, columns[i]), name, sizeof name);
    }
    buffer_append_format(&title, "检查%s", name);
    const char *text = buffer_text(&title);
    size_t length = 0, end = title.length;
    char32_t character;
    for (int i = 0; i < TITLE_CHARACTERS && length < end; i++) {
        length += text_decode(text + length, end - length, &character);
    }
    fields_set_bytes(act->changes, "title", text, length);
    act->changes->failed = act->changes->failed || title.failed;
    buffer_release(&title);
}

enum status inspection_check(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    if (act_text(act, "received_on")[0] == '\0') {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    const char *day = act_text(act, "received_on");
    if (date_from_iso(day) > office_today(act->office)) {
        problem_set(&problem, STATUS_INVALID, "received_on",
                    N_("检查日期 {day} 还没有到，不能晚于今天（{today}）"));
        problem_place(&problem, "day", day);
        problem_place(&problem, "today", act_today(act, today));
        return act_refuse_with(act, &problem);
    }
    if (act_integer(act, "unit") == 0 && act_integer(act, "board") == 0 &&
        act_integer(act, "about") == 0) {
        return act_refuse(act, STATUS_INVALID, "unit",
                          N_("没有写明检查什么：请填写单位、公开渠道或公开信息"));
    }
    if (act_text(act, "title")[0] == '\0') {
        set_title(act);
    }
    return STATUS_OK;
}

enum status inspection_fits_void(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    int64_t count = 0;
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)act->id);
    const struct condition condition = {"inspection", IS_EQUAL, id};
    const struct page_request request = {
        .view = "finding_of", .order = "number", .conditions = &condition, .condition_count = 1};
    enum status status = store_count(act->office->store, &all, &request, NULL, &count, &problem);
    if (status == STATUS_OK && count > 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 列出了 {count} 个问题，不能作废；问题不能删除"));
        problem_place_integer(&problem, "count", count);
        status = STATUS_DENIED;
    }
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status inspection_add_finding(struct act *act) {
    static const char *const inherited[] = {"about", "unit", "internal"};
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    bool is_charged = fields_has(act->arguments, "unit") || fields_has(act->arguments, "person");
    fields_merge(&values, act->arguments);
    for (size_t i = 0; i < sizeof inherited / sizeof inherited[0]; i++) {
        bool is_left =
            fields_has(&values, inherited[i]) || (is_charged && strcmp(inherited[i], "unit") == 0);
        if (!is_left) {
            fields_set(&values, inherited[i], fields_text(&act->before->fields, inherited[i]));
        }
    }
    fields_set(&values, "received_on", act_text(act, "received_on"));
    fields_set_integer(&values, "inspection", act->id);
    enum status status =
        flow_enter(act->save, act->check, "finding", &values, false, &id, act->problems);
    fields_release(&values);
    if (status == STATUS_OK) {
        act_note(act, "%s", fields_text(act->arguments, "title"));
    }
    return status;
}
