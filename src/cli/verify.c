/* zwgk verify: everything checked, from the first save on. Needs no user: it tells nobody what a record says. */
#include "cli/command.h"

#include <stdio.h>
#include <unistd.h>

#include "base/language.h"
#include "work/verify.h"

enum { FAULTS_SAID = 50 };

struct checking {
    struct cli *cli;
    int64_t said;
};

static void say_line(struct cli *cli, const struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    cli_append_problem(cli, &text, problem, "");
    buffer_append_char(&text, '\n');
    cli_write(cli, &text);
    buffer_release(&text);
}

static void fault(void *context, const struct problem *problem) {
    struct checking *checking = context;
    if (checking->said++ < FAULTS_SAID)
        say_line(checking->cli, problem);
}

/* One line, written over itself; nothing where nobody looks. */
static void show_progress(struct cli *cli, const struct verify_seen *seen) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "\r\033[K%s", _(verify_part_label(seen->part)));
    if (seen->all > 0)
        buffer_append_format(&text, " %lld%%", (long long)(seen->done * 100 / seen->all));
    if (isatty(STDERR_FILENO) && cli->error_encoding == ENCODING_UTF_8)
        fputs(seen->part == VERIFY_DONE ? "\r\033[K" : buffer_text(&text), stderr);
    buffer_release(&text);
}

static int say_results(struct checking *checking, const struct verify_seen *seen, bool asked) {
    struct problem line;
    int code = EXIT_DONE;
    if (checking->said > FAULTS_SAID) {
        problem_set(&line, STATUS_CORRUPT, "", N_("……还有 {count} 处不符"));
        problem_place_integer(&line, "count", checking->said - FAULTS_SAID);
        say_line(checking->cli, &line);
    }
    for (int i = 0; verify_result(&checking->cli->office, seen, asked, i, &line); i++) {
        say_line(checking->cli, &line);
        if (line.status == STATUS_CORRUPT)
            code = cli_exit_code(STATUS_CORRUPT);
    }
    return code;
}

static int check(struct cli *cli, const char *since) {
    struct checking checking = {.cli = cli};
    struct problem problem = {0};
    struct verify *verify = NULL;
    enum status status = verify_begin(&cli->office, since, fault, &checking, &verify, &problem);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    const struct verify_seen *seen = store_verify_seen(verify);
    while (status == STATUS_OK && seen->part != VERIFY_DONE) {
        show_progress(cli, seen);
        status = store_verify_step(verify, &problem);
    }
    show_progress(cli, seen);
    int code = status == STATUS_OK ? say_results(&checking, seen, since != NULL)
                                   : cli_fail(cli, &problem, "");
    store_verify_end(verify);
    return code;
}

int verify_run(struct cli *cli, int count, char **words) {
    const char *since = NULL;
    const struct option options[] = {{"--since", &since, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    /* The head's groups may stand apart. */
    struct buffer head = BUFFER_INIT;
    for (int i = 0; since != NULL && i <= operands; i++)
        buffer_append_format(&head, "%s ", i == 0 ? since : words[i - 1]);
    int code = since == NULL && operands > 0
                   ? cli_usage(cli, N_("多余的“{word}”"), "word", words[0])
                   : cli_open(cli);
    if (code == EXIT_DONE)
        code = check(cli, since == NULL ? NULL : buffer_text(&head));
    buffer_release(&head);
    return code;
}
