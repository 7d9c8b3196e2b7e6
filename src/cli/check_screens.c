/* zwgk screens --check: every screen file in every language against the schema, the rules and the smallest
 * terminal. Reads no office's data. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/language.h"
#include "base/text.h"
#include "form/scr_check.h"
#include "report/shown.h"
#include "store/columns.h"
#include "store/store.h"
#include "work/flow.h"
#include "work/visible.h"

static bool has_column(void *context, const char *kind, const char *name) {
    (void)context;
    return column_find(kind, name) != NULL;
}

/* A row of the flow table, or one of those that only show something: they have a word, but no row. */
static bool has_command(void *context, const char *kind, const char *command) {
    (void)context;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        bool is_kind = strcmp(t->kind, kind) == 0 || strcmp(t->kind, "*") == 0;
        if (is_kind && strcmp(t->command, command) == 0)
            return true;
    }
    return strcmp(flow_command_label(command), command) != 0;
}

static bool has_list(void *context, const char *list) {
    char path[96];
    (void)context;
    snprintf(path, sizeof path, "data/codes/%s.tsv", list);
    return embedded_find(path) != NULL;
}

static bool has_kind(void *context, const char *kind) {
    (void)context;
    return record_kind_find(kind) != NULL;
}

static bool has_role(void *context, const char *role) {
    (void)context;
    return role_set_from_text(role) != 0;
}

static int heading_cols(void *context, const struct scr *scr, const char *column) {
    const char *heading = shown_heading(scr->record, scr_field_find(scr, column), column);
    (void)context;
    return heading ? text_width(heading) : 0;
}

enum { CODES = 100 };

struct checking {
    struct cli *cli;
    struct store *store;
    char owners[CODES][64]; /* by its two digits, the screen that has them; "" none yet */
    int mistakes;
};

static void say(struct checking *checking, const struct problem *problem) {
    checking->mistakes++;
    cli_fail(checking->cli, problem, "");
}

static void say_about(struct checking *checking, const struct scr *scr, int line,
                      const char *message, const char *text) {
    struct problem problem;
    char file[96];
    problem_set(&problem, STATUS_INVALID, "", message);
    snprintf(file, sizeof file, "screens/%s.scr", scr->name);
    problem_place(&problem, "file", file);
    problem_place_integer(&problem, "line", line);
    problem_place(&problem, "text", text);
    say(checking, &problem);
}

/* Computed when a row is shown: in no view. */
static bool is_computed(const char *column) {
    static const char *const computed[] = {"days_left", "light",       "charged",
                                           "advice",    "days_paused", "waited_days"};
    for (size_t i = 0; i < sizeof computed / sizeof *computed; i++) {
        if (strcmp(computed[i], column) == 0)
            return true;
    }
    return false;
}

static void check_columns(struct checking *checking, const struct scr *scr) {
    struct page page = {0};
    const struct visible visible = visible_to_rules();
    const struct page_start start = {0};
    for (size_t i = 0; i < scr->column_count; i++) {
        const char *name = scr->columns[i].name;
        const struct page_request request = {
            .view = scr->view, .columns = &name, .column_count = 1, .order = "number"};
        if (is_computed(name))
            continue;
        if (store_page(checking->store, &visible, &request, &start, 1, &page, NULL) != STATUS_OK)
            say_about(checking, scr, scr->view_line,
                      N_("{file} 第 {line} 行：视图里没有“{text}”这一栏"), name);
    }
    page_release(&page);
}

static void check_orders(struct checking *checking, const struct scr *scr) {
    for (size_t i = 0; i < scr->order_count; i++) {
        bool plan_is_bad = false;
        if (store_check_order(checking->store, scr->view, scr->orders[i], &plan_is_bad, NULL) !=
            STATUS_OK)
            say_about(checking, scr, scr->orders_line,
                      N_("{file} 第 {line} 行：不能按“{text}”排序"), scr->orders[i]);
        else if (plan_is_bad)
            say_about(checking, scr, scr->orders_line,
                      N_("{file} 第 {line} 行：按“{text}”排序没有索引可用，会很慢"),
                      scr->orders[i]);
    }
}

static void check_view(struct checking *checking, const struct scr *scr) {
    int64_t count = 0;
    const struct visible visible = visible_to_rules();
    const struct page_request request = {.view = scr->view, .order = "number"};
    if (store_count(checking->store, &visible, &request, NULL, &count, NULL) != STATUS_OK) {
        say_about(checking, scr, scr->view_line, N_("{file} 第 {line} 行：没有视图“{text}”"),
                  scr->view);
        return;
    }
    check_columns(checking, scr);
    check_orders(checking, scr);
}

/* What is wrong in Chinese already is not said again for every other language. */
static const struct scr_world world = {
    .translate = language_text,
    .has_column = has_column,
    .has_command = has_command,
    .has_list = has_list,
    .has_kind = has_kind,
    .heading_cols = heading_cols,
    .has_role = has_role,
};

/* Of two screens with one code only one could be reached. */
static void check_code(struct checking *checking, const struct scr *scr) {
    struct problem problem;
    char file[96], other[96];
    if (scr->code[0] == '\0')
        return;
    char *owner = checking->owners[(scr->code[0] - '0') * 10 + scr->code[1] - '0'];
    if (owner[0] == '\0') {
        snprintf(owner, sizeof checking->owners[0], "%s", scr->name);
        return;
    }
    problem_set(&problem, STATUS_INVALID, "",
                N_("{file}：编号“{code}”已用于 {other}，两个画面不能用同一个编号"));
    snprintf(file, sizeof file, "screens/%s.scr", scr->name);
    snprintf(other, sizeof other, "screens/%s.scr", owner);
    problem_place(&problem, "file", file);
    problem_place(&problem, "code", scr->code);
    problem_place(&problem, "other", other);
    say(checking, &problem);
}

/* F1 on a screen that comes with the program finds its page, in both languages. An office's own needs none. */
static void check_help(struct checking *checking, const char *name) {
    static const char *const endings[] = {"", ".en"};
    struct problem problem = {0};
    char file[96];
    snprintf(file, sizeof file, "screens/%s.scr", name);
    for (size_t i = 0; embedded_find(file) != NULL && i < sizeof endings / sizeof *endings; i++) {
        char page[96];
        snprintf(page, sizeof page, "data/help/%s%s.txt", name, endings[i]);
        if (embedded_find(page) != NULL)
            continue;
        problem_set(&problem, STATUS_INVALID, "", N_("{file}：没有帮助 {page}"));
        problem_place(&problem, "file", file);
        problem_place(&problem, "page", page);
        say(checking, &problem);
    }
}

/* True when the screen binds and fits in Chinese: only then are other languages worth a word. */
static bool check_in_chinese(struct checking *checking, const char *name) {
    struct scr *scr = NULL;
    struct problem problem = {0};
    int before = checking->mistakes;
    if (scr_load(&checking->cli->files, name, &scr, &problem) != STATUS_OK) {
        say(checking, &problem);
        return false;
    }
    if (scr_check(scr, &world, &problem) != STATUS_OK)
        say(checking, &problem);
    check_code(checking, scr);
    check_help(checking, name);
    if (scr->view[0] != '\0')
        check_view(checking, scr);
    scr_free(scr);
    return checking->mistakes == before;
}

static void check_in_english(struct checking *checking, const char *name) {
    struct scr *scr = NULL;
    struct problem problem = {0};
    if (scr_load(&checking->cli->files, name, &scr, &problem) != STATUS_OK ||
        scr_check(scr, &world, &problem) != STATUS_OK)
        say(checking, &problem);
    scr_free(scr);
}

/* A field that no column keeps, and that the program does not compute, would lose what is typed. */
static void check_records(struct checking *checking) {
    for (const struct record_kind *kind = record_kinds; kind->kind != NULL; kind++) {
        struct scr_record *record = NULL;
        struct problem problem = {0};
        if (scr_record_load(&checking->cli->files, kind->kind, &record, &problem) != STATUS_OK) {
            say(checking, &problem);
            continue;
        }
        for (size_t i = 0; i < record->field_count; i++) {
            const struct scr_field *field = &record->fields[i];
            if (field->kind == FIELD_COMPUTED || column_find(kind->kind, field->name) != NULL)
                continue;
            char file[96];
            snprintf(file, sizeof file, "screens/record/%s.scr", kind->kind);
            problem_set(&problem, STATUS_INVALID, "",
                        N_("{file} 第 {line} 行：数据库里没有“{text}”这一栏"));
            problem_place(&problem, "file", file);
            problem_place_integer(&problem, "line", field->line);
            problem_place(&problem, "text", field->name);
            say(checking, &problem);
        }
        scr_record_free(record);
    }
}

static void check_all(struct checking *checking, const struct scr_names *names) {
    char folder[ARGUMENT_PATH_BYTES];
    locale_folder(folder);
    check_records(checking);
    for (size_t i = 0; i < names->count; i++) {
        language_set("zh_CN", folder);
        if (!check_in_chinese(checking, names->items[i]))
            continue;
        language_set("en", folder);
        check_in_english(checking, names->items[i]);
    }
    language_set(checking->cli->arguments->language, folder);
}

static int check(struct checking *checking) {
    struct scr_names names;
    struct problem problem = {0};
    if (scr_files_names(&names, &problem) != STATUS_OK)
        return cli_fail(checking->cli, &problem, "");
    check_all(checking, &names);
    struct problem said;
    problem_set(&said, STATUS_OK, "",
                checking->mistakes == 0 ? N_("{count} 个屏幕，中文和英文，80×24，没有错")
                                        : N_("{mistakes} 处错误"));
    problem_place_integer(&said, "count", (int64_t)names.count);
    problem_place_integer(&said, "mistakes", checking->mistakes);
    cli_fail(checking->cli, &said, "");
    scr_names_release(&names);
    return checking->mistakes == 0 ? EXIT_DONE : EXIT_BAD_DATA;
}

int screens_run_check(struct cli *cli, int count, char **words) {
    bool checks = false;
    const struct option options[] = {{"--check", NULL, &checks}, {NULL, NULL, NULL}};
    struct checking checking = {.cli = cli};
    struct problem problem = {0};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0 || !checks)
        return cli_usage(cli, N_("请写 zwgk screens --check"), NULL, NULL);
    if (store_create_in_memory(&checking.store, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    int code = check(&checking);
    store_close(checking.store);
    return code;
}
