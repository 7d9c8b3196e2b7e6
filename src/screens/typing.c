/* Ties the pinyin input to the office at the desk. What it offers and learns is the input's; only what must never
 * be learned is known here. */
#include "screens/typing.h"

#include "ui/input.h"
#include "work/input_words.h"

static bool load(void *context, struct compose *compose) {
    struct desk *desk = context;
    input_words_load(desk->office, compose);
    return false;
}

static void store_words(void *context, struct compose *compose) {
    struct desk *desk = context;
    input_words_store(desk->office, compose);
}

void typing_begin(struct desk *desk) {
    const struct input_source source = {desk, load, store_words};
    const struct input_settings settings = {
        .is_on = office_setting_integer(desk->office, "pinyin_input", 0) != 0,
        .is_fuzzy = office_setting_integer(desk->office, "pinyin_fuzzy", 0) != 0,
    };
    ui_set_input(desk->ui, &source, &settings);
}

void typing_saved(struct desk *desk, const int64_t *ids, size_t count) {
    bool is_open = true;
    for (size_t i = 0; is_open && i < count; i++) {
        struct record record = {0};
        is_open = store_read(desk->office->store, &desk->office->visible, ids[i], &record, NULL) ==
                      STATUS_OK &&
                  fields_integer(&record.fields, "sealed", 1) == 0;
        record_release(&record);
    }
    if (is_open)
        ui_keep_input(desk->ui);
    else
        ui_drop_input(desk->ui);
}
