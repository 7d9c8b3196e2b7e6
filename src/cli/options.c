/* The options of one sub-command. */
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/native.h"
#include "base/value.h"

static int say_usage(struct cli *cli, const struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    language_append_problem(&text, problem, NULL);
    buffer_append_format(&text, "\n%s zwgk %s %s", _("用法："), cli->command->name,
                         cli->command->usage);
    cli_say(cli, buffer_text(&text));
    buffer_release(&text);
    return EXIT_USAGE;
}

int cli_usage(struct cli *cli, const char *message, const char *name, const char *value) {
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, "", message);
    if (name != NULL)
        problem_place(&problem, name, value);
    return say_usage(cli, &problem);
}

static const struct option *find(const struct option *options, const char *word,
                                 const char **value) {
    for (; options->name != NULL; options++) {
        size_t length = strlen(options->name);
        if (strncmp(word, options->name, length) != 0)
            continue;
        *value = word[length] == '=' ? word + length + 1 : NULL;
        if (word[length] == '\0' || (word[length] == '=' && options->value != NULL))
            return options;
    }
    return NULL;
}

int options_read(struct cli *cli, int count, char **words, const struct option *options) {
    int operands = 0;
    bool have_ended = false;
    for (int i = 0; i < count; i++) {
        const char *value = NULL;
        if (have_ended || words[i][0] != '-' || words[i][1] == '\0') {
            words[operands++] = words[i];
            continue;
        }
        if (strcmp(words[i], "--") == 0) {
            have_ended = true;
            continue;
        }
        const struct option *option = find(options, words[i], &value);
        if (option == NULL) {
            cli_usage(cli, N_("没有选项 {option}"), "option", words[i]);
            return -1;
        }
        if (option->value == NULL) {
            *option->flag = true;
        } else if (value != NULL) {
            *option->value = value;
        } else if (i + 1 < count) {
            *option->value = words[++i];
        } else {
            cli_usage(cli, N_("选项 {option} 后面要有值"), "option", words[i]);
            return -1;
        }
    }
    return operands;
}

const char *cli_path(struct cli *cli, const char *word) {
    char *path = word != NULL ? native_path(word) : NULL;
    if (path == NULL || cli->path_count == sizeof cli->paths / sizeof *cli->paths) {
        free(path);
        return word;
    }
    cli->paths[cli->path_count++] = path;
    return path;
}

bool option_integer(struct cli *cli, const char *option, const char *text, int64_t low,
                    int64_t high, int64_t *out) {
    if (value_parse_integer(text, low, high, out, NULL) == STATUS_OK)
        return true;
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, "",
                N_("{option} 应为 {low} 到 {high} 的整数，不是“{text}”"));
    problem_place(&problem, "option", option);
    problem_place_integer(&problem, "low", low);
    problem_place_integer(&problem, "high", high);
    problem_place(&problem, "text", text);
    say_usage(cli, &problem);
    return false;
}
