/* The office's words for the pinyin input. Names get their readings here; they are never stored, for the registers
 * have them. */
#include "work/input_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "work/save.h"

enum {
    NAMES_MOST = 2000, /* of a kind */
    HANZI_MOST = 12,
    WAYS_MOST = 4,    /* of reading a name */
    WORDS_MOST = 200, /* stored at once */
};

/* ---- loading ---------------------------------------------------------------------------------------- */

static void add_word(void *context, const char *word, const char *reading, int uses) {
    (void)compose_add_word(context, word, reading, uses);
}

struct name {
    char32_t hanzi[HANZI_MOST];
    size_t count;
};

/* False when it is not all hanzi. */
static bool read_name(const char *text, struct name *name) {
    size_t length = strlen(text), used;
    uint16_t readings[PINYIN_READINGS_MOST];
    name->count = 0;
    for (; length > 0; text += used, length -= used) {
        if (name->count == HANZI_MOST)
            return false;
        used = text_decode(text, length, &name->hanzi[name->count]);
        if (pinyin_readings(name->hanzi[name->count++], readings) == 0)
            return false;
    }
    return name->count > 1;
}

/* The reading with hanzi number `at` read in its `way`-th manner; false when it has none such. */
static bool spell(const struct name *name, size_t at, size_t way, struct buffer *out) {
    uint16_t readings[PINYIN_READINGS_MOST];
    buffer_clear(out);
    for (size_t i = 0; i < name->count; i++) {
        size_t count = pinyin_readings(name->hanzi[i], readings);
        if (i == at && way >= count)
            return false;
        buffer_append(out, i > 0 ? " " : "");
        buffer_append(out, pinyin_spelling(readings[i == at ? way : 0]));
    }
    return true;
}

/* The commonest reading, and those that differ from it in one hanzi: which is right nobody has said. */
static void add_name(void *context, const char *text, const char *reading) {
    struct name name;
    struct buffer spelled = BUFFER_INIT;
    if (reading[0] != '\0' && compose_add_word(context, text, reading, 0))
        return;
    if (read_name(text, &name) && spell(&name, 0, 0, &spelled)) {
        (void)compose_add_word(context, text, buffer_text(&spelled), 0);
        for (size_t at = 0; at < name.count; at++)
            for (size_t way = 1; way < WAYS_MOST && spell(&name, at, way, &spelled); way++)
                (void)compose_add_word(context, text, buffer_text(&spelled), 0);
    }
    buffer_release(&spelled);
}

void input_words_load(struct office *office, struct compose *compose) {
    static const char *const kinds[] = {"person", "unit", "board", "box", "channel"};
    if (office->store == NULL || office->user == 0)
        return;
    office_begin_read(office);
    (void)!store_input_words(office->store, add_word, compose, NULL);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        (void)!store_input_names(office->store, &office->visible, kinds[i], NAMES_MOST, add_name,
                                 compose, NULL);
    office_end_read(office);
}

/* ---- storing ---------------------------------------------------------------------------------------- */

struct taken {
    struct buffer texts; /* of each word: it, its reading, each ended by a NUL */
    int uses[WORDS_MOST];
    size_t count;
};

static void take(struct compose *compose, struct taken *taken) {
    struct buffer word = BUFFER_INIT, reading = BUFFER_INIT;
    while (taken->count < WORDS_MOST &&
           compose_take_kept(compose, &word, &reading, &taken->uses[taken->count])) {
        buffer_append_bytes(&taken->texts, buffer_text(&word), word.length + 1);
        buffer_append_bytes(&taken->texts, buffer_text(&reading), reading.length + 1);
        taken->count++;
        buffer_clear(&word);
        buffer_clear(&reading);
    }
    taken->texts.failed = taken->texts.failed || word.failed || reading.failed;
    buffer_release(&word);
    buffer_release(&reading);
}

void input_words_store(struct office *office, struct compose *compose) {
    struct input_word words[WORDS_MOST];
    struct taken taken = {.texts = BUFFER_INIT};
    struct problem problem = {0};
    take(compose, &taken);
    const char *at = buffer_text(&taken.texts);
    for (size_t i = 0; !taken.texts.failed && i < taken.count; i++) {
        words[i].uses = taken.uses[i];
        words[i].word = at;
        words[i].reading = at + strlen(at) + 1;
        at = words[i].reading + strlen(words[i].reading) + 1;
    }
    bool may_write = office->store != NULL && office->user != 0 && !taken.texts.failed;
    if (may_write && taken.count > 0)
        (void)!store_learn_words(office->store, "", words, taken.count, &problem);
    buffer_release(&taken.texts);
}
