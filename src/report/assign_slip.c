/* 交办单: what a unit is charged with, one slip a unit, to be signed for on receipt. */
#include "report/prints.h"

#include "base/language.h"

#include <stdlib.h>
#include <string.h>

const char *assign_slip_refusal(const struct record *record) {
    if (prints_refuse_sealed(record) != NULL)
        return prints_refuse_sealed(record);
    const char *state = fields_text(&record->fields, "state");
    if (strcmp(state, "registered") != 0 && strcmp(state, "assigned") != 0 &&
        strcmp(state, "in_hand") != 0)
        return N_("{number} 已经答复或了结，不用再交办");
    return fields_has(&record->fields, "unit") ? NULL : N_("{number} 还没有承办单位，先交办");
}

struct slips {
    const int64_t *ids;
    int64_t *units; /* of the ids; 0 once printed */
    size_t count;
};

static void put_unit(struct office *office, struct paper *paper, int64_t id) {
    struct record unit = {0};
    char today[DATE_BYTES];
    paper_title(paper, language_text("print", N_("交办单")));
    paper_gap(paper);
    if (store_read(office->store, &office->visible, id, &unit, NULL) == STATUS_OK) {
        paper_pair(paper, _("承办单位"), fields_text(&unit.fields, "title"));
        paper_pair(paper, _("电话"), fields_text(&unit.fields, "phone"));
    }
    paper_pair(paper, _("开单日期"), date_to_iso(office_today(office), today));
    paper_pair(paper, _("开单人"), office->user_name);
    paper_gap(paper);
    paper_text(paper, 0, _("下列事项交你单位办理，请在期限以前答复。"));
    record_release(&unit);
}

static enum status put_matter(struct office *office, struct paper *paper, int64_t id,
                              struct problem *problem) {
    struct record record = {0};
    enum status status = prints_read(office, prints_find("assign-slip"), id, &record, problem);
    if (status == STATUS_OK) {
        paper_keep(paper, 8);
        paper_gap(paper);
        prints_put_feedback(office, paper, &record);
        paper_pair(paper, _("反映人"), fields_text(&record.fields, "reporter"));
        paper_pair(paper, _("联系方式"), fields_text(&record.fields, "contact"));
    }
    record_release(&record);
    return status;
}

static enum status put_slip(struct office *office, struct paper *paper, struct slips *slips,
                            size_t first, struct problem *problem) {
    const char *const labels[] = {_("签收人"), _("签收日期")};
    int64_t unit = slips->units[first];
    enum status status = STATUS_OK;
    paper_break(paper);
    put_unit(office, paper, unit);
    for (size_t i = first; i < slips->count && status == STATUS_OK; i++) {
        if (slips->units[i] != unit)
            continue;
        slips->units[i] = 0;
        status = put_matter(office, paper, slips->ids[i], problem);
    }
    paper_signatures(paper, labels, 2);
    return status;
}

static enum status put_slips(struct office *office, struct paper *paper, const int64_t *ids,
                             size_t count, struct problem *problem) {
    struct slips slips = {ids, calloc(count > 0 ? count : 1, sizeof *slips.units), count};
    enum status status = STATUS_OK;
    if (slips.units == NULL)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct record record = {0};
        status = prints_read(office, prints_find("assign-slip"), ids[i], &record, problem);
        slips.units[i] = fields_integer(&record.fields, "unit", 0);
        record_release(&record);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (slips.units[i] != 0)
            status = put_slip(office, paper, &slips, i, problem);
    free(slips.units);
    return status;
}

static int64_t day_begins(const struct office *office, day_number day) {
    return (int64_t)day * 86400 - (int64_t)office->clock.zone_minutes * 60;
}

enum status assign_slip_draw(struct office *office, const struct scr_source *files,
                             const struct print_request *request, struct paper *paper,
                             struct problem *problem) {
    struct printed_ids found = {.count = 0};
    (void)files;
    if (request->id_count > 0)
        return put_slips(office, paper, request->ids, request->id_count, problem);
    enum status status = store_assigned_ids(office->store, &office->visible, request->unit,
                                            day_begins(office, request->from),
                                            day_begins(office, request->to + 1), &found, problem);
    if (status == STATUS_OK && found.count == 0)
        return problem_set(problem, STATUS_NOT_FOUND, "",
                           N_("这段时间没有交办给这个单位、还在办的反馈件"));
    return status == STATUS_OK ? put_slips(office, paper, found.items, found.count, problem)
                               : status;
}
