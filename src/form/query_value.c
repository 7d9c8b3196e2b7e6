/* Query by form: what texts, numbers and names mean in a query. Parses no operators and no dates; looks
 * names up only through the world. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "form/query_private.h"

const char *query_range_sign(const char *text, size_t *bytes) {
    static const char *const signs[] = {":", "~", "至"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const char *found = strstr(text, signs[i]);
        if (!found)
            continue;
        if (bytes)
            *bytes = strlen(signs[i]);
        return found;
    }
    return NULL;
}

/* ---- texts -------------------------------------------------------------------------------------- */

/* Bytes of the * at the beginning of `text`, 0 when there is none. */
static size_t star_at_start(const char *text) {
    return *text == '*' ? 1 : strncmp(text, "＊", strlen("＊")) == 0 ? strlen("＊") : 0;
}

static size_t star_at_end(const char *text, size_t length) {
    size_t wide = strlen("＊");
    if (length > 0 && text[length - 1] == '*')
        return 1;
    return length >= wide && memcmp(text + length - wide, "＊", wide) == 0 ? wide : 0;
}

static enum status add_text(struct reading *reading, enum query_compare compare, const char *words,
                            const char *text) {
    reading_say_or(reading);
    reading_say(reading, words, "value", text, NULL, NULL);
    reading_test(reading, reading->field->name, compare, text);
    return STATUS_OK;
}

static enum status add_pattern(struct reading *reading, const struct operand *operand,
                               bool is_open_before, bool is_open_after, const char *core) {
    if (core[0] == '\0')
        return reading_refuse(reading, N_("“*”旁边要写字，如 *路灯*"), "");
    if (strchr(core, '*') || strstr(core, "＊"))
        return reading_refuse(reading, N_("“*”只能写在开头或末尾，如 *路灯*"), "");
    if (operand->sign == OPERATOR_NOT && (is_open_before || is_open_after)) {
        if (is_open_before && is_open_after)
            return add_text(reading, QUERY_LACKS, N_("不含“{value}”"), core);
        return reading_refuse(reading, N_("“!=”后面写全文，或 *文字* 表示不含"), "");
    }
    if (operand->sign == OPERATOR_NOT)
        return add_text(reading, QUERY_NOT_EQUAL, N_("不是“{value}”"), core);
    if (is_open_before == is_open_after)
        return add_text(reading, QUERY_CONTAINS, N_("含“{value}”"), core);
    if (is_open_after)
        return add_text(reading, QUERY_BEGINS, N_("以“{value}”开头"), core);
    return add_text(reading, QUERY_ENDS, N_("以“{value}”结尾"), core);
}

enum status query_read_text(struct reading *reading, const struct operand *operand) {
    struct buffer core = BUFFER_INIT;
    const char *text = operand->text;
    if (operand->sign > OPERATOR_NOT)
        return reading_refuse(reading, N_("文字不能比大小，可写 文字、文字*、*文字、=全文、!=全文"),
                              "");
    if (operand->sign == OPERATOR_EQUAL)
        return add_text(reading, QUERY_EQUAL, N_("是“{value}”"), text);
    size_t before = star_at_start(text);
    size_t length = strlen(text + before);
    size_t after = star_at_end(text + before, length);
    buffer_append_bytes(&core, text + before, length - after);
    enum status status = add_pattern(reading, operand, before > 0, after > 0, buffer_text(&core));
    reading->query->failed = reading->query->failed || core.failed;
    buffer_release(&core);
    return status;
}

/* ---- integers, money, codes in an order --------------------------------------------------------- */

/* The stored form of a number, money or code, and what is shown of it. */
static enum status number_of(struct reading *reading, const char *text, struct buffer *stored,
                             struct buffer *shown) {
    int64_t value = 0;
    enum status status = STATUS_OK;
    bool is_money = reading->field->type == FIELD_MONEY;
    if (reading->field->type == FIELD_CODE) {
        text_append_trimmed(stored, text);
        text_append_trimmed(shown, text);
        return STATUS_OK;
    }
    status = is_money ? value_parse_money(text, &value, reading->problem)
                      : value_parse_integer(text, INT64_MIN, INT64_MAX, &value, reading->problem);
    if (status != STATUS_OK)
        return status;
    buffer_append_format(stored, "%lld", (long long)value);
    if (is_money)
        value_append_money(shown, value);
    else
        buffer_append(shown, buffer_text(stored));
    return status;
}

static const struct {
    enum query_compare compare;
    const char *words;
} number_tests[] = {
    [OPERATOR_NONE] = {QUERY_EQUAL, N_("{value}")},
    [OPERATOR_EQUAL] = {QUERY_EQUAL, N_("{value}")},
    [OPERATOR_NOT] = {QUERY_NOT_EQUAL, N_("不是 {value}")},
    [OPERATOR_LESS] = {QUERY_LESS, N_("小于 {value}")},
    [OPERATOR_AT_MOST] = {QUERY_AT_MOST, N_("{value} 以下（含）")},
    [OPERATOR_GREATER] = {QUERY_GREATER, N_("大于 {value}")},
    [OPERATOR_AT_LEAST] = {QUERY_AT_LEAST, N_("{value} 以上（含）")},
};

static enum status add_number(struct reading *reading, enum query_operator sign, const char *text) {
    struct buffer stored = BUFFER_INIT, shown = BUFFER_INIT;
    enum status status = number_of(reading, text, &stored, &shown);
    if (status == STATUS_OK) {
        reading_say_or(reading);
        reading_say(reading, number_tests[sign].words, "value", buffer_text(&shown), NULL, NULL);
        reading_test(reading, reading->field->name, number_tests[sign].compare,
                     buffer_text(&stored));
    }
    buffer_release(&stored);
    buffer_release(&shown);
    return status;
}

static bool is_backwards(const struct reading *reading, const char *low, const char *high) {
    int64_t a = 0, b = 0;
    if (reading->field->type == FIELD_CODE)
        return strcmp(low, high) > 0;
    return value_parse_integer(low, INT64_MIN, INT64_MAX, &a, NULL) == STATUS_OK &&
           value_parse_integer(high, INT64_MIN, INT64_MAX, &b, NULL) == STATUS_OK && a > b;
}

static enum status add_number_range(struct reading *reading, const char *low, const char *high) {
    struct buffer stored[2] = {BUFFER_INIT, BUFFER_INIT}, shown[2] = {BUFFER_INIT, BUFFER_INIT};
    enum status status = number_of(reading, low, &stored[0], &shown[0]);
    if (status == STATUS_OK)
        status = number_of(reading, high, &stored[1], &shown[1]);
    if (status == STATUS_OK &&
        is_backwards(reading, buffer_text(&stored[0]), buffer_text(&stored[1])))
        status = reading_refuse(reading, N_("范围前后写反了：小的写在前面"), "");
    if (status == STATUS_OK) {
        reading_say_or(reading);
        reading_say(reading, N_("{from} 至 {to}"), "from", buffer_text(&shown[0]), "to",
                    buffer_text(&shown[1]));
        reading_test(reading, reading->field->name, QUERY_AT_LEAST, buffer_text(&stored[0]));
        reading_test(reading, reading->field->name, QUERY_AT_MOST, buffer_text(&stored[1]));
    }
    for (int i = 0; i < 2; i++) {
        buffer_release(&stored[i]);
        buffer_release(&shown[i]);
    }
    return status;
}

enum status query_read_number(struct reading *reading, const struct operand *operand) {
    size_t bytes = 0;
    const char *sign = query_range_sign(operand->folded, &bytes);
    struct buffer low = BUFFER_INIT, high = BUFFER_INIT, part = BUFFER_INIT;
    enum status status = STATUS_OK;
    if (!sign)
        return add_number(reading, operand->sign, operand->folded);
    buffer_append_bytes(&part, operand->folded, (size_t)(sign - operand->folded));
    text_append_trimmed(&low, buffer_text(&part));
    text_append_trimmed(&high, sign + bytes);
    if (operand->sign != OPERATOR_NONE || (low.length == 0 && high.length == 0))
        status = reading_refuse(reading, N_("范围写成 起:止、起: 或 :止，前面不写符号"), "");
    else if (high.length == 0)
        status = add_number(reading, OPERATOR_AT_LEAST, buffer_text(&low));
    else if (low.length == 0)
        status = add_number(reading, OPERATOR_AT_MOST, buffer_text(&high));
    else
        status = add_number_range(reading, buffer_text(&low), buffer_text(&high));
    reading->query->failed = reading->query->failed || low.failed || high.failed || part.failed;
    buffer_release(&low);
    buffer_release(&high);
    buffer_release(&part);
    return status;
}

/* ---- choices, names ----------------------------------------------------------------------------- */

static bool is_number_of(const char *typed, size_t index) {
    char number[24];
    snprintf(number, sizeof number, "%zu", index + 1);
    return strcmp(typed, number) == 0;
}

/* How well what was typed names a choice: 3 whole, by code or by number, 2 its beginning, 1 a part, 0. */
static int fit_of(const struct choice *choice, size_t index, const char *typed) {
    if (strcmp(choice->label, typed) == 0 || strcmp(choice->code, typed) == 0)
        return 3;
    if (is_number_of(typed, choice->number > 0 ? (size_t)choice->number - 1 : index))
        return 3;
    if (strncmp(choice->label, typed, strlen(typed)) == 0)
        return 2;
    return strstr(choice->label, typed) ? 1 : 0;
}

static int best_fit(const struct choices *choices, const char *typed) {
    int best = 0;
    for (size_t i = 0; i < choices->count; i++) {
        int fit = fit_of(&choices->items[i], i, typed);
        best = fit > best ? fit : best;
    }
    return best;
}

/* Of codes that a column holds several of, one is asked for. */
static enum query_compare compare_of(const struct reading *reading) {
    if (reading->field->type == FIELD_CODES)
        return reading->is_none_of ? QUERY_LACKS_CODE : QUERY_HAS_CODE;
    return reading->is_none_of ? QUERY_NOT_EQUAL : QUERY_EQUAL;
}

static void add_named(struct reading *reading, const struct choice *choice) {
    bool is_not = reading->is_none_of;
    reading_alternative(reading);
    reading_say_or(reading);
    reading_say(reading, is_not ? N_("不是{value}") : N_("{value}"), "value", choice->label, NULL,
                NULL);
    reading_test(reading, reading->field->name, compare_of(reading), choice->code);
}

static enum status refuse_choice(struct reading *reading, const struct choices *choices,
                                 const char *typed) {
    struct buffer labels = BUFFER_INIT;
    for (size_t i = 0; i < choices->count && i < 8; i++) {
        buffer_append(&labels, i > 0 ? "|" : "");
        buffer_append(&labels, choices->items[i].label);
    }
    enum status status = reading_refuse(reading, N_("没有“{text}”，可写 {labels}"), typed);
    problem_place(reading->problem, "labels", buffer_text(&labels));
    buffer_release(&labels);
    return status;
}

static enum status read_choice(struct reading *reading, const struct operand *operand) {
    struct choices choices = {0};
    const char *typed = operand->text;
    reading->world->choices(reading->world->context, reading->field, "", false, &choices);
    int best = best_fit(&choices, typed);
    if (best == 0) { /* ３ as an input method types it is 3 */
        typed = operand->folded;
        best = best_fit(&choices, typed);
    }
    enum status status = STATUS_OK;
    if (best == 0 || (operand->sign == OPERATOR_EQUAL && best < 3))
        status = refuse_choice(reading, &choices, operand->text);
    for (size_t i = 0; i < choices.count && status == STATUS_OK; i++)
        if (fit_of(&choices.items[i], i, typed) == best)
            add_named(reading, &choices.items[i]);
    choices_release(&choices);
    return status;
}

static void say_many(struct reading *reading, const char *typed, size_t count) {
    char number[24];
    snprintf(number, sizeof number, "%zu", count);
    reading_say_or(reading);
    reading_say(reading,
                reading->is_none_of ? N_("不含“{value}”（{count} 个）")
                                    : N_("含“{value}”（{count} 个）"),
                "value", typed, "count", number);
}

/* Many names are said by what they have in common. */
static void add_names(struct reading *reading, const struct choices *choices, const char *typed) {
    enum { SAID_MOST = 3 };
    if (choices->count > SAID_MOST)
        say_many(reading, typed, choices->count);
    for (size_t i = 0; i < choices->count; i++) {
        if (choices->count <= SAID_MOST) {
            add_named(reading, &choices->items[i]);
            continue;
        }
        reading_alternative(reading);
        reading_test(reading, reading->field->name,
                     reading->is_none_of ? QUERY_NOT_EQUAL : QUERY_EQUAL, choices->items[i].code);
    }
}

static enum status read_lookup(struct reading *reading, const struct operand *operand) {
    struct choices exact = {0}, choices = {0};
    const struct query_world *world = reading->world;
    enum status status = STATUS_OK;
    world->choices(world->context, reading->field, operand->text, true, &exact);
    if (exact.count == 0 && operand->sign != OPERATOR_EQUAL)
        world->choices(world->context, reading->field, operand->text, false, &choices);
    if (choices.has_more || exact.has_more) {
        status = reading_refuse(reading, N_("“{text}”对应的名称太多，请写得更全"), operand->text);
    } else if (exact.count == 0 && choices.count == 0) {
        reading_say_or(reading);
        reading_say(reading, N_("“{value}”（没有这个名称）"), "value", operand->text, NULL, NULL);
        reading->query->finds_nothing = !reading->is_none_of;
    } else {
        add_names(reading, exact.count > 0 ? &exact : &choices, operand->text);
    }
    choices_release(&exact);
    choices_release(&choices);
    return status;
}

enum status query_read_named(struct reading *reading, const struct operand *operand) {
    if (operand->sign > OPERATOR_NOT)
        return reading_refuse(reading, N_("名称不能比大小，可写 名称、甲|乙、=全名、!=名称"), "");
    if (reading->field->type != FIELD_LOOKUP)
        return read_choice(reading, operand);
    return read_lookup(reading, operand);
}

enum status query_read_flag(struct reading *reading, const struct operand *operand) {
    const struct query_world *world = reading->world;
    bool is_yes = query_is_word(world, operand->folded, N_("是"), "1");
    bool is_no = query_is_word(world, operand->folded, N_("否"), "0");
    if ((!is_yes && !is_no) || operand->sign > OPERATOR_NOT)
        return reading_refuse(reading, N_("这一栏只写 是 或 否"), "");
    if (operand->sign == OPERATOR_NOT)
        is_yes = !is_yes;
    reading_say_or(reading);
    reading_say(reading, is_yes ? N_("是") : N_("否"), NULL, NULL, NULL, NULL);
    reading_test(reading, reading->field->name, QUERY_EQUAL, is_yes ? "1" : "0");
    return STATUS_OK;
}
