/* 广播稿: the notice of a collection as it is read out: short sentences, dates and numbers in words, how long it takes.
 * What is read out is Chinese in every language of the screens. Only of a notice that is public. */
#include "report/consultation_prints.h"

#include "base/codes.h"
#include "base/language.h"
#include "report/spoken.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *notice_broadcast_refusal(const struct record *record) {
    return strcmp(fields_text(&record->fields, "state"), "collecting") == 0
               ? NULL
               : N_("{number} 没有在征集意见，不能广播");
}

static void append_named(struct office *office, int64_t id, struct buffer *out) {
    char *title = id > 0 ? store_title(office->store, id) : NULL;
    if (title != NULL)
        spoken_append_text(out, title);
    free(title);
}

static void append_ways(struct office *office, const char *ways, struct buffer *out) {
    size_t length = 0;
    int count = 0;
    for (const char *at = ways; codes_next(&at, &length); at += length) {
        char code[40];
        snprintf(code, sizeof code, "%.*s", (int)length, at);
        buffer_append(out, count++ > 0 ? "、" : "");
        buffer_append(out, office_code_label(office, "consultation_way", code));
    }
}

static void append_days(const struct fields *fields, struct buffer *out) {
    day_number open = date_from_iso(fields_text(fields, "open_on"));
    day_number last = date_from_iso(fields_text(fields, "close_on"));
    buffer_append(out, "从");
    spoken_append_day(out, open);
    buffer_append(out, "开始。到");
    spoken_append_day(out, last);
    buffer_append(out, "为止。一共");
    spoken_append_count(out, last - open, "天");
    buffer_append(out, "。");
}

static void append_speech(struct office *office, const struct fields *fields, struct buffer *out) {
    char name[160];
    const char *kind = fields_text(fields, "kind");
    buffer_append(out, "各位乡亲请注意。");
    spoken_append_text(out, office_setting(office, "office_name", "", name, sizeof name));
    buffer_append(out, "现在广播一份公告。");
    append_named(office, fields_integer(fields, "unit", 0), out);
    buffer_append(out, strcmp(kind, "needs") == 0 ? "，想听听大家的需要。说的是："
                                                  : "，征求大家的意见。说的是：");
    spoken_append_text(out, fields_text(fields, "title"));
    buffer_append(out, "。");
    append_days(fields, out);
    buffer_append(out, "提意见的办法有：");
    append_ways(office, fields_text(fields, "ways"), out);
    buffer_append(out, "。意见送到：");
    spoken_append_text(out, fields_text(fields, "where_to"));
    buffer_append(
        out, "。写不写名字都可以。采不采纳，都会公布。公告全文贴在公开栏。广播完了。谢谢大家。");
}

static void put_speech(struct paper *paper, const char *number, const char *speech) {
    struct buffer lines = BUFFER_INIT, head = BUFFER_INIT;
    spoken_append_sentences(&lines, speech);
    int seconds = spoken_seconds(buffer_text(&lines));
    buffer_append_format(&head, "%s  %s ", number, _("约"));
    if (seconds >= 60)
        buffer_append_format(&head, "%d %s ", seconds / 60, _("分"));
    buffer_append_format(&head, "%d %s%s%d %s", seconds % 60, _("秒"), _("，每分钟 "),
                         SPOKEN_A_MINUTE, _("字"));
    paper_title(paper, _("广播稿"));
    paper_title(paper, buffer_text(&head));
    paper_gap(paper);
    paper_text(paper, 0, buffer_text(&lines));
    paper->body.failed = paper->body.failed || lines.failed || head.failed;
    buffer_release(&lines);
    buffer_release(&head);
}

enum status notice_broadcast_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("notice-broadcast"), request->ids[i], &record, problem);
        if (status == STATUS_OK) {
            struct buffer speech = BUFFER_INIT;
            append_speech(office, &record.fields, &speech);
            put_speech(paper, fields_text(&record.fields, "number"), buffer_text(&speech));
            paper->body.failed = paper->body.failed || speech.failed;
            buffer_release(&speech);
        }
        record_release(&record);
    }
    return status;
}
