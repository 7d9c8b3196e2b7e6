/* 政务公开档案卡 on paper: one card a page, what its disclosure became included. Draws, and decides nothing. */
#include "report/card_grid.h"
#include "report/prints.h"
#include "report/shown.h"

#include "base/language.h"
#include "work/flow.h"

#include <string.h>

static const int pair[] = {8, 41};
static const int pairs[] = {8, 15, 8, 12};

struct sheet {
    struct office *office;
    struct grid grid;
    const struct fields *card;
};

static void put_pair(struct sheet *sheet, const char *label, const char *value) {
    const char *const cells[] = {label, value};
    grid_row(&sheet->grid, pair, 2, cells);
}

/* Nothing when it is empty: what a card need not have. */
static void put_if(struct sheet *sheet, const char *label, const char *column) {
    if (fields_has(sheet->card, column))
        put_pair(sheet, label, fields_text(sheet->card, column));
}

static void put_pairs(struct sheet *sheet, const char *label, const char *value,
                      const char *other_label, const char *other) {
    const char *const cells[] = {label, value, other_label, other};
    grid_row(&sheet->grid, pairs, 4, cells);
}

static void append_code(struct sheet *sheet, const char *list, const char *column,
                        struct buffer *out) {
    shown_append_code(sheet->office, list, fields_text(sheet->card, column), out);
}

static void append_title(struct sheet *sheet, const char *column, struct buffer *out) {
    shown_append_title(sheet->office, fields_text(sheet->card, column), out);
}

/* 2026-11-20 已撤下：含个人信息; nothing while it stands. */
static void append_fate(const struct fields *disclosure, struct buffer *out) {
    const char *state = fields_text(disclosure, "state");
    bool is_withdrawn = strcmp(state, "withdrawn") == 0;
    if (!is_withdrawn && strcmp(state, "corrected") != 0)
        return;
    if (is_withdrawn)
        buffer_append_format(out, "%s ", fields_text(disclosure, "withdrawn_on"));
    buffer_append(out, language_text("state", flow_state_label("disclosure", state)));
    if (is_withdrawn)
        buffer_append_format(out, "%s%s", _("："), fields_text(disclosure, "withdrawn_reason"));
}

static void put_head(struct sheet *sheet, const struct fields *disclosure) {
    const struct fields *card = sheet->card;
    struct buffer scope = BUFFER_INIT, unit = BUFFER_INIT;
    append_code(sheet, "disclosure_scope", "scope", &scope);
    append_title(sheet, "unit", &unit);
    put_pairs(sheet, _("编号"), fields_text(card, "number"), _("公开信息"),
              fields_text(disclosure, "number"));
    put_pair(sheet, _("题名"), fields_text(card, "title"));
    put_pair(sheet, _("依据"), fields_text(card, "basis"));
    put_pair(sheet, _("主体"), fields_text(card, "subject"));
    put_pairs(sheet, _("公开范围"), buffer_text(&scope), _("承办单位"), buffer_text(&unit));
    put_pair(sheet, _("公开形式"), fields_text(card, "form"));
    put_pairs(sheet, _("形成日期"), fields_text(card, "formed_on"), _("公开日期"),
              fields_text(card, "published_on"));
    put_pair(sheet, _("审核人"), fields_text(card, "reviewer"));
    put_pair(sheet, _("签发人"), fields_text(card, "approver"));
    put_if(sheet, _("一人兼任"), "same_person");
    buffer_release(&scope);
    buffer_release(&unit);
}

static void put_end(struct sheet *sheet, const struct fields *disclosure) {
    const struct fields *card = sheet->card;
    struct buffer keeper = BUFFER_INIT, retention = BUFFER_INIT, fate = BUFFER_INIT;
    append_title(sheet, "keeper", &keeper);
    append_code(sheet, "retention", "retention", &retention);
    append_fate(disclosure, &fate);
    put_pair(sheet, _("群众反映"), fields_text(card, "feedback_summary"));
    put_pair(sheet, _("处理结果"), fields_text(card, "result"));
    if (fate.length > 0)
        put_pair(sheet, _("公开以后"), buffer_text(&fate));
    put_if(sheet, _("文号"), "document_no");
    put_pairs(sheet, _("保管期限"), buffer_text(&retention), _("页数"), fields_text(card, "pages"));
    put_pairs(sheet, _("保管人"), buffer_text(&keeper), _("填卡日期"),
              fields_text(card, "filled_on"));
    put_pair(sheet, _("档号"), fields_text(card, "archive_no"));
    put_pairs(sheet, _("归档日期"), fields_text(card, "filed_on"), _("盒号"),
              fields_text(card, "box_no"));
    buffer_release(&keeper);
    buffer_release(&retention);
    buffer_release(&fate);
}

static enum status put_sheet(struct office *office, struct paper *paper, const struct record *card,
                             struct problem *problem) {
    const char *const signature[] = {_("填卡人"), _("日期")};
    struct record disclosure = {0};
    struct buffer heading = BUFFER_INIT;
    const char *title = language_text("print", N_("政务公开档案卡"));
    enum status status =
        store_read(office->store, &office->visible, fields_integer(&card->fields, "disclosure", 0),
                   &disclosure, problem);
    if (status == STATUS_OK) {
        buffer_append_format(&heading, "%s %s %s", title, fields_text(&card->fields, "number"),
                             _("（续）"));
        struct sheet sheet = {office, {paper, buffer_text(&heading), NULL, 0}, &card->fields};
        paper_title(paper, title);
        paper_gap(paper);
        put_head(&sheet, &disclosure.fields);
        put_end(&sheet, &disclosure.fields);
        grid_end(&sheet.grid);
        paper_signatures(paper, signature, 2);
    }
    buffer_release(&heading);
    record_release(&disclosure);
    return status;
}

enum status card_sheet_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record card = {0};
        paper_break(paper);
        status = prints_read(office, prints_find("card"), request->ids[i], &card, problem);
        if (status == STATUS_OK)
            status = put_sheet(office, paper, &card, problem);
        record_release(&card);
    }
    return status;
}
