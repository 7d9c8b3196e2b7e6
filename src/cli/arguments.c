/* Reads the command line into struct arguments. Opens nothing and prints nothing. */
#include "cli/arguments.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/native.h"
#include "base/value.h"

enum option {
    OPTION_DB,
    OPTION_NOW,
    OPTION_LANG,
    OPTION_USER,
    OPTION_HELP,
    AFTER_COMMAND, /* those above are known after the sub-command too */
    OPTION_ENCODING = AFTER_COMMAND,
    OPTION_AMBIGUOUS,
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
    [OPTION_DB] = {"--db", true},
    [OPTION_NOW] = {"--now", true},
    [OPTION_LANG] = {"--lang", true},
    [OPTION_USER] = {"--user", true},
    [OPTION_HELP] = {"--help", false},
    [OPTION_ENCODING] = {"--encoding", true},
    [OPTION_AMBIGUOUS] = {"--ambiguous", true},
    [OPTION_OPEN] = {"--open", true},
    [OPTION_SYNC_FD] = {"--sync-fd", true},
    [OPTION_DEMO] = {"--demo", false},
    [OPTION_VERSION] = {"--version", false},
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

/* False for what no terminal is in. One called GB2312 shows and sends GBK. */
static bool read_terminal_encoding(const char *name, enum encoding *out) {
    if (!encoding_from_name(name, out))
        return false;
    if (*out == ENCODING_GB2312)
        *out = ENCODING_GBK;
    return *out == ENCODING_UTF_8 || *out == ENCODING_GB18030 || *out == ENCODING_GBK ||
           *out == ENCODING_BIG5 || *out == ENCODING_BIG5_HKSCS;
}

static enum status set_encoding(struct arguments *out, const char *value, struct problem *problem) {
    enum encoding encoding;
    if (!read_terminal_encoding(value, &encoding))
        return refuse(problem,
                      N_("终端的编码（--encoding 写在子命令前面时）可用 "
                         "utf-8、gb18030、gbk、big5，不是“{value}”；文件的编码写在 import、export "
                         "后面"),
                      "value", value);
    out->encoding = value;
    out->terminal = encoding;
    out->terminal_from = "--encoding";
    return STATUS_OK;
}

static enum status set_ambiguous(struct arguments *out, const char *value,
                                 struct problem *problem) {
    if (strcmp(value, "1") != 0 && strcmp(value, "2") != 0)
        return refuse(problem, N_("--ambiguous（… — “ ” 占几列）应为 1 或 2，不是“{value}”"),
                      "value", value);
    out->ambiguous = value[0] - '0';
    return STATUS_OK;
}

/* What a locale's name tells of the terminal: zh_CN.GB18030. */
static bool read_locale(const char *locale, enum encoding *out) {
    char codeset[24] = "";
    const char *dot = strchr(locale, '.');
    size_t length = dot != NULL ? strcspn(dot + 1, "@") : 0;
    if (length == 0 || length >= sizeof codeset)
        return false;
    memcpy(codeset, dot + 1, length);
    return read_terminal_encoding(codeset, out);
}

static void set_terminal_by_locale(struct arguments *out) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        enum encoding encoding;
        if (value == NULL || value[0] == '\0')
            continue;
        if (read_locale(value, &encoding)) {
            out->terminal = encoding;
            out->terminal_from = names[i];
        }
        return;
    }
}

/* What the options left open. */
static enum status set_terminal(struct arguments *out, struct problem *problem) {
    static const char encoding_name[] = "ZWGK_TERMINAL_ENCODING", columns_name[] = "ZWGK_AMBIGUOUS";
    const char *word = getenv(encoding_name), *columns = getenv(columns_name);
    enum encoding encoding;
    if (out->ambiguous == 0 && columns != NULL && columns[0] != '\0' &&
        set_ambiguous(out, columns, NULL) != STATUS_OK)
        return refuse(problem, N_("环境变量 ZWGK_AMBIGUOUS 应为 1 或 2，不是“{value}”"), "value",
                      columns);
    if (out->encoding != NULL)
        return STATUS_OK;
    if (word == NULL || word[0] == '\0') {
        set_terminal_by_locale(out);
        return STATUS_OK;
    }
    if (!read_terminal_encoding(word, &encoding))
        return refuse(problem,
                      N_("环境变量 ZWGK_TERMINAL_ENCODING 可用 "
                         "utf-8、gb18030、gbk、big5，不是“{value}”"),
                      "value", word);
    out->terminal = encoding;
    out->terminal_from = encoding_name;
    return STATUS_OK;
}

enum encoding arguments_encoding_of(const struct arguments *arguments, int fd) {
    bool is_for_it = arguments->encoding != NULL || isatty(fd);
    return is_for_it ? arguments->terminal : ENCODING_UTF_8;
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
    case OPTION_AMBIGUOUS:
        return set_ambiguous(out, value, problem);
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

static bool names(const struct arguments *arguments, const char *command) {
    return arguments->command != NULL && strcmp(arguments->command, command) == 0;
}

/* The options of the screen are known after the sub-commands that are screens. */
static bool is_after_command(const struct arguments *arguments) {
    return arguments->command != NULL && !names(arguments, "keytest") && !names(arguments, "hall");
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

void arguments_release(struct arguments *arguments) {
    buffer_release(&arguments->texts);
}

/* The words as UTF-8. All are written before any is pointed at: the buffer moves while it grows. */
static enum status convert_words(struct arguments *out, struct problem *problem) {
    native_set_encoding(out->terminal);
    if (out->terminal == ENCODING_UTF_8)
        return STATUS_OK;
    for (int i = 0; i < out->word_count; i++) {
        native_append_text(&out->texts, out->words[i]);
        buffer_append_char(&out->texts, '\0');
    }
    native_append_text(&out->texts, out->user != NULL ? out->user : "");
    if (out->texts.failed)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
    char *at = out->texts.data;
    for (int i = 0; i < out->word_count; i++) {
        out->words[i] = at;
        at += strlen(at) + 1;
    }
    if (out->user != NULL)
        out->user = at;
    return STATUS_OK;
}

enum status arguments_parse(int argc, char **argv, struct arguments *out, struct problem *problem) {
    *out = (struct arguments){.sync_fd = -1, .terminal = ENCODING_UTF_8, .terminal_from = ""};
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
    enum status status = set_terminal(out, problem);
    return status == STATUS_OK ? convert_words(out, problem) : status;
}

static bool is_screen(const struct arguments *arguments, const char *command) {
    return !arguments->shows_help && !arguments->shows_version && names(arguments, command) &&
           arguments->word_count == 0;
}

bool arguments_are_keytest(const struct arguments *arguments) {
    return is_screen(arguments, "keytest");
}

bool arguments_are_hall(const struct arguments *arguments) {
    return is_screen(arguments, "hall");
}

bool arguments_are_for_cli(const struct arguments *arguments) {
    if (arguments_are_keytest(arguments) || arguments_are_hall(arguments))
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
