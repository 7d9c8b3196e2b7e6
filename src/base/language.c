/* The user's language, one for the whole program. In Chinese no file is opened: the source's own
 * texts are shown. Only ui, screens, cli and report may call this. */
#include "base/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/catalogue.h"
#include "base/native.h"
#include "base/text.h"

/* The catalogue stays open when Chinese is chosen again: texts given out before remain valid. */
static struct catalogue english;
static char *english_path;
static bool english_chosen;

static bool locale_is_utf8(const char *name) {
    return setlocale(LC_CTYPE, name) != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Only LC_CTYPE: numbers and sorting never follow the machine's locale. */
static void set_utf8_ctype(void) {
    static const char *const names[] = {"", "C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (locale_is_utf8(names[i])) {
            return;
        }
    }
}

static const char *language_of_environment(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return "";
}

/* "en", "en_US.UTF-8", but not "eno". */
static bool is_english(const char *language) {
    return strncmp(language, "en", 2) == 0 && strchr("_.@", language[2]) != NULL;
}

static bool open_english(const char *folder) {
    struct buffer name = BUFFER_INIT;
    buffer_append(&name, folder);
    buffer_append(&name, "/en/LC_MESSAGES/zwgk.mo");
    char *path = buffer_take(&name);
    if (path == NULL) {
        return false;
    }
    if (english_path != NULL && strcmp(path, english_path) == 0) {
        free(path);
        return true;
    }
    free(english_path);
    english_path = NULL;
    catalogue_close(&english);
    if (!catalogue_open(&english, path)) {
        free(path);
        return false;
    }
    english_path = path;
    return true;
}

void language_set(const char *language, const char *folder) {
    set_utf8_ctype();
    if (language == NULL) {
        language = language_of_environment();
    }
    english_chosen = is_english(language) && folder != NULL && open_english(folder);
}

bool language_is_chinese(void) {
    return !english_chosen;
}

const char *language_text(const char *context, const char *text) {
    if (!english_chosen || text[0] == '\0') {
        return text;
    }
    const char *found = NULL;
    if (context != NULL && context[0] != '\0') {
        found = catalogue_find(&english, context, text);
    }
    if (found == NULL) {
        found = catalogue_find(&english, NULL, text);
    }
    return found == NULL ? text : found;
}

/* The program's own words among the places; names and numbers stay as they are. */
static void translate_places(struct problem *problem) {
    static const char *const contexts[][2] = {
        {"command", "option"}, {"state", "state"}, {"role", "role"}, {"what", ""}, {"table", ""}};
    for (int i = 0; i < problem->place_count; i++) {
        for (size_t k = 0; k < sizeof contexts / sizeof contexts[0]; k++) {
            if (strcmp(problem->places[i].name, contexts[k][0]) == 0) {
                char word[PROBLEM_PLACE_BYTES];
                snprintf(word, sizeof word, "%s",
                         language_text(contexts[k][1], problem->places[i].value));
                memcpy(problem->places[i].value, word, sizeof word);
            }
        }
    }
}

/* Names of files are the bytes they are called by. */
static void read_paths(struct problem *problem) {
    static const char *const names[] = {"file", "path", "folder"};
    for (int i = 0; i < problem->place_count; i++) {
        char *value = problem->places[i].value;
        bool is_path = false;
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            is_path = is_path || strcmp(problem->places[i].name, names[k]) == 0;
        }
        if (is_path && !text_is_valid(value, strlen(value), NULL)) {
            struct buffer text = BUFFER_INIT;
            native_append_text(&text, value);
            snprintf(value, PROBLEM_PLACE_BYTES, "%s", buffer_text(&text));
            buffer_release(&text);
        }
    }
}

void language_append_problem(struct buffer *out, const struct problem *problem,
                             const char *field_label) {
    struct problem said = *problem;
    const char *message = said.message == NULL ? "" : language_text(NULL, said.message);
    translate_places(&said);
    read_paths(&said);
    problem_format(&said, message, field_label, out);
}
