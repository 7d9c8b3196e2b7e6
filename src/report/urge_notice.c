/* 催办通知: a page for each unit that was urged on a day, with all its records, to be signed for. Draws, and
 * decides nothing; never a sealed record. */
#include "report/prints.h"

#include "base/language.h"
#include "report/words.h"
#include "work/personal.h"
#include "work/urge.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 6 };

struct notice {
    struct office *office;
    const struct print_request *request;
    const char *day;
    struct paper *paper;
    struct paper_column columns[COLUMNS];
    int64_t unit;
    size_t records; /* of this page; 0: none is begun */
    bool has_any;
    char by[64];
};

static void begin_notice(struct notice *notice, const struct urged *urged) {
    struct paper *paper = notice->paper;
    if (notice->has_any)
        paper_break(paper);
    paper_title(paper, _("催办通知"));
    paper_gap(paper);
    paper_pair(paper, _("承办单位"), urged->to_unit == 0 ? _("（未交办）") : urged->to_unit_name);
    paper_pair(paper, _("催办日期"), notice->day);
    paper_gap(paper);
    paper_text(paper, 0, _("下列事项由你单位承办，请按催办意见办理，并书面回复办理情况。"));
    paper_gap(paper);
    paper_begin_table(paper, notice->columns, COLUMNS);
    notice->unit = urged->to_unit;
    notice->records = 0;
    notice->has_any = true;
}

static void end_notice(struct notice *notice) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    if (notice->records == 0)
        return;
    paper_end_table(notice->paper);
    problem_set(&filled, STATUS_OK, "", N_("共 {count} 件。"));
    problem_place_integer(&filled, "count", (int64_t)notice->records);
    language_append_problem(&text, &filled, NULL);
    paper_gap(notice->paper);
    paper_text(notice->paper, 0, buffer_text(&text));
    paper_pair(notice->paper, _("催办人"), notice->by);
    const char *const labels[] = {_("签收人"), _("签收日期")};
    paper_signatures(notice->paper, labels, 2);
    buffer_release(&text);
    notice->records = 0;
}

static void append_light(struct office *office, int64_t id, struct buffer *out) {
    struct record record = {0};
    struct light_state light = {0};
    if (store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
        office_light(office, &record.fields, &light, NULL) == STATUS_OK)
        words_append_light(out, &light);
    record_release(&record);
}

/* Only those that are named, when any are. */
static bool is_asked_for(const struct print_request *request, int64_t record) {
    for (size_t i = 0; i < request->id_count; i++)
        if (request->ids[i] == record)
            return true;
    return request->id_count == 0;
}

static bool add_urged(void *context, const struct urged *urged) {
    struct notice *notice = context;
    if (!is_asked_for(notice->request, urged->record))
        return true;
    struct buffer light = BUFFER_INIT, what = BUFFER_INIT;
    char serial[24];
    if (!notice->has_any || urged->to_unit != notice->unit) {
        end_notice(notice);
        begin_notice(notice, urged);
    }
    append_light(notice->office, urged->record, &light);
    personal_append_cell(&what, "", "", "title", urged->title);
    buffer_append_format(&what, "\n%s", urged->note);
    snprintf(serial, sizeof serial, "%lld", (long long)urged->serial);
    snprintf(notice->by, sizeof notice->by, "%s", urged->by);
    const char *const cells[] = {urged->number, urged->due_on,         buffer_text(&light),
                                 serial,        urged->to_person_name, buffer_text(&what)};
    paper_row(notice->paper, cells);
    notice->records++;
    bool has_memory = !light.failed && !what.failed;
    buffer_release(&light);
    buffer_release(&what);
    return has_memory;
}

enum status urge_notice_draw(struct office *office, const struct scr_source *files,
                             const struct print_request *request, struct paper *paper,
                             struct problem *problem) {
    char iso[DATE_BYTES];
    day_number day = request->from != DATE_NONE ? request->from : office_today(office);
    struct notice notice = {
        .office = office,
        .request = request,
        .day = date_to_iso(day, iso),
        .paper = paper,
        .columns = {{_("编号"), 13},
                    {_("期限"), 10},
                    {_("亮灯"), 7},
                    {_("第几次"), 6},
                    {_("经办人"), 8},
                    {_("事项和催办意见"), 0}},
    };
    (void)files;
    enum status status =
        store_urged(office->store, &office->visible, urge_day_begins(office, day),
                    urge_day_begins(office, day + 1), request->unit != 0 ? request->unit : -1, 0,
                    add_urged, &notice, problem);
    end_notice(&notice);
    if (status == STATUS_OK && !notice.has_any) {
        status = problem_set(problem, STATUS_NOT_FOUND, "", N_("{day} 没有催办过，没有通知可打"));
        problem_place(problem, "day", iso);
    }
    return status;
}
