/* zwgk import line FILE --into NUMBER: the file's rows become the detail lines of a disclosure, in place of those it
 * has, all or none. What an edit may not do, this may not either. */
#include "cli/import.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/lines_import.h"
#include "work/flow.h"
#include "work/source.h"
#include "work/subject.h"

struct into {
    int64_t id, ver;
    char captions[LINES_COLUMNS][SUBJECT_CAPTION_BYTES];
    const char *labels[LINES_COLUMNS];
};

static enum status read_record(struct cli *cli, const char *number, struct into *into,
                               struct problem *problem) {
    struct record record = {0};
    struct office *office = &cli->office;
    enum status status =
        store_find_number(office->store, &office->visible, number, &into->id, problem);
    if (status == STATUS_OK)
        status = store_read(office->store, &office->visible, into->id, &record, problem);
    if (status == STATUS_OK &&
        strcmp(fields_text(&record.fields, "record_kind"), "disclosure") != 0)
        status =
            problem_set(problem, STATUS_DENIED, "", N_("明细只能导入公开信息（编号是 GK 开头的）"));
    into->ver = record.ver;
    subject_captions(fields_text(&record.fields, "subject"), into->captions);
    for (int column = 0; column < LINES_COLUMNS; column++)
        into->labels[column] = into->captions[column];
    record_release(&record);
    return status;
}

/* The sentence itself begins with the line of the file and the column. */
static bool names_row(const struct problem *problem) {
    for (int i = 0; i < problem->place_count; i++)
        if (strcmp(problem->places[i].name, "row") == 0)
            return true;
    return false;
}

static void take_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct cli *cli = context;
    for (size_t i = 0; i < count; i++) {
        struct buffer sentence = BUFFER_INIT;
        cli_append_problem(cli, &sentence, faults[i].problem, "disclosure");
        if (names_row(faults[i].problem))
            cli_say(cli, buffer_text(&sentence));
        else
            import_say_fault(cli, row->line, &faults[i], buffer_text(&sentence));
        buffer_release(&sentence);
    }
}

static int store(struct cli *cli, const struct into *into, const struct lines *lines) {
    struct fields values = FIELDS_INIT;
    struct buffer stored = BUFFER_INIT;
    struct problems *problems = calloc(1, sizeof *problems);
    int code = EXIT_FAILED;
    lines_write(lines, &stored);
    fields_set(&values, "lines", buffer_text(&stored));
    if (problems != NULL && !stored.failed && !values.failed)
        code =
            flow_do(&cli->office, "edit", &into->id, 1, &into->ver, &values, problems) == STATUS_OK
                ? EXIT_DONE
                : cli_fail_all(cli, problems, "disclosure");
    free(problems);
    fields_release(&values);
    buffer_release(&stored);
    return code;
}

static int say(struct cli *cli, const char *message, const struct import_result *result,
               const char *number) {
    struct problem said;
    problem_set(&said, STATUS_OK, "", message);
    problem_place_integer(&said, "good", result->good);
    problem_place_integer(&said, "bad", result->bad);
    problem_place(&said, "number", number);
    return cli_fail(cli, &said, "");
}

static int take_lines(struct cli *cli, struct table_file *file, const char *number,
                      bool is_dry_run) {
    struct into into = {0};
    struct lines lines = {0};
    struct import_result result = {0};
    struct problem problem = {0};
    int code = EXIT_DONE;
    enum status status = read_record(cli, number, &into, &problem);
    const struct lines_request request = {
        .file = file, .captions = into.labels, .context = cli, .bad_row = take_bad_row};
    if (status == STATUS_OK)
        status = lines_import_read(&request, &lines, &result, &problem);
    if (status != STATUS_OK) {
        code = cli_fail(cli, &problem, "disclosure");
    } else if (result.bad > 0) {
        say(cli, N_("{bad} 行有错，全部没有导入"), &result, number);
        code = EXIT_BAD_DATA;
    } else if (is_dry_run) {
        code = say(cli, N_("试导入：{good} 行可以导入；没有存储"), &result, number);
    } else {
        code = store(cli, &into, &lines);
        if (code == EXIT_DONE)
            code = say(cli, N_("{number} 的明细现在是这 {good} 行"), &result, number);
    }
    lines_release(&lines);
    return code;
}

int import_lines(struct cli *cli, const char *path, enum encoding encoding, const char *number,
                 bool is_dry_run) {
    struct table_file file;
    struct problem problem = {0};
    const struct text_choice choice = {encoding,
                                       source_usual_encoding(&cli->office, "line", path)};
    if (table_file_load_as(&file, path, &choice, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    int code = take_lines(cli, &file, number, is_dry_run);
    import_say_encoding(cli, &file, is_dry_run);
    if (code == EXIT_DONE && encoding != ENCODING_AUTO && !is_dry_run &&
        source_remember_encoding(&cli->office, "line", path, encoding, &problem) != STATUS_OK)
        cli_fail(cli, &problem, ""); /* said; the lines are stored all the same */
    table_file_release(&file);
    return code;
}
