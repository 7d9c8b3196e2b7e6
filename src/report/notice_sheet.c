/* What is put up: a notice on the grid of 22 lines of 28 characters (GB/T 9704), or fitted to its board; the same
 * as copy for the media; and the slip inside disclosures are read and signed by. Personal data is never on
 * them, names only where the subject doesn't mask them. */
#include "report/posting_prints.h"

#include "base/codes.h"
#include "base/language.h"
#include "report/lines_text.h"
#include "report/shown.h"
#include "work/disclosure_masked.h"
#include "work/notice_days.h"

#include <stdio.h>
#include <string.h>

enum {
    GRID_LINES = 22,
    GRID_COLS = 56,
    HEAD_AND_FOOT = 4,
    COLS_LEAST = 20,
    SIGN_ROWS = 12,
    ELEMENTS = 5
};

static const struct {
    const char *column, *label;
} elements[ELEMENTS] = {
    {"element_basis", N_("依据")},   {"element_subject", N_("主体")},
    {"element_process", N_("过程")}, {"element_discipline", N_("纪律")},
    {"element_result", N_("结果")},
};

/* ---- which may be printed ------------------------------------------------------------------------- */

static bool is_kind(const struct record *record, const char *kind) {
    return strcmp(fields_text(&record->fields, "record_kind"), kind) == 0;
}

static const char *refuse_unapproved(const struct record *record) {
    const char *state = fields_text(&record->fields, "state");
    return codes_has("to_publish on_notice published filed", state)
               ? NULL
               : N_("{number} 还没有签发，或者已撤下、已更正，不能印出来张贴");
}

const char *notice_refusal(const struct record *record) {
    if (is_kind(record, "posting"))
        return fields_integer(&record->fields, "open", 0) != 0 ? NULL : N_("{number} 已经撤下");
    return is_kind(record, "disclosure") ? refuse_unapproved(record)
                                         : N_("{number} 不是公开信息，也不是张贴");
}

const char *media_copy_refusal(const struct record *record) {
    if (refuse_unapproved(record) != NULL)
        return refuse_unapproved(record);
    return strcmp(fields_text(&record->fields, "scope"), "public") == 0
               ? NULL
               : N_("{number} 不向社会公开，不能给媒体");
}

const char *reading_slip_refusal(const struct record *record) {
    if (refuse_unapproved(record) != NULL)
        return refuse_unapproved(record);
    return strcmp(fields_text(&record->fields, "scope"), "public") != 0
               ? NULL
               : N_("{number} 向社会公开，不用传阅签收");
}

/* What stands on the paper of a disclosure. */
struct sheet {
    struct office *office;
    struct paper *paper;
    const struct fields *fields; /* as they are */
    struct fields shown;         /* to the public */
};

static void sheet_init(struct sheet *sheet, struct office *office, struct paper *paper,
                       const struct fields *fields) {
    *sheet = (struct sheet){office, paper, fields, FIELDS_INIT};
    disclosure_masked(office, fields, &sheet->shown);
    paper->body.failed = paper->body.failed || sheet->shown.failed;
}

static void sheet_release(struct sheet *sheet) {
    fields_release(&sheet->shown);
}

/* ---- the text ------------------------------------------------------------------------------------- */

/* A paragraph begins two characters in. */
static void put_paragraph(struct sheet *sheet, const char *label, const char *text) {
    struct buffer whole = BUFFER_INIT;
    bool begins = true;
    if (text[0] == '\0')
        return;
    if (label[0] != '\0')
        buffer_append_format(&whole, "　　%s%s", label, _("："));
    else
        buffer_append(&whole, "　　");
    for (const char *at = text; *at != '\0'; at++) {
        begins = *at == '\n';
        buffer_append_char(&whole, *at);
        if (begins)
            buffer_append(&whole, "　　");
    }
    paper_text(sheet->paper, 0, buffer_text(&whole));
    sheet->paper->body.failed = sheet->paper->body.failed || whole.failed;
    buffer_release(&whole);
}

static void put_shown(struct sheet *sheet, const char *label, const char *column) {
    put_paragraph(sheet, label, fields_text(&sheet->shown, column));
}

static void put_lines(struct sheet *sheet) {
    struct lines_captions captions;
    struct buffer table = BUFFER_INIT;
    if (!fields_has(&sheet->shown, "lines"))
        return;
    lines_text_captions(sheet->fields, &captions);
    lines_text_append(fields_text(&sheet->shown, "lines"), &captions, sheet->paper->cols, &table);
    while (table.length > 0 && table.data[table.length - 1] == '\n')
        table.data[--table.length] = '\0';
    paper_gap(sheet->paper);
    paper_text(sheet->paper, 0, buffer_text(&table));
    paper_gap(sheet->paper);
    sheet->paper->body.failed = sheet->paper->body.failed || table.failed;
    buffer_release(&table);
}

/* 2026年11月21日 */
static void append_day(day_number day, struct buffer *out) {
    int year = 0, month = 0, of_month = 0;
    date_to_ymd(day, &year, &month, &of_month);
    buffer_append_format(out, "%d%s%d%s%d%s", year, language_text("date", "年"), month,
                         language_text("date", "月"), of_month, language_text("date", "日"));
}

static const char *unit_phone(struct sheet *sheet, struct record *unit) {
    struct office *office = sheet->office;
    if (store_read(office->store, &office->visible, fields_integer(sheet->fields, "unit", 0), unit,
                   NULL) != STATUS_OK)
        return "";
    return fields_text(&unit->fields, "phone");
}

/* How to object: its own words, else the unit that answers for it. */
static void put_reply_path(struct sheet *sheet, bool is_notice) {
    struct record unit = {0};
    struct buffer text = BUFFER_INIT;
    const char *path = fields_text(sheet->fields, "reply_path");
    const char *phone = unit_phone(sheet, &unit);
    buffer_append(&text, is_notice ? _("公示期内如有异议，可以当面、来电、来信或投入意见箱反映：")
                                   : _("对以上内容有意见的，可以反映："));
    if (path[0] != '\0')
        buffer_append(&text, path);
    else
        buffer_append_format(&text, "%s%s%s", fields_text(&unit.fields, "title"),
                             phone[0] != '\0' ? _(" 电话 ") : "", phone);
    put_paragraph(sheet, "", buffer_text(&text));
    sheet->paper->body.failed = sheet->paper->body.failed || text.failed;
    buffer_release(&text);
    record_release(&unit);
}

/* Its first and last day: as they were set, or as they will be when it goes up today. */
static enum status put_period(struct sheet *sheet, bool *is_notice, struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    day_number posted = date_from_iso(fields_text(sheet->fields, "published_on"));
    day_number last = date_from_iso(fields_text(sheet->fields, "notice_to"));
    enum status status = STATUS_OK;
    if (posted == DATE_NONE) {
        posted = office_today(sheet->office);
        status = notice_last_day(sheet->office, sheet->fields, posted, &last, problem);
    }
    *is_notice = last != DATE_NONE;
    if (status == STATUS_OK && *is_notice) {
        append_day(posted + 1, &text);
        buffer_append_format(&text, " %s ", _("至"));
        append_day(last, &text);
        buffer_append_format(
            &text, "%s %s %s%s", _("，共"), fields_text(sheet->fields, "notice_amount"),
            strcmp(fields_text(sheet->fields, "notice_unit"), "workday") == 0 ? _("个工作日")
                                                                              : _("日"),
            _("，张贴当日不计"));
        put_paragraph(sheet, _("公示期"), buffer_text(&text));
    }
    sheet->paper->body.failed = sheet->paper->body.failed || text.failed;
    buffer_release(&text);
    return status;
}

/* Who makes it public and on which day, at the right. */
static void put_foot(struct sheet *sheet) {
    struct buffer lines[2] = {BUFFER_INIT, BUFFER_INIT};
    day_number posted = date_from_iso(fields_text(sheet->fields, "published_on"));
    shown_append_title(sheet->office, fields_text(sheet->fields, "unit"), &lines[0]);
    append_day(posted != DATE_NONE ? posted : office_today(sheet->office), &lines[1]);
    paper_keep(sheet->paper, 3);
    paper_gap(sheet->paper);
    for (size_t i = 0; i < 2; i++) {
        paper_right(sheet->paper, buffer_text(&lines[i]));
        sheet->paper->body.failed = sheet->paper->body.failed || lines[i].failed;
        buffer_release(&lines[i]);
    }
}

static void put_title(struct sheet *sheet, const char *above) {
    if (above[0] != '\0')
        paper_title(sheet->paper, above);
    paper_title(sheet->paper, fields_text(&sheet->shown, "title"));
    paper_gap(sheet->paper);
}

static void put_content(struct sheet *sheet) {
    for (size_t i = 0; i < ELEMENTS; i++)
        put_shown(sheet, _(elements[i].label), elements[i].column);
    put_lines(sheet);
}

static enum status put_notice(struct sheet *sheet, struct problem *problem) {
    bool is_notice = fields_integer(sheet->fields, "notice_amount", 0) > 0;
    put_title(sheet, is_notice ? _("公  示") : "");
    put_content(sheet);
    enum status status = put_period(sheet, &is_notice, problem);
    put_reply_path(sheet, is_notice);
    put_foot(sheet);
    return status;
}

/* ---- 公示、公开的纸 ------------------------------------------------------------------------------- */

/* The disclosure of a posting, and the size of its board. */
static enum status read_shown(struct office *office, int64_t id, struct record *disclosure,
                              int *rows, int *cols, struct problem *problem) {
    struct record named = {0}, board = {0};
    enum status status = prints_read(office, prints_find("notice"), id, &named, problem);
    if (status == STATUS_OK && is_kind(&named, "posting")) {
        status = store_read(office->store, &office->visible,
                            fields_integer(&named.fields, "board", 0), &board, problem);
        *rows = (int)fields_integer(&board.fields, "print_rows", *rows);
        *cols = (int)fields_integer(&board.fields, "print_cols", *cols);
        if (status == STATUS_OK)
            status =
                store_read(office->store, &office->visible,
                           fields_integer(&named.fields, "disclosure", 0), disclosure, problem);
    } else if (status == STATUS_OK) {
        *disclosure = named;
        named = (struct record){0};
    }
    record_release(&named);
    record_release(&board);
    return status;
}

static enum status draw_one(struct office *office, int64_t id, struct paper *paper,
                            struct problem *problem) {
    struct record disclosure = {0};
    struct sheet sheet;
    int rows = paper->rows - HEAD_AND_FOOT, cols = paper->cols;
    enum status status = read_shown(office, id, &disclosure, &rows, &cols, problem);
    if (status == STATUS_OK) {
        sheet_init(&sheet, office, paper, &disclosure.fields);
        status = put_notice(&sheet, problem);
        sheet_release(&sheet);
    }
    record_release(&disclosure);
    return status;
}

/* The paper is as large as the smallest board on which one of them hangs. */
static enum status fit_paper(struct office *office, const struct print_request *request,
                             struct paper *paper, struct problem *problem) {
    enum status status = STATUS_OK;
    int least_rows = GRID_LINES, least_cols = GRID_COLS;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record disclosure = {0};
        int rows = GRID_LINES, cols = GRID_COLS;
        status = read_shown(office, request->ids[i], &disclosure, &rows, &cols, problem);
        least_rows = i == 0 || rows < least_rows ? rows : least_rows;
        least_cols = i == 0 || cols < least_cols ? cols : least_cols;
        record_release(&disclosure);
    }
    paper->rows = least_rows + HEAD_AND_FOOT;
    paper->cols = least_cols < COLS_LEAST ? COLS_LEAST : least_cols;
    return status;
}

enum status notice_draw(struct office *office, const struct scr_source *files,
                        const struct print_request *request, struct paper *paper,
                        struct problem *problem) {
    (void)files;
    enum status status = fit_paper(office, request, paper, problem);
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        paper_break(paper);
        status = draw_one(office, request->ids[i], paper, problem);
    }
    return status;
}

/* ---- 媒体稿 -------------------------------------------------------------------------------------- */

enum status media_copy_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        struct sheet sheet;
        bool is_notice = false;
        paper_break(paper);
        status = prints_read(office, prints_find("media-copy"), request->ids[i], &record, problem);
        if (status == STATUS_OK) {
            sheet_init(&sheet, office, paper, &record.fields);
            put_title(&sheet, "");
            put_shown(&sheet, "", "element_result");
            put_shown(&sheet, "", "element_process");
            put_shown(&sheet, _("依据"), "element_basis");
            put_lines(&sheet);
            status = put_period(&sheet, &is_notice, problem);
            put_reply_path(&sheet, is_notice);
            put_foot(&sheet);
            sheet_release(&sheet);
        }
        record_release(&record);
    }
    return status;
}

/* ---- 传阅签收单 ---------------------------------------------------------------------------------- */

static void put_sign_table(struct paper *paper) {
    const struct paper_column columns[] = {
        {_("序号"), 6}, {_("姓名"), 14}, {_("签名"), 16}, {_("日期"), 0}};
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    for (int row = 1; row <= SIGN_ROWS; row++) {
        char number[12];
        snprintf(number, sizeof number, "%d", row);
        const char *const cells[] = {number, "____________", "______________", "____________"};
        paper_row(paper, cells);
    }
    paper_end_table(paper);
}

enum status reading_slip_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        struct sheet sheet;
        paper_break(paper);
        status =
            prints_read(office, prints_find("reading-slip"), request->ids[i], &record, problem);
        if (status == STATUS_OK) {
            sheet_init(&sheet, office, paper, &record.fields);
            put_title(&sheet, _("内部公开传阅签收单"));
            paper_pair(paper, _("编号"), fields_text(&record.fields, "number"));
            prints_put_code(office, paper, _("公开范围"), "disclosure_scope",
                            fields_text(&record.fields, "scope"));
            paper_pair(paper, _("向谁公开"), fields_text(&record.fields, "audience_text"));
            put_shown(&sheet, _("结果"), "element_result");
            paper_gap(paper);
            put_sign_table(paper);
            sheet_release(&sheet);
        }
        record_release(&record);
    }
    return status;
}
