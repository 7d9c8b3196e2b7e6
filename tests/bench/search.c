/* search DATABASE ROUNDS [all]: the first page of searches of each class, asked of words out of the office's own texts,
 * against reading a page of records bare, by prepared statements; and peak memory. `all` prints milliseconds by class too.
 * search COPY COUNT saves: a save with the index against one without, in turn; the copy's index is of no use after.
 * Prints lines of the bench's table; exit status 1 when over. */
#include "work/save.h"
#include "work/search.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "bench/figures.h"
#include "work/user.h"
#include "work/visible.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 200, PAGE = 50 };

enum class {
    ONE_HANZI,
    TWO_HANZI,
    FOUR_HANZI,
    EIGHT_HANZI,
    TWO_WORDS,
    RARE_HANZI,
    ABSENT,
    DIGITS,
    NUMBER,
    INITIALS_TWO,
    INITIALS_THREE,
    INITIALS_FIVE,
    SYLLABLES,
    MIXED,
    WORST,
    CLASSES
};
static const char *const names[CLASSES] = {
    "one hanzi",      "two hanzi",      "four hanzi",
    "eight hanzi",    "two words",      "a rare hanzi",
    "an absent word", "four digits",    "a number",
    "two initials",   "three initials", "five initials",
    "whole pinyin",   "mixed",          "worst: absent phrase of common words",
};

static void require(bool is_true, const char *what) {
    if (is_true)
        return;
    fprintf(stderr, "bench search: %s\n", what);
    exit(2);
}

/* ---- words ------------------------------------------------------------------------------------------ */

struct source {
    sqlite3 *db;
    sqlite3_stmt *pick, *page, *texts;
    sqlite3_int64 last;
    unsigned random;
};

static unsigned next_random(struct source *source) {
    source->random = source->random * 1103515245U + 12345U;
    return source->random >> 8 & 0xFFFFFF;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    require(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    return statement;
}

static void open_source(struct source *source, const char *path) {
    require(sqlite3_open_v2(path, &source->db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "open");
    source->pick = prepare(
        source->db, "SELECT r.title, coalesce(d.body, ''), coalesce(d.contact, ''), r.number"
                    " FROM feedback d JOIN record r ON r.id = d.id WHERE d.id >= ? AND r.sealed = 0"
                    " ORDER BY d.id LIMIT 1");
    source->page = prepare(
        source->db, "SELECT id, number, title, state, received_on FROM record WHERE sealed = 0"
                    " AND id < ? ORDER BY id DESC LIMIT 50");
    source->texts = prepare(source->db, "SELECT * FROM feedback WHERE id = ?");
    sqlite3_stmt *last = prepare(source->db, "SELECT max(id) FROM feedback");
    require(sqlite3_step(last) == SQLITE_ROW, "no feedback");
    source->last = sqlite3_column_int64(last, 0);
    sqlite3_finalize(last);
    source->random = 20261123;
}

/* A column of a feedback taken at random. */
static void pick_text(struct source *source, int column, char *out, size_t size) {
    do {
        sqlite3_reset(source->pick);
        sqlite3_bind_int64(source->pick, 1, 1 + (sqlite3_int64)next_random(source) % source->last);
    } while (sqlite3_step(source->pick) != SQLITE_ROW);
    snprintf(out, size, "%s", (const char *)sqlite3_column_text(source->pick, column));
    sqlite3_reset(source->pick);
}

/* A run of `wanted` hanzi out of the text; false when there is none. */
static bool cut_hanzi(struct source *source, const char *text, int wanted, char *out) {
    size_t length = strlen(text);
    for (int tries = 0; tries < 20 && length > 0; tries++) {
        size_t at = next_random(source) % length;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        size_t end = at;
        int count = 0;
        for (; count < wanted && end < length; count++) {
            char32_t character;
            size_t used = text_decode(text + end, length - end, &character);
            if (character < 0x4E00 || character > 0x9FFF)
                break;
            end += used;
        }
        if (count == wanted) {
            snprintf(out, WORD_BYTES, "%.*s", (int)(end - at), text + at);
            return true;
        }
    }
    return false;
}

/* The first readings of the hanzi in `text`: initials, or whole syllables. */
static void speak(const char *text, bool is_whole, char *out) {
    size_t length = strlen(text);
    out[0] = '\0';
    for (size_t at = 0; at < length;) {
        char32_t character;
        uint16_t readings[PINYIN_READINGS_MOST];
        at += text_decode(text + at, length - at, &character);
        if (pinyin_readings(character, readings) == 0)
            continue;
        const char *spelling = pinyin_spelling(readings[0]);
        snprintf(out + strlen(out), WORD_BYTES - strlen(out), "%.*s", is_whole ? 6 : 1, spelling);
    }
}

static bool cut_word(struct source *source, int column, int hanzi, char *out) {
    char text[4096];
    pick_text(source, column, text, sizeof text);
    return cut_hanzi(source, text, hanzi, out);
}

static bool make_word(struct source *source, enum class class, char *out) {
    static const int hanzi[] = {
        [ONE_HANZI] = 1, [TWO_HANZI] = 2, [FOUR_HANZI] = 4, [EIGHT_HANZI] = 8};
    char text[4096], one[WORD_BYTES], two[WORD_BYTES];
    switch (class) {
    case ONE_HANZI:
    case TWO_HANZI:
    case FOUR_HANZI:
    case EIGHT_HANZI:
        return cut_word(source, next_random(source) % 2 ? 1 : 0, hanzi[class], out);
    case TWO_WORDS:
        pick_text(source, 1, text, sizeof text);
        if (!cut_hanzi(source, text, 2, one) || !cut_hanzi(source, text, 2, two))
            return false;
        snprintf(out, WORD_BYTES, "%.80s %.80s", one, two);
        return true;
    case RARE_HANZI: {
        char bytes[5] = "";
        text_encode(0x9000 + next_random(source) % 0xF00, bytes);
        snprintf(out, WORD_BYTES, "%s", bytes);
        return true;
    }
    case ABSENT: {
        char bytes[5] = "";
        text_encode(0x9000 + next_random(source) % 0xF00, bytes);
        if (!cut_word(source, 1, 1, one))
            return false;
        snprintf(out, WORD_BYTES, "%s%s", one, bytes);
        return true;
    }
    case DIGITS:
        pick_text(source, 2, text, sizeof text);
        if (strlen(text) < 8)
            return false;
        snprintf(out, WORD_BYTES, "%.4s", text + strlen(text) - 4);
        return true;
    case NUMBER:
        pick_text(source, 3, out, WORD_BYTES);
        return true;
    case INITIALS_TWO:
    case INITIALS_THREE:
    case INITIALS_FIVE:
    case SYLLABLES: {
        int count = class == INITIALS_TWO ? 2 : class == INITIALS_FIVE ? 5 : 3;
        if (!cut_word(source, 0, count, one))
            return false;
        speak(one, class == SYLLABLES, out);
        return true;
    }
    case MIXED:
        if (!cut_word(source, 0, 3, one))
            return false;
        speak(one + 3, false, two);
        snprintf(out, WORD_BYTES, "%.3s%.80s", one, two);
        return true;
    case WORST: /* pairs of hanzi that are common each, and do not stand together */
        if (!cut_word(source, 1, 2, one) || !cut_word(source, 1, 2, two))
            return false;
        snprintf(out, WORD_BYTES, "%.80s%.80s", one, two);
        return true;
    case CLASSES:
        break;
    }
    return false;
}

/* ---- measuring -------------------------------------------------------------------------------------- */

static double search_once(struct office *office, const char *word, size_t *hits, double *step) {
    struct search *search = NULL;
    const struct search_request request = {
        .text = word, .scope = SEARCH_OFFICE, .order = SEARCH_NEWEST};
    double begun = milliseconds_now();
    require(search_begin(office, &request, &search, NULL) == STATUS_OK, word);
    while (!search_is_done(search) && !search_is_full(search)) {
        double piece = milliseconds_now();
        require(search_step(search, 0, NULL) == STATUS_OK, word);
        piece = milliseconds_now() - piece;
        *step = piece > *step ? piece : *step;
    }
    double taken = milliseconds_now() - begun;
    *hits = search_count(search);
    search_free(search);
    return taken;
}

/* The floor: a page of records and their texts, read bare. */
static double read_page(struct source *source) {
    double begun = milliseconds_now();
    sqlite3_bind_int64(source->page, 1, 1 + (sqlite3_int64)next_random(source) % source->last);
    while (sqlite3_step(source->page) == SQLITE_ROW) {
        sqlite3_bind_int64(source->texts, 1, sqlite3_column_int64(source->page, 0));
        if (sqlite3_step(source->texts) == SQLITE_ROW)
            for (int i = 0; i < sqlite3_column_count(source->texts); i++)
                (void)sqlite3_column_text(source->texts, i);
        sqlite3_reset(source->texts);
    }
    sqlite3_reset(source->page);
    return milliseconds_now() - begun;
}

static double peak_mebibytes(void) {
    char line[256];
    long kibibytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kibibytes = strtol(line + 6, NULL, 10);
    if (file != NULL)
        fclose(file);
    return (double)kibibytes / 1024;
}

struct measure {
    struct samples times[CLASSES], steps, floor, all, spoken, memory;
    double most[CLASSES];
    char slowest[CLASSES][WORD_BYTES];
    size_t hits[CLASSES];
};

static void measure_all(struct office *office, struct source *source, int rounds,
                        struct measure *out) {
    for (int round = 0; round < rounds; round++) {
        for (int class = 0; class < CLASSES; class ++) {
            char word[WORD_BYTES];
            double step = 0;
            size_t hits = 0;
            if (!make_word(source, (enum class) class, word) || word[0] == '\0')
                continue;
            (void)search_once(office, word, &hits, &step); /* warm */
            step = 0;
            double taken = search_once(office, word, &hits, &step);
            samples_add(&out->times[class], taken);
            samples_add(&out->steps, step);
            if (class != WORST)
                samples_add(class >= INITIALS_TWO && class <= MIXED ? &out->spoken : &out->all,
                            taken);
            out->hits[class] += hits;
            if (taken > out->most[class]) {
                out->most[class] = taken;
                memcpy(out->slowest[class], word, WORD_BYTES);
            }
            (void)read_page(source);
            samples_add(&out->floor, read_page(source));
        }
    }
    samples_add(&out->memory, peak_mebibytes());
}

static void print_classes(struct measure *measure) {
    printf("%-38s %6s %8s %8s %8s  %s\n", "class", "n", "p50 ms", "p95 ms", "max ms", "slowest");
    for (int class = 0; class < CLASSES; class ++)
        printf("%-38s %6zu %8.2f %8.2f %8.2f  %s (%zu hits a query)\n", names[class],
               measure->times[class].count, samples_middle(&measure->times[class]),
               samples_tail(&measure->times[class]), measure->most[class], measure->slowest[class],
               measure->hits[class] /
                   (measure->times[class].count ? measure->times[class].count : 1));
    printf("all but the worst, written: p50 %.2f p95 %.2f; read aloud: p50 %.2f p95 %.2f; longest "
           "step p95 %.2f; floor p50 %.2f; "
           "memory %.1f MiB\n",
           samples_middle(&measure->all), samples_tail(&measure->all),
           samples_middle(&measure->spoken), samples_tail(&measure->spoken),
           samples_tail(&measure->steps), samples_middle(&measure->floor),
           measure->memory.values[0]);
}

/* ---- saves ------------------------------------------------------------------------------------------ */

static double save_once(struct office *office, struct source *source) {
    struct record record = {0};
    struct save save;
    char body[4096];
    pick_text(source, 1, body, sizeof body);
    fields_set(&record.fields, "record_kind", "feedback");
    fields_set(&record.fields, "kind", "complain");
    fields_set(&record.fields, "state", "registered");
    fields_set(&record.fields, "received_on", "2026-11-20");
    fields_set(&record.fields, "title", "宅基地审批拖了三个月");
    fields_set(&record.fields, "body", body);
    fields_set(&record.fields, "reporter", "单𠮷旺");
    fields_set(&record.fields, "contact", "13900661122");
    double begun = milliseconds_now();
    require(save_begin(office, &save, NULL) == STATUS_OK &&
                save_new(&save, &record, "register", "", NULL) == STATUS_OK &&
                save_commit(&save, NULL) == STATUS_OK,
            "save");
    record_release(&record);
    return milliseconds_now() - begun;
}

static void set_version(struct office *office, const char *version) {
    require(store_begin(office->store, NULL) == STATUS_OK &&
                store_set_setting(office->store, "search_version", version, NULL) == STATUS_OK &&
                store_commit(office->store, "", NULL) == STATUS_OK,
            "setting");
}

/* Without its version the index is not written. */
static bool measure_saves(struct office *office, struct source *source, int count) {
    enum { IN_TURN = 10 };
    static struct samples with, without;
    char version[SEARCH_VERSION_BYTES];
    search_version(version);
    for (int n = 0; n < count; n += IN_TURN)
        for (int is_with = 0; is_with < 2; is_with++) {
            set_version(office, is_with ? version : "");
            (void)save_once(office, source);
            for (int i = 0; i < IN_TURN; i++)
                samples_add(is_with ? &with : &without, save_once(office, source));
        }
    return figures_ratio("a save with the search index", &without, &with, 2);
}

int main(int argc, char **argv) {
    static struct source source;
    static struct measure measure;
    struct office office = {.clock = CLOCK_INIT};
    struct problem problem = {0};
    struct search_index index = {0};
    require(argc >= 3, "search DATABASE ROUNDS [all]");
    require(office_open(&office, argv[1], &problem) == STATUS_OK, problem.message);
    office.visible = visible_to(0, 0);
    require(search_index_state(&office, &index, NULL) == STATUS_OK && index.is_complete,
            "the index is not complete");
    open_source(&source, argv[1]);
    bool is_met;
    if (argc > 3 && strcmp(argv[3], "saves") == 0) {
        is_met = measure_saves(&office, &source, atoi(argv[2]));
        sqlite3_close_v2(source.db);
        office_close(&office);
        return is_met ? 0 : 1;
    }
    measure_all(&office, &source, atoi(argv[2]), &measure);
    if (argc > 3)
        print_classes(&measure);
    is_met = figures_ratio("a search's first page", &measure.floor, &measure.all, 16);
    is_met = figures_ratio("a search by initials", &measure.floor, &measure.spoken, 16) && is_met;
    is_met =
        figures_ratio("the worst search", &measure.floor, &measure.times[WORST], 60) && is_met;
    is_met = figures_most("memory while searching, MiB", NULL, &measure.memory, 32) && is_met;
    sqlite3_finalize(source.pick);
    sqlite3_finalize(source.page);
    sqlite3_finalize(source.texts);
    sqlite3_close(source.db);
    office_close(&office);
    return is_met ? 0 : 1;
}
