/* The notice of a collection: its draft made from what was registered, and what its publication begins. Writes
 * Chinese into a draft that a person reads and changes; decides nothing else. Mission D3; 国务院令第713号 14-15. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/codes.h"
#include "base/text.h"
#include "work/consultation_run.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { TITLE_CHARACTERS = 100, ELEMENT_CHARACTERS = 4000, ROOM = 120, ENTRIES_MOST = 20 };

const char *consultation_number(struct act *act, int64_t id, char out[24]) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    out[0] = '\0';
    if (id != 0 && store_read(act->office->store, &all, id, &record, NULL) == STATUS_OK) {
        snprintf(out, 24, "%s", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return out;
}

/* ---- the catalogue entry it is made under -------------------------------------------------------- */

/* The subject of the shipped catalogue that is for this kind alone; NULL: none. */
static const char *subject_of(const char *kind) {
    if (strcmp(kind, "decision") == 0) {
        return "decision";
    }
    return strncmp(kind, "rules", 5) == 0 ? "normative_doc" : NULL;
}

static bool fits_kind(const struct fields *entry, const char *kind) {
    const char *wanted = subject_of(kind), *subject = fields_text(entry, "subject");
    bool is_special = strcmp(subject, "decision") == 0 || strcmp(subject, "normative_doc") == 0;
    bool is_open = fields_integer(entry, "open", 0) != 0;
    return is_open && (wanted != NULL ? strcmp(subject, wanted) == 0 : !is_special);
}

static enum status find_by_words(struct act *act, const char *words, int64_t *found,
                                 size_t *count) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    int64_t ids[ENTRIES_MOST];
    size_t named = 0;
    enum status status = store_named(act->office->store, &all, "catalogue", words, false,
                                     ENTRIES_MOST, ids, &named, &problem);
    for (size_t i = 0; status == STATUS_OK && i < named; i++) {
        struct record entry = {0};
        status = store_read(act->office->store, &all, ids[i], &entry, &problem);
        if (status == STATUS_OK && *found != ids[i] &&
            fits_kind(&entry.fields, act_text(act, "kind"))) {
            *found = ids[i];
            ++*count;
        }
        record_release(&entry);
    }
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status consultation_find_entry(struct act *act, bool is_summary, int64_t *entry) {
    static const char *const notice_words[] = {"征求意见", "意见征集", "需求调查"};
    static const char *const summary_words[] = {"采纳情况"};
    size_t count = 0;
    size_t words = is_summary ? 1 : sizeof notice_words / sizeof notice_words[0];
    *entry = fields_integer(act->arguments, "catalogue", 0);
    if (*entry != 0) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < words; i++) {
        enum status status =
            find_by_words(act, is_summary ? summary_words[i] : notice_words[i], entry, &count);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return count == 1 ? STATUS_OK
                      : act_refuse(act, STATUS_INVALID, "catalogue",
                                   N_("公开目录里看不出公开在哪一项，请写明目录事项"));
}

/* ---- the draft of a disclosure ------------------------------------------------------------------- */

void consultation_append_ways(struct act *act, struct buffer *out) {
    size_t length = 0, count = 0;
    for (const char *at = act_text(act, "ways"); codes_next(&at, &length); at += length) {
        char code[40];
        snprintf(code, sizeof code, "%.*s", (int)length, at);
        buffer_append(out, count++ > 0 ? "、" : "");
        buffer_append(out, office_code_label(act->office, "consultation_way", code));
    }
}

void consultation_append_day(struct buffer *out, const char *iso) {
    int year = 0, month = 0, day = 0;
    day_number number = date_from_iso(iso);
    if (number != DATE_NONE) {
        date_to_ymd(number, &year, &month, &day);
        buffer_append_format(out, "%d年%d月%d日", year, month, day);
    }
}

static void set_title(struct act *act, const char *before, const char *after,
                      struct fields *values) {
    struct buffer title = BUFFER_INIT;
    const char *of = act_text(act, "title");
    size_t room = TITLE_CHARACTERS - text_length(before) - text_length(after);
    size_t length = 0, end = strlen(of);
    for (size_t i = 0; i < room && length < end; i++) {
        char32_t character;
        length += text_decode(of + length, end - length, &character);
    }
    buffer_append_format(&title, "%s%.*s%s", before, (int)length, of, after);
    fields_set_buffer(values, "title", &title);
    buffer_release(&title);
}

enum status consultation_make_draft(struct act *act, const char *before, const char *after,
                                    struct fields *values, int64_t *id) {
    static const char discipline[] =
        "收到的意见逐条登记、逐条处理，采纳与不采纳的理由都公布；提意见人的姓名、电话、住址不公开，"
        "不得压下、泄露或者打击报复。";
    static const char *const same[] = {"unit", "person"};
    char today[DATE_BYTES];
    set_title(act, before, after, values);
    fields_set(values, "received_on", act_today(act, today));
    fields_set_integer(values, "consultation", act->id);
    fields_set(values, "element_discipline", discipline);
    fields_set(values, "timepoint", "during");
    fields_set(values, "after_reason", "征求意见阶段公开，决定还没有作出");
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        if (act_text(act, same[i])[0] != '\0') {
            fields_set(values, same[i], act_text(act, same[i]));
        }
    }
    if (act_text(act, "where_to")[0] != '\0') {
        fields_set(values, "reply_path", act_text(act, "where_to"));
    }
    return flow_enter(act->save, act->check, "disclosure", values, false, id, act->problems);
}

/* ---- its texts ----------------------------------------------------------------------------------- */

#define FROM_POSTING "征集时间：自公告张贴之日起"

static enum status append_period(struct act *act, struct buffer *out) {
    struct problem problem = {0};
    struct limit limit;
    day_number least = DATE_NONE;
    enum status status = consultation_least(act->office, act_text(act, "kind"),
                                            office_today(act->office), &limit, &least, &problem);
    const char *close_on = act_text(act, "close_on");
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    buffer_append(out, FROM_POSTING);
    if (close_on[0] != '\0') {
        buffer_append(out, "，到");
        consultation_append_day(out, close_on);
        buffer_append(out, "为止。");
    } else if (least != DATE_NONE) {
        buffer_append_format(out, " %d %s，张贴当日不算%s。", limit.amount,
                             limit.unit == LIMIT_WORKDAY ? "个工作日" : "日",
                             limit.roll == ROLL_FORWARD ? "，末日是节假日的顺延" : "");
    } else {
        return act_refuse(act, STATUS_INVALID, "close_on",
                          N_("{number} 这一类没有规定征集多久，请写明截止日期"));
    }
    if (limit.is_statutory) {
        buffer_append_format(out, "依据%s。", limit.article);
    }
    return STATUS_OK;
}

/* The last day of the collection: fixed, or by its kind once the notice is up, today where it is not yet. */
static day_number known_last_day(struct office *office, const struct fields *disclosure) {
    struct visible all = visible_to_rules();
    struct record consultation = {0};
    struct limit limit;
    day_number last = DATE_NONE, least = DATE_NONE;
    day_number posted = date_from_iso(fields_text(disclosure, "published_on"));
    int64_t id = fields_integer(disclosure, "consultation", 0);
    if (id != 0 && store_read(office->store, &all, id, &consultation, NULL) == STATUS_OK) {
        last = date_from_iso(fields_text(&consultation.fields, "close_on"));
        if (last == DATE_NONE &&
            consultation_least(office, fields_text(&consultation.fields, "kind"),
                               posted != DATE_NONE ? posted : office_today(office), &limit, &least,
                               NULL) == STATUS_OK) {
            last = least;
        }
    }
    record_release(&consultation);
    return last;
}

void consultation_append_dated(struct office *office, const struct fields *disclosure,
                               const char *text, struct buffer *out) {
    static const char stop[] = "。";
    char iso[DATE_BYTES];
    const char *from = strstr(text, FROM_POSTING " ");
    const char *end = from != NULL ? strstr(from, stop) : NULL;
    day_number last = end != NULL ? known_last_day(office, disclosure) : DATE_NONE;
    if (last == DATE_NONE) {
        buffer_append(out, text);
        return;
    }
    buffer_append_bytes(out, text, (size_t)(from - text));
    buffer_append(out, FROM_POSTING "，到");
    consultation_append_day(out, date_to_iso(last, iso));
    buffer_append_format(out, "为止%s", end);
}

static enum status set_process(struct act *act, struct fields *values) {
    struct buffer text = BUFFER_INIT;
    const char *reason = act_text(act, "short_reason");
    buffer_append(&text, "征集方式：");
    consultation_append_ways(act, &text);
    buffer_append_format(&text, "。意见送交：%s。", act_text(act, "where_to"));
    enum status status = append_period(act, &text);
    if (reason[0] != '\0') {
        buffer_append_format(&text, "缩短征集时间的理由：%s。", reason);
    }
    fields_set_buffer(values, "element_process", &text);
    buffer_release(&text);
    return status;
}

/* The draft, as many of its passages as one element has room for. */
static bool append_draft(const char *draft, struct buffer *out) {
    struct passages passages = {0};
    if (!consultation_passages(draft, &passages)) {
        return false;
    }
    size_t shown = 0, used = text_length(buffer_text(out)) + ROOM;
    for (; shown < passages.count; shown++) {
        const struct passage *passage = &passages.items[shown];
        struct buffer one = BUFFER_INIT;
        buffer_append_bytes(&one, draft + passage->start, passage->end - passage->start);
        used += text_length(buffer_text(&one)) + 1;
        if (used <= ELEMENT_CHARACTERS) {
            buffer_append_format(out, "\n%s", buffer_text(&one));
        }
        out->failed = out->failed || one.failed;
        buffer_release(&one);
        if (used > ELEMENT_CHARACTERS) {
            break;
        }
    }
    if (shown < passages.count) {
        buffer_append_format(out, "\n（草案共 %zu 段，以上是前 %zu 段，全文可到承办单位查阅）",
                             passages.count, shown);
    }
    passages_release(&passages);
    return true;
}

static enum status set_result(struct act *act, struct fields *values) {
    struct buffer text = BUFFER_INIT;
    const char *draft = act_text(act, "draft");
    buffer_append_format(&text, "征求意见的事项：%s。", act_text(act, "title"));
    if (draft[0] != '\0') {
        buffer_append(&text, "草案如下：");
        text.failed = !append_draft(draft, &text) || text.failed;
    }
    fields_set_buffer(values, "element_result", &text);
    buffer_release(&text);
    return values->failed ? act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足")) : STATUS_OK;
}

/* ---- drafting it --------------------------------------------------------------------------------- */

static bool needs_draft(const char *kind) {
    return subject_of(kind) != NULL;
}

enum status consultation_fits_draft_notice(struct act *act) {
    static const struct {
        const char *column, *message;
    } needed[] = {
        {"unit", N_("{number} 还没有承办单位，写上再起草公告")},
        {"ways", N_("{number} 还没有写用什么方式征集，写上再起草公告")},
        {"where_to", N_("{number} 还没有写意见送到哪里，写上再起草公告")},
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (act_text(act, needed[i].column)[0] == '\0') {
            return act_refuse(act, STATUS_INVALID, needed[i].column, needed[i].message);
        }
    }
    return needs_draft(act_text(act, "kind")) && act_text(act, "draft")[0] == '\0'
               ? act_refuse(act, STATUS_INVALID, "draft",
                            N_("{number} 还没有草案：规范性文件、重大行政决策须公布草案"))
               : STATUS_OK;
}

static const char *title_ending(const char *kind) {
    if (strcmp(kind, "needs") == 0) {
        return "”开展群众需求调查的公告";
    }
    return strcmp(kind, "notice") == 0 ? "”征集异议的公告" : "”征求意见的公告";
}

enum status consultation_draft_notice(struct act *act) {
    struct fields values = FIELDS_INIT;
    char number[24];
    int64_t entry = 0, id = 0;
    enum status status = consultation_find_entry(act, false, &entry);
    fields_set_integer(&values, "catalogue", entry);
    if (status == STATUS_OK) {
        status = set_process(act, &values);
    }
    if (status == STATUS_OK) {
        status = set_result(act, &values);
    }
    if (status == STATUS_OK) {
        status =
            consultation_make_draft(act, "就“", title_ending(act_text(act, "kind")), &values, &id);
    }
    fields_release(&values);
    if (status == STATUS_OK) {
        fields_set_integer(act->changes, "notice", id);
        act_note(act, "%s", consultation_number(act, id, number));
    }
    return status;
}

/* ---- its publication ----------------------------------------------------------------------------- */

enum status consultation_check_short(struct act *act, const struct fields *consultation) {
    const char *reason = fields_text(consultation, "short_reason");
    bool is_told = reason[0] == '\0';
    for (int i = 0; !is_told && i < DISCLOSURE_ELEMENTS; i++) {
        is_told = strstr(act_text(act, disclosure_elements[i].column), reason) != NULL;
    }
    return is_told ? STATUS_OK
                   : act_refuse(act, STATUS_DENIED, "element_process",
                                N_("{number} 的征集时间比规定的短，公告里须写明缩短理由"));
}

static enum status refuse_state(struct act *act, const struct fields *consultation,
                                const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_DENIED, "", message);
    problem_place(&problem, "consultation", fields_text(consultation, "number"));
    problem_place(&problem, "state",
                  flow_state_label("consultation", fields_text(consultation, "state")));
    return act_refuse_with(act, &problem);
}

/* The last day once the notice is up on `day`: the one it names, else the least. */
static enum status find_last_day(struct act *act, const struct fields *consultation, day_number day,
                                 day_number *last) {
    struct problem problem = {0};
    struct limit limit;
    day_number least = DATE_NONE;
    const char *close_on = fields_text(consultation, "close_on");
    bool is_short = fields_has(consultation, "short_reason");
    enum status status = consultation_least(act->office, fields_text(consultation, "kind"), day,
                                            &limit, &least, &problem);
    *last = close_on[0] != '\0' ? date_from_iso(close_on) : least;
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (*last == DATE_NONE || *last <= day || (!is_short && least != DATE_NONE && *last < least)) {
        return consultation_refuse_early(
            act, close_on, day, least, &limit,
            N_("{number} 写的截止日期 {close}，{open} 张贴就不够时间了，须到 {least}；"
               "请退回、作废这份公告，改了截止日期重新起草"));
    }
    return STATUS_OK;
}

static enum status check_notice(struct act *act, const struct fields *consultation,
                                day_number day) {
    day_number last = DATE_NONE;
    if (strcmp(fields_text(consultation, "state"), "announcing") != 0) {
        return refuse_state(
            act, consultation,
            N_("{number} 是 {consultation} 的公告，那次征集{state}，公告不能再发布"));
    }
    enum status status = consultation_check_short(act, consultation);
    return status == STATUS_OK ? find_last_day(act, consultation, day, &last) : status;
}

static enum status check_summary(struct act *act, const struct fields *consultation, int64_t id) {
    struct problem problem = {0};
    int64_t count = 0;
    if (strcmp(fields_text(consultation, "state"), "ended") != 0) {
        return refuse_state(act, consultation,
                            N_("{number} 是 {consultation} 的采纳情况，那次征集{state}，不能发布"));
    }
    enum status status = consultation_count_open(act, id, &count);
    if (status != STATUS_OK || count == 0) {
        return status;
    }
    problem_set(&problem, STATUS_DENIED, "",
                N_("{consultation} 还有 {count} 条意见没有处理，{number} 不能发布"));
    problem_place(&problem, "consultation", fields_text(consultation, "number"));
    problem_place_integer(&problem, "count", count);
    return act_refuse_with(act, &problem);
}

static enum status find_use(struct act *act, int64_t disclosure, struct consultation_use *use,
                            struct record *consultation) {
    struct problem problem = {0};
    *use = (struct consultation_use){0, false};
    enum status status = STATUS_OK;
    if (disclosure != 0) {
        status = store_consultation_of(act->office->store, disclosure, use, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return use->id != 0 ? act_read(act, use->id, consultation) : STATUS_OK;
}

enum status consultation_check_publish(struct act *act, day_number day) {
    struct consultation_use use;
    struct record consultation = {0};
    enum status status = find_use(act, act->id, &use, &consultation);
    bool is_correction = status == STATUS_OK && use.id == 0;
    if (is_correction) {
        status = find_use(act, act_integer(act, "corrects"), &use, &consultation);
    }
    if (status == STATUS_OK && use.id != 0 && !is_correction) {
        status = use.is_summary ? check_summary(act, &consultation.fields, use.id)
                                : check_notice(act, &consultation.fields, day);
    }
    if (status == STATUS_OK && use.id != 0) {
        status = consultation_check_fresh(act, &consultation);
    }
    record_release(&consultation);
    return status;
}

static enum status save(struct act *act, const struct record *consultation,
                        const struct fields *changes, const char *to, const char *command,
                        const char *note) {
    struct problem problem = {0};
    enum status status = save_change(act->save, consultation, changes, to, command, note, &problem);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

/* From now on opinions come in, until the last day. */
static enum status begin_collecting(struct act *act, const struct record *consultation) {
    struct fields changes = FIELDS_INIT;
    char note[80], iso[DATE_BYTES];
    day_number last = DATE_NONE;
    const char *posted = act_text(act, "published_on");
    enum status status = find_last_day(act, &consultation->fields, date_from_iso(posted), &last);
    if (status == STATUS_OK) {
        fields_set(&changes, "open_on", posted);
        fields_set(&changes, "close_on", date_to_iso(last, iso));
        fields_set(&changes, "due_on", iso);
        snprintf(note, sizeof note, "%s 公告，%s 截止", posted, iso);
        status = save(act, consultation, &changes, "collecting", "collect", note);
    }
    fields_release(&changes);
    return status;
}

/* What corrects its notice or summary is that from now on. */
static enum status move_to(struct act *act, const struct record *consultation, bool is_summary) {
    struct fields changes = FIELDS_INIT;
    fields_set_integer(&changes, is_summary ? "summary" : "notice", act->id);
    enum status status = save(act, consultation, &changes, "=", "corrected",
                              fields_text(&act->before->fields, "number"));
    fields_release(&changes);
    return status;
}

enum status consultation_was_published(struct act *act) {
    struct consultation_use use;
    struct record consultation = {0};
    enum status status = find_use(act, act->id, &use, &consultation);
    if (status == STATUS_OK && use.id != 0 && !use.is_summary) {
        status = begin_collecting(act, &consultation);
    } else if (status == STATUS_OK && use.id == 0) {
        status = find_use(act, act_integer(act, "corrects"), &use, &consultation);
        if (status == STATUS_OK && use.id != 0) {
            status = move_to(act, &consultation, use.is_summary);
        }
    }
    record_release(&consultation);
    return status;
}

enum status consultation_check_withdraw(struct act *act) {
    struct consultation_use use;
    struct record consultation = {0};
    enum status status = find_use(act, act->id, &use, &consultation);
    bool is_needed = use.id != 0 && !use.is_summary &&
                     strcmp(fields_text(&consultation.fields, "state"), "collecting") == 0;
    if (status == STATUS_OK && is_needed) {
        status = refuse_state(
            act, &consultation.fields,
            N_("{number} 是 {consultation} 的公告，还在征集，不能撤回；先截止或取消那次征集"));
    }
    record_release(&consultation);
    return status;
}

enum status consultation_lost_text(struct act *act) {
    struct consultation_use use;
    struct record consultation = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = find_use(act, act->id, &use, &consultation);
    bool is_announcing =
        strcmp(fields_text(&consultation.fields, "state"), "announcing") == 0 && !use.is_summary;
    if (status == STATUS_OK && use.id != 0) {
        fields_set(&changes, use.is_summary ? "summary" : "notice", "");
        status = save(act, &consultation, &changes, is_announcing ? "draft" : "=", "lose_text",
                      fields_text(&act->before->fields, "number"));
    }
    fields_release(&changes);
    record_release(&consultation);
    return status;
}
