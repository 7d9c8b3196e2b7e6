/* 督办单: one record of any kind that has a date, what was urged so far, and lines for the leader to order
 * something and the unit to sign for it. */
#include "report/prints.h"

#include "base/language.h"
#include "report/words.h"

const char *supervision_slip_refusal(const struct record *record) {
    if (prints_refuse_sealed(record) != NULL)
        return prints_refuse_sealed(record);
    if (fields_integer(&record->fields, "open", 0) == 0)
        return N_("{number} 已经了结，不用督办");
    return fields_has(&record->fields, "due_on") ? NULL : N_("{number} 没有期限，不能督办");
}

static void put_light(struct office *office, struct paper *paper, const struct record *record) {
    struct light_state light = {0};
    struct limit limit = {.unit = LIMIT_WORKDAY};
    struct buffer words = BUFFER_INIT;
    const char *rule = fields_text(&record->fields, "limit_rule");
    if (rule[0] != '\0')
        (void)!office_limit(office, rule, date_from_iso(fields_get(&record->fields, "received_on")),
                            &limit, NULL);
    if (office_light(office, &record->fields, &light, NULL) == STATUS_OK)
        words_append_light_in_full(&words, &light, limit.unit);
    paper->body.failed = paper->body.failed || words.failed;
    paper_pair(paper, _("现在"), buffer_text(&words));
    buffer_release(&words);
}

static enum status put_urges(struct office *office, struct paper *paper,
                             const struct record *record, struct problem *problem) {
    struct urges urges = {0};
    enum status status = store_urges(office->store, &office->visible, record->id, &urges, problem);
    for (size_t i = 0; status == STATUS_OK && i < urges.count; i++) {
        const struct urge *urge = &urges.items[i];
        struct buffer line = BUFFER_INIT;
        char when[20];
        buffer_append_format(&line, "%s  %s", clock_format(&office->clock, urge->at, when),
                             urge->note);
        if (urge->answer != NULL && urge->answer[0] != '\0')
            buffer_append_format(&line, "\n%s%s%s", _("答"), _("："), urge->answer);
        paper->body.failed = paper->body.failed || line.failed;
        paper_pair(paper, i == 0 ? _("已催办") : "", buffer_text(&line));
        buffer_release(&line);
    }
    urges_release(&urges);
    return status;
}

static enum status put_slip(struct office *office, struct paper *paper, const struct record *record,
                            struct problem *problem) {
    const char *const orders[] = {_("督办要求")};
    const char *const more[] = {""};
    const char *const issued[] = {_("签发人"), _("签发日期"), _("编号")};
    const char *const received[] = {_("签收人"), _("签收日期")};
    paper_title(paper, language_text("print", N_("督办单")));
    paper_gap(paper);
    prints_put_feedback(office, paper, record);
    put_light(office, paper, record);
    enum status status = put_urges(office, paper, record, problem);
    paper_keep(paper, 9);
    paper_signatures(paper, orders, 1);
    paper_signatures(paper, more, 1);
    paper_signatures(paper, issued, 3);
    paper_signatures(paper, received, 2);
    return status;
}

enum status supervision_slip_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("supervision-slip"), request->ids[i], &record, problem);
        if (status == STATUS_OK)
            status = put_slip(office, paper, &record, problem);
        record_release(&record);
    }
    return status;
}
