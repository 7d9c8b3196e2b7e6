/* zwgk import: files into records, or a holiday notice into the calendar. Says every bad row. */
#include "cli/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "exchange/record_import.h"
#include "exchange/text_file.h"
#include "report/alike_text.h"
#include "report/calendar_text.h"
#include "store/columns.h"
#include "work/calendar_load.h"
#include "work/catalogue_shipped.h"
#include "work/opinion.h"
#include "work/source.h"

struct import_words {
    const char *kind, *path, *encoding, *rejects, *unit_kind, *into;
    bool is_dry_run, allows_duplicates, skips_duplicates, is_shipped;
    enum encoding given;
};

struct importer {
    struct cli *cli;
    const struct import_words *words;
    char delimiter;
    struct file_encoding how;  /* of the rejects */
    struct file_out rejects;   /* the heading and the bad rows as they came, each with why */
    enum status rejects_status; /* of writing them, and why not */
    struct problem rejects_problem;
};

static void reject(struct importer *importer, const struct table_row *row, const char *reason) {
    struct csv_line line;
    struct buffer text = BUFFER_INIT, cell = BUFFER_INIT;
    if (importer->rejects.file == NULL || importer->rejects_status != STATUS_OK)
        return;
    csv_line_begin(&line, &cell, importer->delimiter);
    csv_line_cell(&line, reason);
    buffer_append_bytes(&text, row->raw, row->raw_length);
    buffer_append_char(&text, importer->delimiter);
    buffer_append_bytes(&text, buffer_text(&cell), cell.length);
    buffer_append(&text, "\r\n");
    importer->rejects_status =
        file_out_write(&importer->rejects, &text, &importer->rejects_problem);
    buffer_release(&text);
    buffer_release(&cell);
}

static void take_heading(void *context, const struct table_row *row) {
    reject(context, row, _("未导入原因"));
}

void import_say_fault(struct cli *cli, int line, const struct import_fault *fault,
                      const char *sentence) {
    struct buffer text = BUFFER_INIT;
    struct problem where;
    bool has_heading = fault->column > 0 && fault->heading[0] != '\0';
    problem_set(&where, STATUS_INVALID, "",
                has_heading         ? N_("第 {line} 行第 {column} 栏（{heading}）：")
                : fault->column > 0 ? N_("第 {line} 行第 {column} 栏：")
                                    : N_("第 {line} 行："));
    problem_place_integer(&where, "line", line);
    problem_place_integer(&where, "column", fault->column);
    problem_place(&where, "heading", fault->heading);
    cli_append_problem(cli, &text, &where, "");
    buffer_append(&text, sentence);
    cli_say(cli, buffer_text(&text));
    buffer_release(&text);
}

static void take_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct importer *importer = context;
    struct buffer reasons = BUFFER_INIT;
    for (size_t i = 0; i < count; i++) {
        struct buffer sentence = BUFFER_INIT;
        cli_append_problem(importer->cli, &sentence, faults[i].problem, importer->words->kind);
        if (importer->words->rejects == NULL)
            import_say_fault(importer->cli, row->line, &faults[i], buffer_text(&sentence));
        buffer_append_format(&reasons, "%s%s", i > 0 ? _("；") : "", buffer_text(&sentence));
        buffer_release(&sentence);
    }
    reject(importer, row, buffer_text(&reasons));
    buffer_release(&reasons);
}

/* 第 3 行：可能重复：FK2026-00187 东门村…（相似 0.82，同电话） */
static void take_alike(void *context, const struct table_row *row, const struct alike_item *item,
                       int of_row, bool is_skipped) {
    struct importer *importer = context;
    struct buffer sentence = BUFFER_INIT;
    const struct import_fault whole = {.column = 0, .heading = "", .problem = NULL};
    if (of_row > 0) {
        struct problem said;
        problem_set(&said, STATUS_OK, "",
                    alike_is_same(item) ? N_("可能重复：本文件第 {row} 条数据")
                                        : N_("疑似：本文件第 {row} 条数据"));
        problem_place_integer(&said, "row", of_row);
        cli_append_problem(importer->cli, &sentence, &said, "feedback");
        buffer_append(&sentence, _("（"));
        alike_text_append_likeness(item, &sentence);
        buffer_append(&sentence, _("）"));
    } else {
        alike_text_append_line(&importer->cli->office, item, 0, &sentence);
    }
    buffer_append_format(&sentence, "%s%s", is_skipped ? _("，") : "", is_skipped ? _("没有导入") : "");
    import_say_fault(importer->cli, row->line, &whole, buffer_text(&sentence));
    buffer_release(&sentence);
}

/* In the file's own encoding where that has the words of our reasons too; else in UTF-8 with a mark. */
static enum status open_rejects(struct importer *importer, enum encoding encoding,
                                struct problem *problem) {
    importer->how.encoding = encoding == ENCODING_GB2312    ? ENCODING_GBK
                             : encoding == ENCODING_GB18030 ? encoding
                             : encoding == ENCODING_GBK     ? encoding
                                                            : ENCODING_AUTO;
    if (importer->words->rejects == NULL)
        return STATUS_OK;
    return file_out_open_as(&importer->rejects, importer->words->rejects, &importer->how,
                            importer->delimiter, problem);
}

/* They appear only when there are any. */
static enum status close_rejects(struct importer *importer, const struct import_result *result,
                                 struct problem *problem) {
    if (importer->rejects.file == NULL)
        return STATUS_OK;
    if (importer->rejects_status != STATUS_OK)
        *problem = importer->rejects_problem;
    else if (result->bad > 0)
        return file_out_commit(&importer->rejects, problem);
    file_out_abandon(&importer->rejects);
    return importer->rejects_status;
}

/* What a published catalogue does not say was filled in by default. */
static void say_incomplete(struct importer *importer, int64_t count) {
    struct problem said;
    problem_set(&said, STATUS_OK, "",
                N_("其中 {count} 条还要补充：标准目录没有的栏目按默认填写，备注里写着补什么"));
    problem_place_integer(&said, "count", count);
    cli_fail(importer->cli, &said, "");
}

static void say_alike(struct importer *importer, const struct import_result *result) {
    struct problem said;
    problem_set(&said, STATUS_OK, "",
                importer->words->skips_duplicates
                    ? N_("与已有的相近 {count} 行，其中可能重复的 {skipped} 行没有导入")
                    : N_("与已有的相近 {count} 行，都导入了；同一件事的请关联，不要的作废"));
    problem_place_integer(&said, "count", result->alike);
    problem_place_integer(&said, "skipped", result->skipped);
    cli_fail(importer->cli, &said, "");
}

static void say_result(struct importer *importer, const struct import_result *result) {
    const struct import_words *words = importer->words;
    bool has_rejects = result->bad > 0 && words->rejects != NULL;
    struct problem said;
    const char *message = N_("已导入 {good} 行");
    if (result->bad > 0 && !has_rejects)
        message = N_("{bad} 行有错，全部没有导入");
    else if (words->is_dry_run)
        message = has_rejects
                      ? N_("试导入：{good} 行可以导入；{bad} 行有错，已写入 {file}；没有存储")
                      : N_("试导入：{good} 行可以导入；没有存储");
    else if (has_rejects)
        message = N_("已导入 {good} 行；{bad} 行有错，已写入 {file}");
    problem_set(&said, STATUS_OK, "", message);
    problem_place_integer(&said, "good", result->good);
    problem_place_integer(&said, "bad", result->bad);
    problem_place(&said, "file", has_rejects ? words->rejects : "");
    cli_fail(importer->cli, &said, "");
}

/* The rejects are on the disk before the good rows are stored: else they could be lost between. */
static int finish(struct importer *importer, struct record_import *import,
                  const struct import_result *result) {
    struct problem problem = {0};
    const struct import_words *words = importer->words;
    bool is_refused = result->bad > 0 && words->rejects == NULL;
    enum status status = close_rejects(importer, result, &problem);
    if (status == STATUS_OK && !is_refused && !words->is_dry_run)
        status = record_import_commit(import, &problem);
    else
        record_import_abandon(import);
    if (status != STATUS_OK)
        return cli_fail(importer->cli, &problem, words->kind);
    say_result(importer, result);
    if (!is_refused && result->alike > 0)
        say_alike(importer, result);
    if (!is_refused && result->incomplete > 0)
        say_incomplete(importer, result->incomplete);
    return is_refused ? EXIT_BAD_DATA : EXIT_DONE;
}

/* The collection that opinions without one of their own belong to. */
static int find_into(struct cli *cli, const char *number, struct fields *preset) {
    struct record record = {0};
    struct problem problem = {0};
    int64_t id = 0;
    enum status status = store_find_number(cli->office.store, &cli->office.visible, number, &id,
                                           &problem);
    if (status == STATUS_OK)
        status = store_read(cli->office.store, &cli->office.visible, id, &record, &problem);
    if (status == STATUS_OK)
        status = opinion_check_collects(&record.fields, &problem);
    fields_set(preset, "consultation", number);
    record_release(&record);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &problem, "opinion");
}

static int import_records(struct cli *cli, const struct import_words *words) {
    struct fields preset = FIELDS_INIT;
    struct importer importer = {.cli = cli, .words = words};
    struct table_file file;
    struct problem problem = {0};
    struct record_import *import = NULL;
    struct import_result result;
    int found = words->into != NULL ? find_into(cli, words->into, &preset) : EXIT_DONE;
    if (found != EXIT_DONE) {
        fields_release(&preset);
        return found;
    }
    const struct text_choice choice = {
        words->given, source_usual_encoding(&cli->office, words->kind, words->path)};
    if (table_file_load_as(&file, words->path, &choice, &problem) != STATUS_OK) {
        fields_release(&preset);
        return cli_fail(cli, &problem, words->kind);
    }
    importer.delimiter = file.delimiter;
    const struct import_request request = {
        .kind = words->kind,
        .file = &file,
        .allows_duplicates = words->allows_duplicates,
        .skips_alike = words->skips_duplicates,
        .preset = &preset,
        .context = &importer,
        .heading = take_heading,
        .bad_row = take_bad_row,
        .alike = take_alike,
    };
    enum status status = open_rejects(&importer, file.encoding, &problem);
    if (status == STATUS_OK)
        status =
            record_import_run(&cli->office, &cli->files, &request, &import, &result, &problem);
    int code = status == STATUS_OK ? finish(&importer, import, &result)
                                   : cli_fail(cli, &problem, words->kind);
    file_out_abandon(&importer.rejects);
    import_say_encoding(cli, &file, words->is_dry_run);
    if (code == EXIT_DONE && words->given != ENCODING_AUTO && !words->is_dry_run &&
        source_remember_encoding(&cli->office, words->kind, words->path, words->given, &problem) !=
            STATUS_OK)
        cli_fail(cli, &problem, ""); /* said; the records are stored all the same */
    table_file_release(&file);
    fields_release(&preset);
    return code;
}

static enum status preview_calendar(struct cli *cli, const struct buffer *file,
                                    struct problem *problem) {
    struct buffer page = BUFFER_INIT, plain = BUFFER_INIT;
    enum status status =
        calendar_text_append_preview(&cli->office, buffer_text(file), file->length, &page, problem);
    if (status == STATUS_OK) {
        cli_append_plain(&plain, buffer_text(&page));
        cli_write(cli, &plain);
    }
    buffer_release(&page);
    buffer_release(&plain);
    return status;
}

static int import_calendar(struct cli *cli, const struct import_words *words) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    int moved = 0;
    enum status status = text_file_read(words->path, words->given, &text, &problem);
    if (status == STATUS_OK && words->is_dry_run) {
        status = preview_calendar(cli, &text, &problem);
    } else if (status == STATUS_OK) {
        status =
            office_load_calendar(&cli->office, buffer_text(&text), text.length, &moved, &problem);
    }
    buffer_release(&text);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, STATUS_OK, "",
                words->is_dry_run ? N_("日历没有错，没有存储")
                                  : N_("日历已载入，{count} 件在办的期限随之改变"));
    problem_place_integer(&problem, "count", moved);
    return cli_fail(cli, &problem, "");
}

/* zwgk import catalogue --shipped: the catalogue that comes with the program. */
static int import_shipped(struct cli *cli, const struct import_words *words) {
    struct problems *problems = calloc(1, sizeof *problems);
    struct problem said;
    size_t added = 0;
    if (problems == NULL)
        return EXIT_FAILED;
    enum status status =
        catalogue_load_shipped(&cli->office, words->unit_kind != NULL ? words->unit_kind : "",
                               words->is_dry_run, &added, problems);
    if (status != STATUS_OK) {
        int code = cli_fail_all(cli, problems, "catalogue");
        free(problems);
        return code;
    }
    free(problems);
    problem_set(&said, STATUS_OK, "",
                words->is_dry_run
                    ? N_("试载入：目录里还没有的 {count} 条可以载入；没有存储")
                    : N_("已载入 {count} 条；公开主体、分管领导、责任人请在 11 定责任"));
    problem_place_integer(&said, "count", (int64_t)added);
    return cli_fail(cli, &said, "");
}

/* The code of a kind of unit given by code or label; false after saying that there is none. */
static bool find_unit_kind(struct cli *cli, struct import_words *words) {
    const struct code_rows *rows = office_codes(&cli->office, "unit_kind");
    for (size_t i = 0; words->unit_kind != NULL && i < rows->count; i++) {
        if (strcmp(rows->items[i].code, words->unit_kind) == 0 ||
            strcmp(rows->items[i].label, words->unit_kind) == 0) {
            words->unit_kind = rows->items[i].code;
            return true;
        }
    }
    if (words->unit_kind != NULL)
        cli_usage(cli, N_("没有“{kind}”这一类单位"), "kind", words->unit_kind);
    return words->unit_kind == NULL;
}

static int run_shipped(struct cli *cli, struct import_words *given, int operands) {
    if (strcmp(given->kind, "catalogue") != 0 || operands != 1 || given->rejects != NULL ||
        given->encoding != NULL || given->allows_duplicates || given->into != NULL)
        return cli_usage(cli, N_("--shipped 只用在 import catalogue，不写文件"), NULL, NULL);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    return find_unit_kind(cli, given) ? import_shipped(cli, given) : EXIT_USAGE;
}

int import_run(struct cli *cli, int count, char **words) {
    struct import_words given = {.given = ENCODING_AUTO};
    const struct option options[] = {
        {"--encoding", &given.encoding, NULL},
        {"--rejects", &given.rejects, NULL},
        {"--dry-run", NULL, &given.is_dry_run},
        {"--allow-duplicates", NULL, &given.allows_duplicates},
        {"--skip-duplicates", NULL, &given.skips_duplicates},
        {"--shipped", NULL, &given.is_shipped},
        {"--unit-kind", &given.unit_kind, NULL},
        {"--into", &given.into, NULL},
        {NULL, NULL, NULL},
    };
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    given.kind = words[0];
    if (given.is_shipped && operands > 0)
        return run_shipped(cli, &given, operands);
    if (operands != 2 || given.unit_kind != NULL)
        return cli_usage(cli, N_("请写明导入哪一种记录和哪个文件"), NULL, NULL);
    given.path = cli_path(cli, words[1]);
    given.rejects = cli_path(cli, given.rejects);
    if (given.skips_duplicates && strcmp(given.kind, "feedback") != 0)
        return cli_usage(cli, N_("--skip-duplicates 只用在 import feedback"), NULL, NULL);
    bool is_calendar = strcmp(given.kind, "calendar") == 0;
    bool is_line = strcmp(given.kind, "line") == 0;
    if (is_line && given.into == NULL)
        return cli_usage(cli, N_("明细这样导入：import line 文件 --into 公开信息的编号"), NULL, NULL);
    if (!is_line && given.into != NULL && strcmp(given.kind, "opinion") != 0)
        return cli_usage(cli, N_("--into 只用在 import line 和 import opinion"), NULL, NULL);
    if (is_line && (given.rejects != NULL || given.allows_duplicates))
        return cli_usage(cli, N_("{option} 不能用在明细上"), "option",
                         given.rejects != NULL ? "--rejects" : "--allow-duplicates");
    if (!is_calendar && !is_line && record_kind_find(given.kind) == NULL)
        return cli_usage(cli, N_("没有“{kind}”这一种记录"), "kind", given.kind);
    if (given.encoding != NULL && !encoding_from_name(given.encoding, &given.given))
        return cli_usage(cli, N_("不认识编码“{encoding}”"), "encoding", given.encoding);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    if (is_line)
        return import_lines(cli, given.path, given.given, given.into, given.is_dry_run);
    return is_calendar ? import_calendar(cli, &given) : import_records(cli, &given);
}
