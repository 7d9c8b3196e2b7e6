/* Query by form: parts what was typed in a field into alternatives, takes operators, empty and not empty,
 * and keeps the tests and the words. What a value means is query_value's and query_date's. No SQL. */
#include "form/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/query_private.h"

/* ---- tests and words --------------------------------------------------------------------------- */

static void drop_from(struct query *query, size_t first) {
    for (size_t i = first; i < query->count; i++)
        free(query->conditions[i].text);
    if (query->count > first)
        query->count = first;
}

void query_release(struct query *query) {
    drop_from(query, 0);
    free(query->conditions);
    buffer_release(&query->words);
    *query = (struct query){0};
}

static bool has_room(struct query *query) {
    if (query->count < query->capacity)
        return true;
    size_t capacity = query->capacity > 0 ? query->capacity * 2 : 16;
    struct query_condition *grown = realloc(query->conditions, capacity * sizeof *grown);
    if (!grown)
        return false;
    query->conditions = grown;
    query->capacity = capacity;
    return true;
}

void reading_alternative(struct reading *reading) {
    reading->starts_another = true;
}

void reading_test(struct reading *reading, const char *column, enum query_compare compare,
                  const char *text) {
    struct query *query = reading->query;
    char *copy = text ? text_copy(text) : NULL;
    if ((text && !copy) || !has_room(query)) {
        free(copy);
        query->failed = true;
        return;
    }
    struct query_condition *condition = &query->conditions[query->count];
    bool is_or = reading->starts_another && !reading->is_none_of;
    *condition = (struct query_condition){.compare = compare, .text = copy};
    snprintf(condition->column, sizeof condition->column, "%s", column);
    condition->link = query->count == reading->first ? QUERY_GROUP : is_or ? QUERY_OR : QUERY_AND;
    reading->starts_another = false;
    query->count++;
}

static const char *translated(const struct reading *reading, const char *text) {
    return reading->world->translate(NULL, text);
}

void reading_say(struct reading *reading, const char *template_text, const char *name,
                 const char *value, const char *other_name, const char *other_value) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", template_text);
    if (name)
        problem_place(&filled, name, value);
    if (other_name)
        problem_place(&filled, other_name, other_value);
    problem_format(&filled, translated(reading, template_text), NULL, &reading->words);
}

void reading_say_or(struct reading *reading) {
    if (reading->words.length > 0)
        buffer_append(&reading->words,
                      translated(reading, reading->is_none_of ? N_("且") : N_("或")));
}

enum status reading_refuse(struct reading *reading, const char *message, const char *text) {
    enum status status =
        problem_set(reading->problem, STATUS_INVALID, reading->field->name, message);
    problem_place(reading->problem, "text", text);
    return status;
}

/* ---- operators ---------------------------------------------------------------------------------- */

static char32_t first_character(const char *text, size_t *bytes) {
    char32_t character = 0;
    *bytes = *text ? text_decode(text, strlen(text), &character) : 0;
    bool is_wide = character >= 0xFF01 && character <= 0xFF5E;
    return is_wide ? text_fold_key(character) : character;
}

/* Takes the operator at *at, in ASCII, full-width or as one sign (≥). */
static enum query_operator take_operator(const char **at) {
    size_t bytes = 0, more = 0;
    char32_t first = first_character(*at, &bytes);
    char32_t second = bytes > 0 ? first_character(*at + bytes, &more) : 0;
    static const struct {
        char32_t first, second;
        enum query_operator sign;
    } pairs[] = {
        {'>', '=', OPERATOR_AT_LEAST}, {'<', '=', OPERATOR_AT_MOST}, {'<', '>', OPERATOR_NOT},
        {'!', '=', OPERATOR_NOT},      {'=', '=', OPERATOR_EQUAL},   {0x2265, 0, OPERATOR_AT_LEAST},
        {0x2264, 0, OPERATOR_AT_MOST}, {0x2260, 0, OPERATOR_NOT},    {'>', 0, OPERATOR_GREATER},
        {'<', 0, OPERATOR_LESS},       {'=', 0, OPERATOR_EQUAL},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        bool is_pair = pairs[i].second != 0;
        if (pairs[i].first != first || (is_pair && pairs[i].second != second))
            continue;
        *at += bytes + (is_pair ? more : 0);
        return pairs[i].sign;
    }
    return OPERATOR_NONE;
}

/* Bytes up to the next | or its full-width form; *sign gets that one's bytes, 0 at the end. */
static size_t next_part(const char *text, size_t *sign) {
    const char *narrow = strchr(text, '|'), *wide = strstr(text, "｜");
    const char *end = !wide || (narrow && narrow < wide) ? narrow : wide;
    *sign = end == NULL ? 0 : end == narrow ? 1 : strlen("｜");
    return end ? (size_t)(end - text) : strlen(text);
}

/* ---- alternatives ------------------------------------------------------------------------------- */

/* = alone, 空, != alone, 非空: any field may be asked for them. */
static bool read_emptiness(struct reading *reading, const struct operand *operand) {
    const struct query_world *world = reading->world;
    bool is_not = operand->sign == OPERATOR_NOT;
    bool is_plain = operand->sign == OPERATOR_NONE || operand->sign == OPERATOR_EQUAL || is_not;
    bool is_bare = operand->text[0] == '\0' && operand->sign != OPERATOR_NONE;
    bool is_empty = is_bare || query_is_word(world, operand->text, N_("空"), "empty");
    bool is_filled = query_is_word(world, operand->text, N_("非空"), "not empty");
    if (!is_plain || (!is_empty && !is_filled) || (is_filled && is_not))
        return false;
    is_filled = is_filled || is_not;
    reading_say_or(reading);
    reading_say(reading, is_filled ? N_("不空") : N_("空着"), NULL, NULL, NULL, NULL);
    reading_test(reading, reading->field->name, is_filled ? QUERY_NOT_EMPTY : QUERY_EMPTY, NULL);
    return true;
}

static enum status read_value(struct reading *reading, const struct operand *operand) {
    switch (reading->field->type) {
    case FIELD_TEXT:
    case FIELD_MEMO:
        return query_read_text(reading, operand);
    case FIELD_CODE:
        if (query_range_sign(operand->folded, NULL) || operand->sign > OPERATOR_NOT)
            return query_read_number(reading, operand);
        return query_read_text(reading, operand);
    case FIELD_INTEGER:
    case FIELD_MONEY:
        return query_read_number(reading, operand);
    case FIELD_DATE:
        return query_read_date(reading, operand);
    case FIELD_CHOICE:
    case FIELD_LOOKUP:
    case FIELD_CODES:
        return query_read_named(reading, operand);
    case FIELD_FLAG:
        return query_read_flag(reading, operand);
    case FIELD_LINES:
        return reading_refuse(reading, N_("明细不能作条件"), "");
    }
    return STATUS_OK;
}

static enum status read_operand(struct reading *reading, struct operand *operand) {
    bool is_light = false;
    enum status status = STATUS_OK;
    if (operand->sign > OPERATOR_NOT && operand->text[0] == '\0')
        return reading_refuse(reading, N_("“>”“<”“>=”“<=”后面要写值"), "");
    reading_alternative(reading);
    if (read_emptiness(reading, operand)) {
        reading->all_are_lights = false;
        return STATUS_OK;
    }
    is_light = query_read_light(reading, operand);
    reading->all_are_lights = reading->all_are_lights && is_light;
    if (!is_light)
        status = read_value(reading, operand);
    return status;
}

/* One alternative as it was typed. The first may begin with !=, which then holds for all. */
static enum status read_part(struct reading *reading, const char *part, bool is_first) {
    struct buffer trimmed = BUFFER_INIT, value = BUFFER_INIT, folded = BUFFER_INIT;
    text_append_trimmed(&trimmed, part);
    const char *at = buffer_text(&trimmed);
    enum query_operator sign = take_operator(&at);
    text_append_trimmed(&value, at);
    text_append_folded(&folded, buffer_text(&value));
    if (is_first)
        reading->is_none_of = sign == OPERATOR_NOT;
    else if (reading->is_none_of && sign == OPERATOR_NONE)
        sign = OPERATOR_NOT;
    struct operand operand = {sign, buffer_text(&value), buffer_text(&folded)};
    enum status status = STATUS_OK;
    if (trimmed.length == 0)
        status = reading_refuse(reading, N_("“|”两边都要写，如 甲|乙"), "");
    else if ((sign == OPERATOR_NOT) != reading->is_none_of)
        status = reading_refuse(reading, N_("“!=”写在最前面，后面各项都不要：!=甲|乙"), "");
    else
        status = read_operand(reading, &operand);
    if (trimmed.failed || value.failed || folded.failed)
        reading->query->failed = true;
    buffer_release(&trimmed);
    buffer_release(&value);
    buffer_release(&folded);
    return status;
}

static enum status read_parts(struct reading *reading, const char *typed) {
    bool is_first = true, has_more = true;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && has_more) {
        struct buffer part = BUFFER_INIT;
        size_t sign = 0, length = next_part(typed, &sign);
        buffer_append_bytes(&part, typed, length);
        status = read_part(reading, buffer_text(&part), is_first);
        reading->query->failed = reading->query->failed || part.failed;
        buffer_release(&part);
        is_first = false;
        has_more = sign > 0;
        typed += length + sign;
        if (status == STATUS_OK && reading->query->count > QUERY_CONDITIONS_MOST)
            status = reading_refuse(reading, N_("条件太多，请少写几项"), "");
    }
    return status;
}

/* The field's label and what was read of it: lights speak for themselves. */
static void keep_words(struct reading *reading, const char *label) {
    struct buffer *out = &reading->query->words;
    const char *words = buffer_text(&reading->words);
    if (out->length > 0)
        buffer_append(out, translated(reading, N_("，")));
    if (!reading->all_are_lights) {
        buffer_append(out, label);
        buffer_append(out, (unsigned char)words[0] < 0x80 ? " " : "");
    }
    buffer_append(out, words);
}

enum status query_add(struct query *query, const struct query_world *world,
                      const struct scr_field *field, const char *label, const char *typed,
                      struct problem *problem) {
    struct buffer trimmed = BUFFER_INIT;
    struct problem ignored = {0};
    struct reading reading = {.query = query,
                              .world = world,
                              .field = field,
                              .problem = problem ? problem : &ignored,
                              .first = query->count,
                              .all_are_lights = true};
    bool found_nothing = query->finds_nothing;
    enum status status = STATUS_OK;
    text_append_trimmed(&trimmed, typed);
    if (trimmed.length > 0) {
        query->finds_nothing = false;
        status = read_parts(&reading, buffer_text(&trimmed));
        if (status == STATUS_OK)
            keep_words(&reading, label);
        /* One name of several that nobody bears leaves the others. */
        query->finds_nothing =
            found_nothing ||
            (status == STATUS_OK && query->count == reading.first && query->finds_nothing);
    }
    if (trimmed.failed || query->failed || reading.words.failed || query->words.failed)
        status = problem_set(reading.problem, STATUS_NO_MEMORY, field->name, N_("内存不足"));
    if (status != STATUS_OK)
        drop_from(query, reading.first);
    if (status == STATUS_INVALID)
        snprintf(reading.problem->field, sizeof reading.problem->field, "%s", field->name);
    buffer_release(&trimmed);
    buffer_release(&reading.words);
    return status;
}
