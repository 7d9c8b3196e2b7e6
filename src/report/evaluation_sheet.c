/* 群众评议表: the form that is handed out, of a matter or blank, and the figures of a period to hang up. Nothing on it
 * tells who reported what. Mission V6. */
#include "report/evaluation_prints.h"

#include "base/language.h"
#include "report/figures.h"
#include "report/known_names.h"
#include "work/mask.h"

#include <stdio.h>
#include <string.h>

enum { OPINION_LINES = 4 };

const char *evaluation_form_refusal(const struct record *record) {
    const char *state = fields_text(&record->fields, "state");
    if (fields_integer(&record->fields, "sealed", 0) != 0)
        return N_("{number} 是举报件，不印在单子上");
    if (strcmp(state, "replied") != 0 && strcmp(state, "announced") != 0 &&
        strcmp(state, "closed") != 0)
        return N_("{number} 还没有答复，不能请人评议");
    return NULL;
}

static void put_line(struct paper *paper) {
    const char *const nothing[] = {""};
    paper_signatures(paper, nothing, 1);
}

/* To be ticked by hand, and why. */
static void put_questions(struct paper *paper) {
    const char *const signatures[] = {_("评议人"), _("日期")};
    char boxes[160];
    paper_text(paper, 0, _("您对这件事的办理满意吗？请在方框里打勾："));
    paper_gap(paper);
    snprintf(boxes, sizeof boxes, "□ %s    □ %s    □ %s", _("满意"), _("基本满意"), _("不满意"));
    paper_text(paper, 4, boxes);
    paper_gap(paper);
    paper_text(paper, 0, _("哪里不满意，还有什么意见："));
    for (int i = 0; i < OPINION_LINES; i++)
        put_line(paper);
    paper_signatures(paper, signatures, 2);
    paper_gap(paper);
    paper_text(paper, 0,
               _("评议人可以不写。填好后投进反馈箱，或交给来访的同志；不满意的，重新办理。"));
}

static enum status put_title(struct office *office, const struct record *record,
                             struct paper *paper, struct problem *problem) {
    char mark[16];
    struct buffer names = BUFFER_INIT, text = BUFFER_INIT, masked = BUFFER_INIT;
    enum status status = known_names_append(office, &record->id, 1, &names, problem);
    office_setting(office, "name_mask", "*", mark, sizeof mark);
    mask_append_text(&text, fields_text(&record->fields, "title"), NULL);
    mask_append_names_in(&masked, buffer_text(&text), buffer_text(&names),
                         mark[0] != '\0' ? mark : "*");
    paper_pair(paper, _("事项"), buffer_text(&masked));
    paper->body.failed = paper->body.failed || names.failed || text.failed || masked.failed;
    buffer_release(&names);
    buffer_release(&text);
    buffer_release(&masked);
    return status;
}

static enum status put_matter(struct office *office, int64_t id, struct paper *paper,
                              struct problem *problem) {
    struct record record = {0};
    enum status status = prints_read(office, prints_find("evaluation-form"), id, &record, problem);
    paper_break(paper);
    paper_title(paper, _("群众评议表"));
    paper_gap(paper);
    if (status == STATUS_OK) {
        paper_pair(paper, _("编号"), fields_text(&record.fields, "number"));
        status = put_title(office, &record, paper, problem);
        prints_put_title(office, paper, _("承办单位"), fields_text(&record.fields, "unit"));
        paper_pair(paper, _("答复日期"), fields_text(&record.fields, "replied_on"));
        paper_gap(paper);
        put_questions(paper);
    }
    record_release(&record);
    return status;
}

static void put_blank(struct paper *paper) {
    const char *const matter[] = {_("编号"), _("承办单位")};
    const char *const title[] = {_("事项")};
    paper_title(paper, _("群众评议表"));
    paper_signatures(paper, matter, 2);
    paper_signatures(paper, title, 1);
    paper_gap(paper);
    put_questions(paper);
}

enum status evaluation_form_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    if (request->id_count == 0)
        put_blank(paper);
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++)
        status = put_matter(office, request->ids[i], paper, problem);
    return status;
}

/* ---- the figures --------------------------------------------------------------------------------- */

static void put_row(const struct figure_row *row, size_t cells, struct paper *paper) {
    char counts[FIGURE_CELLS_MOST][24];
    const char *texts[FIGURE_CELLS_MOST + 2] = {row->name};
    struct buffer share = BUFFER_INIT;
    figures_append_share(row->tenths, &share);
    for (size_t i = 0; i < cells; i++) {
        snprintf(counts[i], sizeof counts[i], "%lld", (long long)row->counts[i]);
        texts[i + 1] = counts[i];
    }
    texts[cells + 1] = share.length > 0 ? buffer_text(&share) : "-";
    paper_row(paper, texts);
    paper->body.failed = paper->body.failed || share.failed;
    buffer_release(&share);
}

static void put_table(const struct figure_table *table, struct paper *paper) {
    struct paper_column columns[FIGURE_CELLS_MOST + 2] = {{table->group, 0}};
    for (size_t i = 0; i < table->cells; i++)
        columns[i + 1] = (struct paper_column){table->headings[i], 11};
    columns[table->cells + 1] = (struct paper_column){table->share, 9};
    paper_begin_table(paper, columns, table->cells + 2);
    for (size_t i = 0; i < table->count; i++)
        put_row(&table->rows[i], table->cells, paper);
    paper_end_table(paper);
    paper_gap(paper);
}

enum status evaluation_tally_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem) {
    struct figures figures = {0};
    (void)files;
    enum status status =
        satisfaction_figures(office, request->from, request->to, &figures, problem);
    if (status == STATUS_OK) {
        paper_title(paper, language_text("print", N_("群众评议统计")));
        paper_gap(paper);
        paper_pair(paper, _("回访日期"), figures.period);
        paper_gap(paper);
        for (size_t i = 0; i < figures.count; i++)
            put_table(&figures.tables[i], paper);
        for (size_t i = 0; i < figures.note_count; i++)
            paper_text(paper, 0, figures.notes[i]);
    }
    figures_release(&figures);
    return status;
}
