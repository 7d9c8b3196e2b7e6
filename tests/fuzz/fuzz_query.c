/* Query by form: whatever is typed into a field of any type gives conditions within their bounds, or a sentence. */
#include "base/text.h"
#include "form/query.h"
#include "fuzz/fuzz.h"

static const char *same(const char *context, const char *text) {
    (void)context;
    return text;
}

static day_number add(void *context, day_number from, int count) {
    (void)context;
    return from + count;
}

static void give(void *context, const struct scr_field *field, const char *typed, bool is_exact, struct choices *out) {
    (void)context;
    (void)is_exact;
    choices_add(out, field->type == FIELD_LOOKUP ? "7" : "complain", typed[0] == '\0' ? "投诉" : typed, "");
    choices_add(out, field->type == FIELD_LOOKUP ? "8" : "suggest", "建议再提", "");
}

int fuzz_query(const uint8_t *data, size_t size) {
    static const enum field_type types[] = {FIELD_TEXT, FIELD_MEMO, FIELD_CODE, FIELD_INTEGER, FIELD_MONEY, FIELD_DATE,
                                            FIELD_CHOICE, FIELD_LOOKUP, FIELD_FLAG, FIELD_CODES, FIELD_LINES};
    static char due[] = "due_on", other[] = "x";
    const struct query_world world = {.dates = {.today = 20780, .add_workdays = add}, .near_until = 20783,
                                      .translate = same, .choices = give};
    struct query query = {0};
    struct problem problem = {0};
    if (size == 0)
        return 0;
    struct scr_field field = {.type = types[data[0] % (sizeof types / sizeof *types)],
                              .name = data[0] > 127 ? due : other};
    char *text = fuzz_text(data + 1, size - 1);
    enum status status = query_add(&query, &world, &field, "标签", text, &problem);
    HOLDS(status == STATUS_OK || (problem.message != NULL && query.count == 0));
    HOLDS(query.count <= QUERY_CONDITIONS_MOST);
    HOLDS(query.count == 0 || query.conditions[0].link == QUERY_GROUP);
    for (size_t i = 0; i < query.count; i++)
        HOLDS((query.conditions[i].compare == QUERY_EMPTY || query.conditions[i].compare == QUERY_NOT_EMPTY) ==
              (query.conditions[i].text == NULL));
    if (text_is_valid(text, strlen(text), NULL))
        HOLDS(text_is_valid(buffer_text(&query.words), query.words.length, NULL));
    query_release(&query);
    free(text);
    return 0;
}
