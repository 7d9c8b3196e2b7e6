/* The limit of a catalogue entry: its columns agree with each other and with the words of the catalogue, and
 * stand in limit_rule as catalogue.ID, from where every due date is counted. 政府信息公开条例 26. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/catalogue.h"
#include "work/duty.h"
#include "work/kept.h"
#include "work/kinds.h"
#include "work/limit_text.h"

#define FIRST_DAY "2000-01-01"

static const char *const limit_columns[] = {"limit_unit", "limit_amount",  "limit_fixed",
                                            "limit_text", "limit_article", "limit_statutory"};
enum { COUNTED = 3, WORDED = 4, LIMIT_COLUMNS = sizeof limit_columns / sizeof limit_columns[0] };

/* One of the first `count` limit columns is among the changes. */
static bool has_changed(const struct act *act, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (fields_get(act->changes, limit_columns[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_given(const struct act *act, const char *column) {
    return act_text(act, column)[0] != '\0';
}

static bool is_unit(const struct act *act, const char *unit) {
    return strcmp(act_text(act, "limit_unit"), unit) == 0;
}

static void set_amount(struct act *act, int amount, bool has_amount) {
    if (has_amount) {
        fields_set_integer(act->changes, "limit_amount", amount);
    } else {
        fields_set(act->changes, "limit_amount", act->before != NULL ? "" : NULL);
    }
}

static void set_words(struct act *act, const struct limit_words *words) {
    fields_set(act->changes, "limit_unit", words->unit);
    set_amount(act, words->amount, strcmp(words->unit, "at_once") != 0);
    fields_set(act->changes, "limit_fixed",
               words->fixed[0] == '\0' && act->before == NULL ? NULL : words->fixed);
}

/* Nothing is said of a limit: the law's for everything that is public. */
static void set_usual(struct act *act) {
    struct limit limit;
    struct limit_words words = {.unit = "workday"};
    if (office_limit(act->office, "disclosure.publish", office_today(act->office), &limit, NULL) !=
            STATUS_OK ||
        limit.unit != LIMIT_WORKDAY) {
        act_refuse(act, STATUS_INVALID, "limit_unit", N_("请填写时限单位和时限数"));
        return;
    }
    words.amount = limit.amount;
    set_words(act, &words);
    if (!is_given(act, "limit_article")) {
        fields_set(act->changes, "limit_article", limit.article);
        fields_set_integer(act->changes, "limit_statutory", limit.is_statutory);
    }
}

/* What the words say, where the columns say nothing; new words replace what old ones said. */
static void take_from_text(struct act *act) {
    struct problem problem = {0};
    struct limit_words words;
    const char *text = act_text(act, "limit_text");
    bool is_new_text =
        act->before != NULL && fields_has(act->changes, "limit_text") && !has_changed(act, COUNTED);
    if (is_given(act, "limit_unit") && !is_new_text) {
        return;
    }
    if (limit_text_read(text, &words)) {
        set_words(act, &words);
    } else if (is_given(act, "limit_unit")) {
        return;
    } else if (text[0] == '\0') {
        set_usual(act);
    } else {
        problem_set(&problem, STATUS_INVALID, "limit_unit",
                    N_("从“{text}”看不出是几天，请填写时限单位和时限数"));
        problem_place(&problem, "text", text);
        act_refuse_with(act, &problem);
    }
}

/* "Q-20", "03-20" bring their day along. */
static void take_fixed(struct act *act) {
    char fixed[8];
    int day = 0;
    if (!is_given(act, "limit_fixed")) {
        return;
    }
    if (!limit_fixed_read(act_text(act, "limit_fixed"), fixed, &day)) {
        act_refuse(act, STATUS_INVALID, "limit_fixed",
                   N_("固定月份空着是每月，quarter 是每季首月，01 至 12 是每年那个月"));
        return;
    }
    if (strcmp(fixed, act_text(act, "limit_fixed")) != 0) {
        fields_set(act->changes, "limit_fixed",
                   fixed[0] == '\0' && act->before == NULL ? NULL : fixed);
    }
    if (day > 0 && !is_given(act, "limit_amount")) {
        set_amount(act, day, true);
    }
}

static void check_columns(struct act *act) {
    bool is_fixed = is_unit(act, "fixed");
    bool is_at_once = is_unit(act, "at_once");
    int64_t amount = act_integer(act, "limit_amount");
    if (is_at_once && is_given(act, "limit_amount")) {
        act_refuse(act, STATUS_INVALID, "limit_amount", N_("即时公开的不写时限数，请清空"));
    } else if (is_fixed && (amount < 1 || amount > 31)) {
        act_refuse(act, STATUS_INVALID, "limit_amount", N_("固定日的时限数是几号，应为 1 至 31"));
    } else if (!is_at_once && !is_given(act, "limit_amount")) {
        act_refuse(act, STATUS_INVALID, "limit_amount", N_("请填写时限数：几个工作日或几日"));
    }
    if (!is_fixed && is_given(act, "limit_fixed")) {
        act_refuse(act, STATUS_INVALID, "limit_fixed", N_("只有固定日才写固定月份，请清空"));
    }
}

static void words_of(const struct act *act, struct limit_words *out) {
    *out = (struct limit_words){.amount = (int)act_integer(act, "limit_amount")};
    snprintf(out->unit, sizeof out->unit, "%s", act_text(act, "limit_unit"));
    snprintf(out->fixed, sizeof out->fixed, "%s", act_text(act, "limit_fixed"));
}

/* The catalogue's own words must not go on saying another limit than is counted. */
static void check_words(struct act *act) {
    struct limit_words words;
    struct problem problem = {0};
    struct buffer said = BUFFER_INIT;
    words_of(act, &words);
    limit_text_append(&words, &said);
    if (!is_given(act, "limit_text")) {
        fields_set_buffer(act->changes, "limit_text", &said);
    } else if (!limit_text_allows(act_text(act, "limit_text"), &words)) {
        problem_set(&problem, STATUS_INVALID, "limit_text",
                    N_("公开时限写的是“{text}”，时限单位和时限数却是{limit}，请改成一致"));
        problem_place(&problem, "text", act_text(act, "limit_text"));
        problem_place(&problem, "limit", buffer_text(&said));
        act_refuse_with(act, &problem);
    }
    buffer_release(&said);
}

void catalogue_check_limit(struct act *act) {
    size_t known = act->problems->count;
    bool is_touched = act->before == NULL || has_changed(act, WORDED);
    if (!is_touched) {
        return;
    }
    take_from_text(act);
    take_fixed(act);
    if (act->problems->count == known) {
        check_columns(act);
    }
    if (act->problems->count == known) {
        check_words(act);
    }
}

/* ---- where it is counted from ------------------------------------------------------------------- */

/* As limit_rule writes a fixed day: 20, Q-20, 03-20. */
static void append_fixed_on(const struct limit_words *words, struct buffer *out) {
    if (strcmp(words->fixed, "quarter") == 0) {
        buffer_append(out, "Q-");
    } else if (words->fixed[0] != '\0') {
        buffer_append_format(out, "%s-", words->fixed);
    }
    buffer_append_format(out, "%02d", words->amount);
}

static enum status store_limit_of(struct act *act, const char *from) {
    struct limit_words words;
    struct fields limit = FIELDS_INIT;
    struct buffer fixed = BUFFER_INIT;
    struct problem problem = {0};
    char rule[48];
    words_of(act, &words);
    bool is_fixed = strcmp(words.unit, "fixed") == 0;
    if (is_fixed) {
        append_fixed_on(&words, &fixed);
    }
    snprintf(rule, sizeof rule, "catalogue.%lld", (long long)act->id);
    fields_set(&limit, "id", rule);
    fields_set(&limit, "valid_from", from);
    fields_set_integer(&limit, "amount", words.amount);
    fields_set(&limit, "unit", words.unit);
    fields_set_buffer(&limit, "fixed_on", &fixed);
    fields_set(&limit, "roll", is_fixed || strcmp(words.unit, "day") == 0 ? "backward" : "none");
    fields_set_integer(&limit, "statutory", act_integer(act, "limit_statutory"));
    fields_set(&limit, "article",
               is_given(act, "limit_article") ? act_text(act, "limit_article")
                                              : act_text(act, "limit_text"));
    enum status status = limit.failed || fixed.failed
                             ? problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                             : store_set_limit(act->office->store, &limit, &problem);
    kept_forget_limits(act->office);
    buffer_release(&fixed);
    fields_release(&limit);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status catalogue_registered(struct act *act) {
    enum status status = store_limit_of(act, FIRST_DAY);
    return status == STATUS_OK ? duty_refresh_entry(act) : status;
}

/* What was formed before today keeps the limit it had. */
enum status catalogue_edited(struct act *act) {
    char today[DATE_BYTES];
    enum status status =
        has_changed(act, LIMIT_COLUMNS) ? store_limit_of(act, act_today(act, today)) : STATUS_OK;
    if (status == STATUS_OK) {
        status = hot_marked(act);
    }
    return status == STATUS_OK ? duty_refresh_entry(act) : status;
}
