/* What waits in a collection, put together by likeness: the largest group first, and one decision for a group. Compares
 * nothing itself. */
#include "screens/opinion.h"

#include "base/language.h"
#include "screens/rows_list.h"
#include "work/flow.h"
#include "work/opinion.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct showing {
    struct desk *desk;
    int64_t consultation;
    struct opinion_groups groups;
};

static enum status fill(void *context, struct rows *rows, struct problem *problem) {
    struct showing *showing = context;
    struct office *office = showing->desk->office;
    enum status status = opinion_group(office, showing->consultation, &showing->groups, problem);
    for (size_t i = 0; status == STATUS_OK && i < showing->groups.count; i++) {
        struct record record = {0};
        struct buffer title = BUFFER_INIT;
        int64_t oldest = showing->groups.ids[showing->groups.starts[i]];
        char key[24], size[24];
        if (store_read(office->store, &office->visible, oldest, &record, NULL) == STATUS_OK) {
            snprintf(key, sizeof key, "%lld", (long long)oldest);
            snprintf(size, sizeof size, "%zu",
                     showing->groups.starts[i + 1] - showing->groups.starts[i]);
            rows_add(rows, key);
            rows_set(rows, 0, size);
            rows_set(rows, 1, fields_text(&record.fields, "number"));
            rows_set(rows, 2, fields_text(&record.fields, "received_on"));
            personal_append_cell(&title, "", "opinion", "title",
                                 fields_text(&record.fields, "title"));
            rows_set(rows, 3, buffer_text(&title));
        }
        buffer_release(&title);
        record_release(&record);
    }
    return status;
}

static bool carry_out(void *context, const char *command, const char *key) {
    struct showing *showing = context;
    const struct opinion_groups *groups = &showing->groups;
    int64_t oldest = strtoll(key, NULL, 10);
    for (size_t i = 0; i < groups->count; i++)
        if (groups->ids[groups->starts[i]] == oldest)
            return opinion_open_decide(showing->desk, NULL, command,
                                       groups->ids + groups->starts[i],
                                       groups->starts[i + 1] - groups->starts[i]);
    return false;
}

static void open_group(void *context, const char *key) {
    carry_out(context, "decide", key);
}

static void showing_free(void *context) {
    struct showing *showing = context;
    opinion_groups_release(&showing->groups);
    free(showing);
}

bool opinion_open_groups(struct desk *desk, int64_t id) {
    static const char *const commands[] = {"adopt", "partly", "unrelated", "decline"};
    static const int digits[] = {1, 3, 7, 9};
    enum { COMMANDS = sizeof digits / sizeof digits[0] };
    struct list_option options[COMMANDS];
    struct record record = {0};
    struct problem problem = {0};
    char title[200];
    struct showing *showing = calloc(1, sizeof *showing);
    if (!showing || store_read(desk->office->store, &desk->office->visible, id, &record,
                               &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, "opinion");
        free(showing);
        return false;
    }
    showing->desk = desk;
    showing->consultation = fields_integer(&record.fields, "consultation", 0);
    record_release(&record);
    for (size_t i = 0; i < COMMANDS; i++)
        options[i] =
            (struct list_option){.digit = digits[i],
                                 .command = commands[i],
                                 .label = language_text("option", flow_command_label(commands[i])),
                                 .is_single = true};
    char *subject = store_title(desk->office->store, showing->consultation);
    snprintf(title, sizeof title, " %s  %s", _("同类意见"), subject ? subject : "");
    free(subject);
    const struct list_column columns[] = {{_("件数"), 4, false},
                                          {_("最早一件"), 13, true},
                                          {_("收到日期"), 10, false},
                                          {_("摘要"), 0, false}};
    const struct rows_source source = {.context = showing,
                                       .fill = fill,
                                       .open = open_group,
                                       .carry_out = carry_out,
                                       .free = showing_free};
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("件数多的在前"),
        .empty = _("没有同类的意见。"),
        .columns = columns,
        .column_count = sizeof columns / sizeof columns[0],
        .options = options,
        .option_count = COMMANDS,
        .help_topic = "opinion_groups",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}
