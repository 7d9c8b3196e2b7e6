/* Help for the functions of the flow table. No rule of any kind of record stands here. */
#include "work/act.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/visible.h"

enum status act_refuse_with(struct act *act, struct problem *problem) {
    bool has_number = false;
    for (int i = 0; i < problem->place_count; i++) {
        has_number = has_number || strcmp(problem->places[i].name, "number") == 0;
    }
    if (act->before != NULL && !has_number) {
        problem_place(problem, "number", fields_text(&act->before->fields, "number"));
    }
    problems_add(act->problems, problem);
    return problem->status;
}

enum status act_refuse(struct act *act, enum status status, const char *field,
                       const char *message) {
    struct problem problem = {0};
    problem_set(&problem, status, field, message);
    return act_refuse_with(act, &problem);
}

void act_note(struct act *act, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(act->note, sizeof act->note, format, arguments);
    va_end(arguments);
    size_t bad = 0;
    if (wanted >= (int)sizeof act->note && !text_is_valid(act->note, strlen(act->note), &bad)) {
        act->note[bad] = '\0';
    }
}

const char *act_text(const struct act *act, const char *column) {
    const char *text = fields_get(act->changes, column);
    if (text == NULL && act->before != NULL) {
        text = fields_get(&act->before->fields, column);
    }
    return text != NULL ? text : "";
}

int64_t act_integer(const struct act *act, const char *column) {
    const char *text = act_text(act, column);
    return strtoll(text, NULL, 10);
}

char *act_today(const struct act *act, char out[DATE_BYTES]) {
    return date_to_iso(office_today(act->office), out);
}

enum status act_read(struct act *act, int64_t id, struct record *out) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    enum status status = store_read(act->office->store, &all, id, out, &problem);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

const char *act_title(const struct act *act, int64_t id, char *out, size_t size) {
    char *title = id > 0 ? store_title(act->office->store, id) : NULL;
    size_t bad = 0;
    snprintf(out, size, "%s", title != NULL ? title : "");
    if (!text_is_valid(out, strlen(out), &bad)) {
        out[bad] = '\0';
    }
    free(title);
    return out;
}

enum status act_read_stops(struct act *act, struct stop stops[ACT_STOPS_MOST], size_t *count) {
    struct visible all = visible_to_rules();
    struct pauses pauses = {0};
    struct problem problem = {0};
    *count = 0;
    if (act->id == 0) {
        return STATUS_OK;
    }
    enum status status = store_pauses(act->office->store, &all, act->id, &pauses, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    for (size_t i = 0; i < pauses.count && i < ACT_STOPS_MOST; i++) {
        stops[i] = (struct stop){date_from_iso(pauses.items[i].from_on),
                                 date_from_iso(pauses.items[i].to_on)};
        *count = i + 1;
    }
    pauses_release(&pauses);
    return STATUS_OK;
}

enum status act_start_pause(struct act *act, const char *reason) {
    char today[DATE_BYTES];
    struct problem problem = {0};
    fields_set(act->changes, "paused_on", act_today(act, today));
    fields_set(act->changes, "due_on", "");
    enum status status = store_start_pause(act->office->store, act->id, today, reason, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status act_end_pause(struct act *act) {
    char today[DATE_BYTES];
    struct problem problem = {0};
    if (act->before == NULL || !fields_has(&act->before->fields, "paused_on")) {
        return STATUS_OK;
    }
    fields_set(act->changes, "paused_on", "");
    enum status status =
        store_end_pause(act->office->store, act->id, act_today(act, today), &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status act_refuse_same(struct act *act, int64_t other, const char *message) {
    struct problem problem = {0};
    struct record record = {0};
    const struct file_rows *file = &act->check->file;
    size_t at = file->first_id > 0 && other >= file->first_id ? (size_t)(other - file->first_id)
                                                              : file->count;
    if (at < file->count) {
        problem_set(&problem, STATUS_INVALID, "", N_("与本文件第 {row} 条数据重复"));
        problem_place_integer(&problem, "row", file->row_of[at]);
    } else if (act_read(act, other, &record) == STATUS_OK) {
        problem_set(&problem, STATUS_INVALID, "", message);
        problem_place(&problem, "same", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return act_refuse_with(act, &problem);
}

enum status act_check_title_is_new(struct act *act) {
    struct visible all = visible_to_rules();
    int64_t other = 0;
    struct problem problem = {0};
    const char *title = act_text(act, "title");
    bool is_kept = act->before != NULL && !fields_has(act->changes, "title") &&
                   strcmp(fields_text(&act->before->fields, "state"), "void") != 0;
    if (title[0] == '\0' || is_kept) {
        return STATUS_OK;
    }
    enum status status =
        store_find_title(act->office->store, &all, act->kind, title, &other, &problem);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && other == act->id)) {
        return STATUS_OK;
    }
    if (status != STATUS_OK && status != STATUS_INVALID) {
        return act_refuse_with(act, &problem);
    }
    problem_set(&problem, STATUS_INVALID, "title", N_("已经有叫“{title}”的了，请换一个名称"));
    problem_place(&problem, "title", title);
    return act_refuse_with(act, &problem);
}
