/* Standard output and standard error: encodings, sentences for problems, exit codes. */
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/encoding_stream.h"
#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"

int cli_exit_code(enum status status) {
    switch (status) {
    case STATUS_OK:
        return EXIT_DONE;
    case STATUS_NOT_FOUND:
        return EXIT_NOT_THERE;
    case STATUS_CONFLICT:
    case STATUS_BUSY:
        return EXIT_BUSY;
    case STATUS_INVALID:
    case STATUS_CORRUPT:
        return EXIT_BAD_DATA;
    case STATUS_DENIED:
    case STATUS_IO:
    case STATUS_NO_MEMORY:
        break;
    }
    return EXIT_FAILED;
}

/* A character that a terminal lacks must not hide the rest: it is 〓 there. Into a file or a pipe it stops. */
static enum status convert(FILE *stream, enum encoding encoding, const struct buffer *text,
                           struct buffer *out) {
    struct encoder *encoder = NULL;
    bool is_for_eyes = stream == stderr || isatty(fileno(stream));
    enum status status =
        encoder_open(&encoder, encoding, is_for_eyes ? ENCODER_REPLACES : ENCODER_STOPS, NULL);
    if (status == STATUS_OK)
        status = encoder_feed(encoder, buffer_text(text), text->length, out, NULL);
    if (status == STATUS_OK)
        status = encoder_end(encoder, out, NULL);
    encoder_close(encoder);
    return status;
}

/* False when it could not be written; errno says why, 0 that the encoding has no such character. */
static bool write_to(FILE *stream, enum encoding encoding, const struct buffer *text) {
    struct buffer converted = BUFFER_INIT;
    const struct buffer *bytes = text;
    bool is_well = !text->failed;
    if (is_well && encoding != ENCODING_UTF_8 && encoding != ENCODING_AUTO) {
        errno = 0;
        is_well = convert(stream, encoding, text, &converted) == STATUS_OK;
        bytes = &converted;
    }
    is_well =
        is_well && !bytes->failed &&
        (bytes->length == 0 || fwrite(bytes->data, 1, bytes->length, stream) == bytes->length);
    buffer_release(&converted);
    return is_well;
}

static void say_output_failed(struct cli *cli, int error) {
    struct problem problem;
    problem_set(&problem, STATUS_IO, "",
                error == 0        ? N_("输出没有写完：终端的编码里没有这个字")
                : error == ENOSPC ? N_("输出没有写完：磁盘已满")
                                  : N_("输出没有写完：{reason}"));
    problem_place(&problem, "reason", strerror(error));
    cli_fail(cli, &problem, "");
}

void cli_write(struct cli *cli, struct buffer *text) {
    if (!cli->output_failed && !write_to(stdout, cli->encoding, text)) {
        int error = errno;
        cli->output_failed = true;
        say_output_failed(cli, error);
    }
    buffer_clear(text);
}

void cli_append_plain(struct buffer *out, const char *page) {
    struct buffer plain = BUFFER_INIT;
    for (; *page != '\0'; page++) {
        if (*page != '\001')
            buffer_append_char(&plain, *page);
    }
    text_append_safe(out, buffer_text(&plain), true);
    out->failed = out->failed || plain.failed;
    buffer_release(&plain);
}

/* Needs no memory; the English for a terminal that is not in UTF-8. */
static void say_no_memory(void) {
    fputs("内存不够，请关掉别的程序后再试 (out of memory)\n", stderr);
}

void cli_say(struct cli *cli, const char *text) {
    struct buffer line = BUFFER_INIT;
    text_append_safe(&line, text, true);
    buffer_append_char(&line, '\n');
    if (line.failed)
        say_no_memory();
    else if (!write_to(stderr, cli->error_encoding, &line)) /* this machine lacks the encoding */
        write_to(stderr, ENCODING_UTF_8, &line);
    buffer_release(&line);
}

static const char *label_of(struct cli *cli, const char *kind, const char *field,
                            struct scr_record **record) {
    if (field[0] == '\0' || kind[0] == '\0' || cli->files.read == NULL)
        return NULL;
    if (scr_record_load(&cli->files, kind, record, NULL) != STATUS_OK)
        return NULL;
    const struct scr_field *found = scr_record_field(*record, field);
    if (found == NULL && strcmp(field, "reason") == 0)
        return _("理由"); /* asked for by commands of kinds that keep it under another name */
    return found != NULL ? shown_label(kind, found) : NULL;
}

void cli_append_problem(struct cli *cli, struct buffer *out, const struct problem *problem,
                        const char *kind) {
    struct scr_record *record = NULL;
    language_append_problem(out, problem, label_of(cli, kind, problem->field, &record));
    scr_record_free(record);
}

int cli_fail(struct cli *cli, const struct problem *problem, const char *kind) {
    struct buffer text = BUFFER_INIT;
    cli_append_problem(cli, &text, problem, kind);
    if (text.failed)
        say_no_memory();
    else
        cli_say(cli, buffer_text(&text));
    buffer_release(&text);
    return cli_exit_code(problem->status);
}

int cli_fail_all(struct cli *cli, const struct problems *problems, const char *kind) {
    for (size_t i = 0; i < problems->count && i < PROBLEMS_MOST; i++)
        cli_fail(cli, &problems->items[i], kind);
    return problems->count > 0 ? cli_exit_code(problems->items[0].status) : EXIT_FAILED;
}

int cli_finish(struct cli *cli, int code) {
    errno = 0;
    if (!cli->output_failed && fflush(stdout) != 0) {
        say_output_failed(cli, errno);
        cli->output_failed = true;
    }
    return cli->output_failed ? EXIT_FAILED : code;
}
