/* Reads the command line into struct arguments. Opens nothing and prints nothing. */
#include "cli/arguments.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/encoding.h"
#include "base/value.h"

enum option {
    OPTION_DB,
    OPTION_NOW,
    OPTION_LANG,
    OPTION_USER,
    OPTION_HELP,
    AFTER_COMMAND, /* those above are known after the sub-command too */
    OPTION_ENCODING = AFTER_COMMAND,
    OPTION_OPEN,
    OPTION_SYNC_FD,
    OPTION_DEMO,
    OPTION_VERSION,
    OPTION_COUNT,
};

static const struct {
    const char *name;
    bool has_value;
} options[OPTION_COUNT] = {
    [OPTION_DB] = {"--db", true},      [OPTION_NOW] = {"--now", true},
    [OPTION_LANG] = {"--lang", true},  [OPTION_USER] = {"--user", true},
    [OPTION_HELP] = {"--help", false}, [OPTION_ENCODING] = {"--encoding", true},
    [OPTION_OPEN] = {"--open", true},  [OPTION_SYNC_FD] = {"--sync-fd", true},
    [OPTION_DEMO] = {"--demo", false}, [OPTION_VERSION] = {"--version", false},
};

static enum status refuse(struct problem *problem, const char *message, const char *name,
                          const char *value) {
    enum status status = problem_set(problem, STATUS_INVALID, "", message);
    problem_place(problem, name, value);
    return status;
}

static enum status set_database(struct arguments *out, const char *path, struct problem *problem) {
    if (path[0] == '\0' || strlen(path) >= sizeof out->database)
        return refuse(problem, N_("--db 后面应是数据库文件的路径"), "value", path);
    snprintf(out->database, sizeof out->database, "%s", path);
    out->database_is_given = true;
    return STATUS_OK;
}

static enum status set_language(struct arguments *out, const char *value, struct problem *problem) {
    if (strcmp(value, "zh_CN") != 0 && strcmp(value, "en") != 0)
        return refuse(problem, N_("--lang 应为 zh_CN 或 en，不是“{value}”"), "value", value);
    out->language = value;
    return STATUS_OK;
}

static enum status set_encoding(struct arguments *out, const char *value, struct problem *problem) {
    enum encoding encoding;
    if (!encoding_from_name(value, &encoding))
        return refuse(problem, N_("不认识编码“{value}”，可用 utf-8、gb18030、gbk、big5、utf-16"),
                      "value", value);
    out->encoding = value;
    return STATUS_OK;
}

static enum status set_sync_fd(struct arguments *out, const char *value, struct problem *problem) {
    int64_t number;
    if (value_parse_integer(value, 0, INT_MAX, &number, problem) != STATUS_OK)
        return refuse(problem, N_("--sync-fd 后面应是文件描述符的号码，不是“{value}”"), "value",
                      value);
    out->sync_fd = (int)number;
    return STATUS_OK;
}

static enum status set_option(struct arguments *out, enum option option, const char *value,
                              struct problem *problem) {
    switch (option) {
    case OPTION_DB:
        return set_database(out, value, problem);
    case OPTION_NOW:
        out->now = value;
        break;
    case OPTION_LANG:
        return set_language(out, value, problem);
    case OPTION_USER:
        out->user = value;
        break;
    case OPTION_ENCODING:
        return set_encoding(out, value, problem);
    case OPTION_OPEN:
        out->open_code = value;
        break;
    case OPTION_SYNC_FD:
        return set_sync_fd(out, value, problem);
    case OPTION_DEMO:
        out->is_demo = true;
        break;
    case OPTION_VERSION:
        out->shows_version = true;
        break;
    case OPTION_HELP:
        out->shows_help = true;
        break;
    case OPTION_COUNT:
        break;
    }
    return STATUS_OK;
}

/* The option `word` is, with *value behind its '=' or NULL; OPTION_COUNT for any other word. */
static enum option find_option(const char *word, bool is_limited, const char **value) {
    int last = is_limited ? AFTER_COMMAND : OPTION_COUNT;
    for (int i = 0; i < last; i++) {
        size_t length = strlen(options[i].name);
        if (strncmp(word, options[i].name, length) != 0)
            continue;
        *value = word[length] == '=' ? word + length + 1 : NULL;
        if (word[length] == '\0' || (word[length] == '=' && options[i].has_value))
            return (enum option)i;
    }
    return OPTION_COUNT;
}

static bool names_keytest(const struct arguments *arguments) {
    return arguments->command != NULL && strcmp(arguments->command, "keytest") == 0;
}

/* The options of the screen are known after the one sub-command that is a screen. */
static bool is_after_command(const struct arguments *arguments) {
    return arguments->command != NULL && !names_keytest(arguments);
}

static void set_default_database(struct arguments *out) {
    const char *set = getenv("ZWGK_DB");
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    int length = 0;
    if (set != NULL && set[0] != '\0')
        length = snprintf(out->database, sizeof out->database, "%s", set);
    else if (data != NULL && data[0] == '/')
        length = snprintf(out->database, sizeof out->database, "%s/zwgk/zwgk.db", data);
    else if (home != NULL && home[0] != '\0')
        length =
            snprintf(out->database, sizeof out->database, "%s/.local/share/zwgk/zwgk.db", home);
    if (length < 0 || (size_t)length >= sizeof out->database)
        out->database[0] = '\0';
}

enum status arguments_parse(int argc, char **argv, struct arguments *out, struct problem *problem) {
    *out = (struct arguments){.sync_fd = -1};
    out->words = argv + (argc > 0);
    set_default_database(out);
    bool options_ended = false;
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        enum option option =
            options_ended ? OPTION_COUNT : find_option(argv[i], is_after_command(out), &value);
        if (option != OPTION_COUNT) {
            if (options[option].has_value && value == NULL) {
                if (i + 1 == argc)
                    return refuse(problem, N_("选项 {option} 后面要有值"), "option", argv[i]);
                value = argv[++i];
            }
            enum status status = set_option(out, option, value, problem);
            if (status != STATUS_OK)
                return status;
        } else if (out->command != NULL) {
            options_ended = options_ended || strcmp(argv[i], "--") == 0;
            out->words[out->word_count++] = argv[i];
        } else if (argv[i][0] == '-') {
            return refuse(problem, N_("没有选项 {option}；用 zwgk --help 看有哪些"), "option",
                          argv[i]);
        } else {
            out->command = argv[i];
        }
    }
    return STATUS_OK;
}

bool arguments_are_keytest(const struct arguments *arguments) {
    return !arguments->shows_help && !arguments->shows_version && names_keytest(arguments) &&
           arguments->word_count == 0;
}

bool arguments_are_for_cli(const struct arguments *arguments) {
    if (arguments_are_keytest(arguments))
        return false;
    return arguments->command != NULL || arguments->shows_version || arguments->shows_help;
}

const char *locale_folder(char out[ARGUMENT_PATH_BYTES]) {
    char program[ARGUMENT_PATH_BYTES - 16];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length > 0) {
        program[length] = '\0';
        char *slash = strrchr(program, '/');
        if (slash != NULL)
            *slash = '\0';
        snprintf(out, ARGUMENT_PATH_BYTES, "%s/locale", program);
        if (access(out, R_OK) == 0)
            return out;
    }
    snprintf(out, ARGUMENT_PATH_BYTES, "%s", PREFIX "/share/locale");
    return out;
}
