/* The summary of a collection, drafted from what was decided on each opinion: figures, and what the opinions came to,
 * with reasons. No name, telephone number or address of whoever gave one ever goes into it. Mission D3. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/consultation_run.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/mask.h"
#include "work/visible.h"

enum { GIST_CHARACTERS = 60, REASON_CHARACTERS = 120, ROOM_CHARACTERS = 3800 };

enum { BODY, PASSAGE, DECISION, REASON, ADOPTED_TO, AUTHOR, CONTACT, ADDRESS, LATE, COLUMNS };
static const char *const columns[COLUMNS] = {
    "body", "passage", "decision", "reason", "adopted_to", "author", "contact", "address", "late"};

/* ---- without whoever gave it --------------------------------------------------------------------- */

static void append_replaced(struct buffer *out, const char *text, const char *what,
                            const char *with) {
    size_t length = strlen(what);
    const char *found = length > 0 ? strstr(text, what) : NULL;
    while (found != NULL) {
        buffer_append_bytes(out, text, (size_t)(found - text));
        buffer_append(out, with);
        text = found + length;
        found = strstr(text, what);
    }
    buffer_append(out, text);
}

static void replace(struct buffer *text, const char *what, const char *with) {
    struct buffer next = BUFFER_INIT;
    append_replaced(&next, buffer_text(text), what, with);
    next.failed = next.failed || text->failed;
    buffer_release(text);
    *text = next;
}

/* Every name in 张三、李四. */
static void replace_names(struct buffer *text, const char *names) {
    size_t start = 0, length;
    while ((length = mask_next_name(names, &start)) > 0) {
        char name[200];
        snprintf(name, sizeof name, "%.*s", (int)length, names + start);
        if (text_length(name) > 1 && !mask_is_nobody(name)) {
            replace(text, name, "提意见人");
        }
        start += length;
    }
}

/* On one line, so long at most. */
static void append_cut(struct buffer *out, const char *text, int most) {
    size_t at = 0, end = strlen(text);
    for (int i = 0; i < most && at < end; i++) {
        char32_t character;
        size_t length = text_decode(text + at, end - at, &character);
        if (character == '\n') {
            buffer_append(out, "；");
        } else {
            buffer_append_bytes(out, text + at, length);
        }
        at += length;
    }
    buffer_append(out, at < end ? "……" : "");
}

static void append_masked(const struct page *page, size_t row, int column, int most,
                          struct buffer *out) {
    struct buffer text = BUFFER_INIT, masked = BUFFER_INIT;
    buffer_append(&text, page_cell(page, row, (size_t)column));
    replace_names(&text, page_cell(page, row, AUTHOR));
    replace(&text, page_cell(page, row, CONTACT), "（电话略）");
    if (text_length(page_cell(page, row, ADDRESS)) > 2) {
        replace(&text, page_cell(page, row, ADDRESS), "（住址略）");
    }
    mask_append_text(&masked, buffer_text(&text), NULL);
    append_cut(out, buffer_text(&masked), most);
    out->failed = out->failed || text.failed || masked.failed;
    buffer_release(&text);
    buffer_release(&masked);
}

/* ---- the opinions -------------------------------------------------------------------------------- */

struct listing {
    struct act *act;
    const char *decision;
    bool is_late;
    size_t listed, left_out;
    size_t used; /* characters that stand before */
    struct buffer *out;
};

/* One 。 behind what ends in none of its own. */
static void end_sentence(struct buffer *line) {
    static const char *const ends[] = {"。", "！", "？", "；", "…", "!", "?", ";", "."};
    bool is_ended = false;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t length = strlen(ends[i]);
        is_ended = is_ended || (line->length >= length &&
                                memcmp(line->data + line->length - length, ends[i], length) == 0);
    }
    buffer_append(line, is_ended ? "" : "。");
}

/* （第三条）意见的大意。采纳到第三条第二款。理由：…… */
static void append_opinion(struct listing *listing, const struct page *page, size_t row) {
    struct buffer line = BUFFER_INIT;
    const char *passage = page_cell(page, row, PASSAGE);
    buffer_append_format(&line, "\n%zu. ", listing->listed + 1);
    if (passage[0] != '\0') {
        buffer_append_format(&line, "（%s）", passage);
    }
    append_masked(page, row, BODY, GIST_CHARACTERS, &line);
    end_sentence(&line);
    if (page_cell(page, row, ADOPTED_TO)[0] != '\0') {
        buffer_append(&line, "采纳到：");
        append_masked(page, row, ADOPTED_TO, REASON_CHARACTERS, &line);
        end_sentence(&line);
    }
    if (page_cell(page, row, REASON)[0] != '\0') {
        buffer_append(&line, "理由：");
        append_masked(page, row, REASON, REASON_CHARACTERS, &line);
        end_sentence(&line);
    }
    size_t used = text_length(buffer_text(&line));
    if (listing->used + used <= ROOM_CHARACTERS) {
        buffer_append(listing->out, buffer_text(&line));
        listing->used += used;
        listing->listed++;
    } else {
        listing->left_out++;
    }
    listing->out->failed = listing->out->failed || line.failed;
    buffer_release(&line);
}

static bool is_listed(const struct listing *listing, const struct page *page, size_t row) {
    bool is_late = strcmp(page_cell(page, row, LATE), "1") == 0;
    return is_late == listing->is_late &&
           strcmp(page_cell(page, row, DECISION), listing->decision) == 0;
}

static enum status list_opinions(struct listing *listing) {
    struct visible all = visible_to_rules();
    struct office *office = listing->act->office;
    struct page page = {0};
    struct problem problem = {0};
    char of[24], key[24] = "";
    snprintf(of, sizeof of, "%lld", (long long)listing->act->id);
    const struct condition conditions[] = {{"consultation", IS_EQUAL, of},
                                           {"state", IS_NOT_EQUAL, "void"}};
    const struct page_request request = {.view = "opinion_of",
                                         .columns = columns,
                                         .column_count = COLUMNS,
                                         .order = "id",
                                         .conditions = conditions,
                                         .condition_count = 2};
    struct page_start start = {NULL, 0, false, false};
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &all, &request, &start, PAGE_ROWS_MOST, &page, &problem);
        for (size_t row = 0; status == STATUS_OK && row < page.count; row++) {
            if (is_listed(listing, &page, row)) {
                append_opinion(listing, &page, row);
            }
        }
        if (status == STATUS_OK && page.count > 0) {
            start.id = page.ids[page.count - 1];
            snprintf(key, sizeof key, "%lld", (long long)start.id);
            start.key = key;
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status == STATUS_OK ? status : act_refuse_with(listing->act, &problem);
}

/* Those that changed something or were not followed; of the others the figure says all. */
static enum status append_lists(struct act *act, bool is_late, int *chapter, struct buffer *out) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六"};
    static const struct {
        const char *decision, *heading;
    } lists[] = {{"adopted", "采纳的"}, {"partly", "部分采纳的"}, {"declined", "不采纳的"}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof lists / sizeof lists[0]; i++) {
        struct buffer text = BUFFER_INIT;
        struct listing listing = {act, lists[i].decision, is_late, 0, 0, 0, &text};
        buffer_append_format(&text, "\n%s、%s%s", numerals[*chapter], is_late ? "逾期提交、" : "",
                             lists[i].heading);
        size_t heading = text.length;
        listing.used = text_length(buffer_text(out)) + text_length(buffer_text(&text));
        status = list_opinions(&listing);
        if (listing.left_out > 0) {
            buffer_append_format(&text, "\n另有 %zu 条，可到承办单位查阅。", listing.left_out);
        }
        if (text.length > heading) {
            buffer_append(out, buffer_text(&text));
            ++*chapter;
        }
        out->failed = out->failed || text.failed;
        buffer_release(&text);
    }
    return status;
}

/* ---- figures ------------------------------------------------------------------------------------- */

static void append_figures(const int64_t counts[6], struct buffer *out) {
    buffer_append_format(out, "采纳 %lld 条，部分采纳 %lld 条，不采纳 %lld 条，无关或重复 %lld 条",
                         (long long)counts[OPINIONS_ADOPTED], (long long)counts[OPINIONS_PARTLY],
                         (long long)counts[OPINIONS_DECLINED], (long long)counts[OPINIONS_OTHER]);
}

static void append_lines(struct act *act, const char *heading, const char *list,
                         const struct opinion_lines *lines, struct buffer *out) {
    buffer_append(out, heading);
    for (size_t i = 0; i < lines->count; i++) {
        const char *name = lines->items[i].name;
        if (list != NULL) {
            name = office_code_label(act->office, list, name);
        }
        buffer_append_format(out, "%s%s %lld 条", i > 0 ? "、" : "",
                             name[0] != '\0' ? name : "没有写明",
                             (long long)lines->items[i].counts[OPINIONS_ALL]);
    }
    buffer_append(out, "。");
}

static void set_process(struct act *act, const struct opinion_counts *counts,
                        struct fields *values) {
    struct buffer text = BUFFER_INIT;
    buffer_append(&text, "就“");
    buffer_append(&text, act_text(act, "title"));
    buffer_append(&text, "”征求意见，自");
    consultation_append_day(&text, act_text(act, "open_on"));
    buffer_append(&text, "至");
    consultation_append_day(&text, act_text(act, "ended_on"));
    buffer_append(&text, "，方式有");
    consultation_append_ways(act, &text);
    buffer_append_format(&text, "。共收到意见 %lld 条，其中期限内 %lld 条、逾期提交 %lld 条。",
                         (long long)counts->total[OPINIONS_ALL],
                         (long long)counts->in_time[OPINIONS_ALL],
                         (long long)counts->late[OPINIONS_ALL]);
    if (counts->total[OPINIONS_ALL] > 0) {
        append_lines(act, "按方式：", "consultation_way", &counts->ways, &text);
        append_lines(act, "按村：", NULL, &counts->villages, &text);
    }
    fields_set_buffer(values, "element_process", &text);
    buffer_release(&text);
}

static enum status set_result(struct act *act, const struct opinion_counts *counts,
                              struct fields *values) {
    struct buffer text = BUFFER_INIT;
    int chapter = 0;
    enum status status = STATUS_OK;
    if (counts->total[OPINIONS_ALL] == 0) {
        buffer_append(&text, "征集期内没有收到意见。");
    } else {
        buffer_append(&text, "期限内的意见：");
        append_figures(counts->in_time, &text);
        buffer_append(&text, "。");
        if (counts->late[OPINIONS_ALL] > 0) {
            buffer_append(&text, "逾期提交的意见另计：");
            append_figures(counts->late, &text);
            buffer_append(&text, "。");
        }
        status = append_lists(act, false, &chapter, &text);
    }
    if (status == STATUS_OK && counts->late[OPINIONS_ALL] > 0) {
        status = append_lists(act, true, &chapter, &text);
    }
    fields_set_buffer(values, "element_result", &text);
    buffer_release(&text);
    return status;
}

/* ---- drafting it --------------------------------------------------------------------------------- */

/* Where there is no entry of its own, it stands where the notice stands. */
static enum status find_entry(struct act *act, int64_t *entry) {
    struct record notice = {0};
    struct problems kept = *act->problems;
    enum status status = consultation_find_entry(act, true, entry);
    if (status != STATUS_INVALID) {
        return status;
    }
    *act->problems = kept;
    status = act_read(act, act_integer(act, "notice"), &notice);
    *entry = fields_integer(&notice.fields, "catalogue", 0);
    record_release(&notice);
    return status;
}

/* What it says is of the opinions as they are in this save. */
static enum status mark_draft(struct act *act, int64_t id) {
    struct record draft = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    char mark[OPINIONS_MARK_BYTES];
    enum status status = store_opinions_mark(act->office->store, act->id, mark, &problem);
    if (status == STATUS_OK) {
        status = act_read(act, id, &draft);
    } else {
        act_refuse_with(act, &problem);
    }
    if (status == STATUS_OK) {
        fields_set(&changes, "drafted_from", mark);
        status = save_change(act->save, &draft, &changes, "=", "draft_summary",
                             act_text(act, "number"), &problem);
        status = status == STATUS_OK ? status : act_refuse_with(act, &problem);
    }
    fields_release(&changes);
    record_release(&draft);
    return status;
}

/* The text of one that is under way is made anew; what stood there is in its versions. */
static enum status redraft(struct act *act, const struct record *text,
                           const struct fields *values) {
    const struct transition *edit =
        flow_find("disclosure", fields_text(&text->fields, "state"), "edit");
    return flow_run(act->save, act->check, edit, text->id, values, act->problems);
}

static enum status make_new(struct act *act, struct fields *values, int64_t *id) {
    int64_t entry = 0;
    enum status status = find_entry(act, &entry);
    fields_set_integer(values, "catalogue", entry);
    if (status == STATUS_OK) {
        status = consultation_make_draft(act, "“", "”意见采纳情况", values, id);
    }
    if (status == STATUS_OK) {
        fields_set_integer(act->changes, "summary", *id);
    }
    return status;
}

enum status consultation_draft_summary(struct act *act) {
    struct visible all = visible_to_rules();
    struct opinion_counts counts = {0};
    struct problem problem = {0};
    struct fields values = FIELDS_INIT;
    struct record text = {0};
    char number[24];
    enum status status = opinion_counts_read(act->office, &all, act->id, &counts, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    set_process(act, &counts, &values);
    status = set_result(act, &counts, &values);
    opinion_counts_release(&counts);
    if (status == STATUS_OK) {
        status = consultation_read_text(act, act_integer(act, "summary"), &text);
    }
    int64_t id = text.id;
    if (status == STATUS_OK) {
        status = consultation_text_is_under_way(&text) ? redraft(act, &text, &values)
                                                       : make_new(act, &values, &id);
    }
    if (status == STATUS_OK) {
        status = mark_draft(act, id);
    }
    if (status == STATUS_OK) {
        act_note(act, "%s", consultation_number(act, id, number));
    }
    fields_release(&values);
    record_release(&text);
    return status;
}
