/* 当日审计单: the head of the audit's chain on paper, for two signatures, with what was done since the sheet before. Draws, and
 * decides nothing; of records it says no word. */
#include "report/office_prints.h"

#include "base/language.h"
#include "work/audit_sheet.h"
#include "work/flow.h"

#include <stdio.h>
#include <string.h>

static void put_head(struct paper *paper, const char *label, const char *head) {
    struct buffer text = BUFFER_INIT;
    audit_sheet_append_head(&text, head);
    paper->body.failed = paper->body.failed || text.failed;
    paper_pair(paper, label, buffer_text(&text));
    buffer_release(&text);
}

static void put_number(struct paper *paper, const char *label, int64_t number) {
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)number);
    paper_pair(paper, label, text);
}

enum { KINDS_SHOWN = 20 /* one page, signatures and all */ };

static void put_kind(struct paper *paper, const char *label, int64_t today, int64_t since) {
    char texts[2][24];
    const char *const cells[] = {label, texts[0], texts[1]};
    snprintf(texts[0], sizeof texts[0], "%lld", (long long)today);
    snprintf(texts[1], sizeof texts[1], "%lld", (long long)since);
    paper_row(paper, cells);
}

static void draw_kinds(const struct audit_sheet *sheet, struct paper *paper) {
    const struct paper_column columns[] = {
        {_("做了什么"), 0}, {_("当日"), 10}, {_("上一张以来"), 12}};
    int64_t today = sheet->today, since = sheet->since;
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < sheet->kind_count && i < KINDS_SHOWN; i++) {
        const struct audit_kind *kind = &sheet->kinds[i];
        put_kind(paper, language_text("option", flow_command_label(kind->command)), kind->today,
                 kind->since);
        today -= kind->today;
        since -= kind->since;
    }
    if (today > 0 || since > 0)
        put_kind(paper, _("其余"), today, since);
    put_kind(paper, _("合计"), sheet->today, sheet->since);
    paper_end_table(paper);
}

static void draw_before(const struct anchor *before, struct paper *paper) {
    if (before->day[0] == '\0') {
        paper_pair(paper, _("上一张"), _("没有，这是第一张"));
        return;
    }
    paper_pair(paper, _("上一张"), before->day);
    put_number(paper, _("记到第几行"), before->end.seq);
    put_head(paper, _("上张链头"), before->end.head);
}

enum status audit_day_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem) {
    struct audit_sheet sheet;
    (void)files;
    (void)request;
    enum status status = audit_sheet_read(office, &sheet, problem);
    if (status != STATUS_OK)
        return status;
    paper_title(paper, _("当日审计单"));
    paper_gap(paper);
    paper_pair(paper, _("日期"), sheet.day);
    put_number(paper, _("审计末行"), sheet.end.seq);
    put_head(paper, _("链头"), sheet.end.head);
    paper_gap(paper);
    draw_before(&sheet.before, paper);
    paper_gap(paper);
    draw_kinds(&sheet, paper);
    paper_gap(paper);
    paper_text(
        paper, 0,
        _("核对：zwgk verify --since 链头（32 位十六进制数，至少输前 16 位），或在 06 校验里输入。"
          "找到这一行，说明这一行以前的审计没有被改动、删去或换过；找不到，说明以前的记录被换过，"
          "或者数据库是更早的备份。这一张以后的改动，由下一张管住。"));
    paper_gap(paper);
    const char *const labels[] = {_("打印人"), _("见证人")};
    paper_signatures(paper, labels, 2);
    return STATUS_OK;
}
