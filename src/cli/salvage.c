/* zwgk salvage: what can still be read of a damaged database, into a new one, and two lists of what could not, beside it.
 * Never writes to the damaged file. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/language.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "report/kind_labels.h"
#include "store/columns.h"
#include "work/salvage.h"

struct report {
    struct cli *cli;
    struct salvage salvage;
    struct kind_labels labels;
    struct buffer text, table;
};

/* ---- words --------------------------------------------------------------------------------------- */

static const char *loss_words(enum salvage_loss loss) {
    static const char *const words[SALVAGE_LOSSES] = {
        [SALVAGE_RECORD_LOST] = N_("丢失，只留空白的一件"),
        [SALVAGE_DETAIL_LOST] = N_("内容丢失，只有标题和期限"),
        [SALVAGE_RECORD_OLDER] = N_("最后的改动丢失，是以前的样子"),
        [SALVAGE_RECORD_CHANGED] = N_("读出来了，与审计不符，请对照纸质件"),
        [SALVAGE_RECORD_UNPROVEN] = N_("读出来了，审计丢失，没法证明没变"),
        [SALVAGE_SIDE_CHANGED] = N_("经过、旧版本或封存内容与审计不符"),
        [SALVAGE_RECORD_GAP] = N_("整件丢失（按内部号）"),
        [SALVAGE_NUMBER_GAP] = N_("整件丢失（按编号：从这一号到末尾几号）"),
        [SALVAGE_AUDIT_GAP] = N_("审计丢失"),
        [SALVAGE_AUDIT_CHANGED] = N_("审计被损坏"),
        [SALVAGE_STEP_GAP] = N_("办理经过丢失"),
        [SALVAGE_ROW_REFUSED] = N_("这一行坏了，没有取"),
        [SALVAGE_REFERENCE_CUT] = N_("指向的记录不存在，已留空"),
    };
    return _(words[loss]);
}

static const char *what_is(struct report *report, const struct salvage_item *item) {
    const struct record_kind *kind =
        item->kind[0] != '\0' ? record_kind_find(item->kind) : record_kind_find(item->table);
    return kind != NULL ? kind_labels_of(&report->labels, kind->kind) : item->table;
}

static void append_figure(struct report *report, const char *message, int64_t count) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", message);
    problem_place_integer(&problem, "count", count);
    cli_append_problem(report->cli, &report->text, &problem, "");
    buffer_append_char(&report->text, '\n');
}

/* ---- the lists ----------------------------------------------------------------------------------- */

static void append_item(struct report *report, const struct salvage_item *item) {
    char id[32] = "", to[32] = "";
    struct csv_line line;
    if (item->id > 0)
        snprintf(id, sizeof id, "%" PRId64, item->id);
    if (item->to > item->id)
        snprintf(to, sizeof to, "%" PRId64, item->to);
    buffer_append_format(&report->text, "  %s%s%s%s%s %s\n", item->number,
                         item->number[0] != '\0' ? " " : "", id, to[0] != '\0' ? "-" : "", to,
                         item->title);
    csv_line_begin(&line, &report->table, ',');
    csv_line_cell(&line, loss_words(item->loss));
    csv_line_cell(&line, item->table);
    csv_line_cell(&line, what_is(report, item));
    csv_line_cell(&line, item->number);
    csv_line_cell(&line, id);
    csv_line_cell(&line, to);
    csv_line_cell(&line, item->title);
    csv_line_end(&line);
}

static void append_losses(struct report *report) {
    const struct salvage *salvage = &report->salvage;
    for (int loss = 0; loss < SALVAGE_LOSSES; loss++) {
        if (salvage->losses[loss] == 0)
            continue;
        buffer_append_format(&report->text, "\n%s %" PRId64 "\n",
                             loss_words((enum salvage_loss)loss), salvage->losses[loss]);
        const char *last = "";
        for (size_t i = 0; i < salvage->count; i++) {
            const struct salvage_item *item = &salvage->items[i];
            if ((int)item->loss != loss)
                continue;
            const char *what = what_is(report, item);
            if (strcmp(what, last) != 0)
                buffer_append_format(&report->text, " %s\n", what);
            last = what;
            append_item(report, item);
        }
    }
}

static void append_tables(struct report *report) {
    const struct salvage *salvage = &report->salvage;
    buffer_append_format(&report->text, "\n%s\n", _("各表取出的行数："));
    for (size_t i = 0; i < salvage->table_count; i++)
        if (salvage->tables[i].rows > 0)
            buffer_append_format(&report->text, "  %-20s %" PRId64 "\n", salvage->tables[i].name,
                                 salvage->tables[i].rows);
}

static void append_sum(struct report *report) {
    const struct salvage *salvage = &report->salvage;
    append_figure(report, N_("文件共 {count} 页"), salvage->pages);
    append_figure(report, N_("读不出的 {count} 页"), salvage->damaged_pages);
    append_figure(report, N_("与校验和不符、仍读了的 {count} 页"), salvage->wrong_pages);
    append_figure(report, N_("没有目录、靠内容认出的 {count} 页"), salvage->stray_pages);
    append_figure(report, N_("认不出是哪张表的 {count} 页"), salvage->unplaced_pages);
    append_figure(report, N_("取出 {count} 行"), salvage->rows);
    append_figure(report, N_("其中记录 {count} 件"), salvage->records);
    append_figure(report, N_("与审计相符的 {count} 件"), salvage->proven);
}

static void write_report(struct report *report, const char *damaged) {
    struct csv_line line;
    static const char *const headings[] = {N_("情形"),   N_("表"), N_("种类"), N_("编号"),
                                           N_("内部号"), N_("到"), N_("标题")};
    csv_line_begin(&line, &report->table, ',');
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        csv_line_cell(&line, _(headings[i]));
    csv_line_end(&line);
    buffer_append_format(&report->text, "%s %s\n\n", _("损坏的数据库："), damaged);
    append_sum(report);
    append_losses(report);
    append_tables(report);
    buffer_append_format(&report->text, "\n%s\n", _("能读的都取了；列在上面的请对照纸质件。"));
}

static enum status save_text(const char *target, const char *ending, struct buffer *text,
                             char delimiter, struct problem *problem) {
    static const struct file_encoding usual = {0};
    struct file_out file;
    struct buffer path = BUFFER_INIT;
    buffer_append_format(&path, "%s%s", target, ending);
    if (path.failed || text->failed) {
        buffer_release(&path);
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    enum status status = file_out_open_as(&file, buffer_text(&path), &usual, delimiter, problem);
    if (status == STATUS_OK) {
        status = file_out_write(&file, text, problem);
        if (status == STATUS_OK)
            status = file_out_commit(&file, problem);
        else
            file_out_abandon(&file);
    }
    buffer_release(&path);
    return status;
}

/* What tells of another salvage is not written over. */
static enum status refuse_lists(const char *target, struct problem *problem) {
    static const char *const endings[] = {".lost.txt", ".lost.csv"};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && status == STATUS_OK; i++) {
        struct stat about;
        struct buffer path = BUFFER_INIT;
        buffer_append_format(&path, "%s%s", target, endings[i]);
        if (!path.failed && lstat(buffer_text(&path), &about) == 0) {
            status = problem_set(problem, STATUS_INVALID, "",
                                 N_("{path} 已经有了，没有改动它；请换一个文件名"));
            problem_place(problem, "path", buffer_text(&path));
        }
        buffer_release(&path);
    }
    return status;
}

/* ---- the command --------------------------------------------------------------------------------- */

static void say_sum(struct report *report, const char *target) {
    struct problem problem = {0};
    struct buffer out = BUFFER_INIT;
    const struct salvage *salvage = &report->salvage;
    int64_t lost = salvage->losses[SALVAGE_RECORD_LOST] + salvage->losses[SALVAGE_DETAIL_LOST];
    problem_set(&problem, STATUS_OK, "",
                N_("抢救出 {rows} 行、{records} 件记录（{proven} 件与审计相符），丢失 {lost} 件"));
    problem_place_integer(&problem, "rows", salvage->rows);
    problem_place_integer(&problem, "records", salvage->records);
    problem_place_integer(&problem, "proven", salvage->proven);
    problem_place_integer(&problem, "lost", lost);
    cli_append_problem(report->cli, &out, &problem, "");
    buffer_append_char(&out, '\n');
    problem_set(&problem, STATUS_OK, "",
                N_("新数据库 {path}；丢了什么见 {path}.lost.txt 和 {path}.lost.csv"));
    problem_place(&problem, "path", target);
    cli_append_problem(report->cli, &out, &problem, "");
    buffer_append_char(&out, '\n');
    cli_write(report->cli, &out);
    buffer_release(&out);
}

/* What could be read is there, and what could not is in no list. */
static void say_unlisted(struct cli *cli, const char *target) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_IO, "",
                N_("新数据库 {path} 已写好，丢失清单没有写成；要清单，请另写一个文件名再抢救一次"));
    problem_place(&problem, "path", target);
    cli_fail(cli, &problem, "");
}

static int salvage_to(struct cli *cli, const char *damaged, const char *target) {
    struct report report = {.cli = cli, .labels = {.files = &cli->files}};
    struct problem problem = {0};
    enum status status = refuse_lists(target, &problem);
    if (status == STATUS_OK)
        status = office_salvage(damaged, target, &report.salvage, &problem);
    bool is_salvaged = status == STATUS_OK;
    if (is_salvaged) {
        write_report(&report, damaged);
        status = save_text(target, ".lost.txt", &report.text, '\0', &problem);
    }
    if (status == STATUS_OK)
        status = save_text(target, ".lost.csv", &report.table, ',', &problem);
    int code = EXIT_DONE;
    if (status != STATUS_OK) {
        code = cli_fail(cli, &problem, "");
        if (is_salvaged)
            say_unlisted(cli, target);
        if (status == STATUS_NOT_FOUND)
            code = EXIT_FAILED;
    } else {
        say_sum(&report, target);
    }
    salvage_release(&report.salvage);
    kind_labels_release(&report.labels);
    buffer_release(&report.text);
    buffer_release(&report.table);
    return code;
}

int salvage_command(struct cli *cli, int count, char **words) {
    const char *target = NULL;
    const struct option options[] = {{"--to", &target, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明抢救哪个文件"), NULL, NULL);
    if (target == NULL)
        return cli_usage(cli, N_("请用 --to 写明新数据库的文件名"), NULL, NULL);
    return salvage_to(cli, cli_path(cli, words[0]), cli_path(cli, target));
}
