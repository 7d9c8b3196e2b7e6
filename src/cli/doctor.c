/* zwgk doctor: what of the machine and of the database may hinder the work, a line each with what to do.
 * Works without a database; changes nothing in it. */
#include "cli/doctor.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "report/print.h"
#include "store/place.h"
#include "work/workday.h"

enum { NOVEMBER = 11, WORD_COLS = 5 };

void doctor_say(struct doctor *doctor, enum grade grade, const struct problem *problem) {
    const char *word = grade == GRADE_WELL   ? language_text("doctor", "正常")
                       : grade == GRADE_CARE ? language_text("doctor", "注意")
                                             : language_text("doctor", "错误");
    text_append_padded(&doctor->out, word, WORD_COLS);
    buffer_append_char(&doctor->out, ' ');
    cli_append_problem(doctor->cli, &doctor->out, problem, "");
    buffer_append_char(&doctor->out, '\n');
    doctor->care += grade == GRADE_CARE;
    doctor->wrong += grade == GRADE_WRONG;
}

void doctor_tell(struct doctor *doctor, enum grade grade, const char *message, const char *name,
                 const char *value) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", message);
    if (name != NULL)
        problem_place(&problem, name, value);
    doctor_say(doctor, grade, &problem);
}

void doctor_command(struct doctor *doctor, const char *action, const char *path, const char *rest) {
    struct buffer command = BUFFER_INIT, line = BUFFER_INIT;
    buffer_append_format(&command, "%s ", action);
    place_append_quoted(&command, path);
    buffer_append(&command, rest);
    text_append_safe(&line, buffer_text(&command), false);
    buffer_append_format(&doctor->out, "      %s\n", buffer_text(&line));
    buffer_release(&command);
    buffer_release(&line);
}

/* ---- the database opened ------------------------------------------------------------------------ */

static void tell_opened(struct doctor *doctor) {
    const struct store *store = doctor->cli->office.store;
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", N_("数据库打得开，结构版本 {version}（最新 {newest}）"));
    problem_place_integer(&problem, "version", store_schema_version(store));
    problem_place_integer(&problem, "newest", store_newest_schema());
    doctor_say(doctor, GRADE_WELL, &problem);
    if (store_is_damaged(store))
        doctor_tell_damage(doctor);
    else if (store_is_read_only(store))
        doctor_tell(doctor, GRADE_CARE,
                    N_("数据库只能看不能改：这个账号对文件或所在文件夹没有写权限，请系统管理员给"),
                    NULL, NULL);
}

static void check_chain(struct doctor *doctor) {
    struct problem problem = {0};
    int64_t rows = 0;
    struct store *store = doctor->cli->office.store;
    if (doctor->is_full && !store_is_damaged(store) &&
        store_check_pages(store, &problem) != STATUS_OK)
        doctor_tell_damage(doctor);
    if (!doctor->is_full) {
        doctor_tell(doctor, GRADE_WELL, N_("操作日志的链条没有校验；要校验请用 zwgk doctor --full"),
                    NULL, NULL);
        return;
    }
    if (store_verify_audit(doctor->cli->office.store, &rows, &problem) != STATUS_OK) {
        doctor_say(doctor, GRADE_WRONG, &problem);
        return;
    }
    problem_set(&problem, STATUS_OK, "", N_("操作日志 {rows} 条，前后相连，没有改动"));
    problem_place_integer(&problem, "rows", rows);
    doctor_say(doctor, GRADE_WELL, &problem);
}

static void check_search(struct doctor *doctor) {
    struct problem problem = {0};
    if (!doctor->is_full || store_is_read_only(doctor->cli->office.store))
        return;
    if (store_search_check(doctor->cli->office.store, &problem) != STATUS_OK)
        doctor_say(doctor, GRADE_WRONG, &problem);
    else
        doctor_tell(doctor, GRADE_WELL, N_("检索索引：前后相符"), NULL, NULL);
}

/* EXIT_DONE, or the exit code when --now is wrong, which is said. */
static int open_office(struct doctor *doctor) {
    struct cli *cli = doctor->cli;
    struct problem problem = {0};
    enum status status = office_open(&cli->office, cli->arguments->database, &problem);
    if (status != STATUS_OK) {
        if (status != STATUS_DENIED || doctor->wrong == 0) /* else the place has been told */
            doctor_say(doctor, GRADE_WRONG, &problem);
        return EXIT_DONE;
    }
    cli->has_office = true;
    if (cli->arguments->now != NULL &&
        office_set_now(&cli->office, cli->arguments->now, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    tell_opened(doctor);
    check_chain(doctor);
    check_search(doctor);
    doctor_check_office(doctor);
    return EXIT_DONE;
}

static int check_database(struct doctor *doctor) {
    const struct arguments *arguments = doctor->cli->arguments;
    const char *path = arguments->database;
    if (path[0] == '\0') {
        doctor_tell(doctor, GRADE_CARE, N_("不知道数据库在哪里：请用 --db 文件 指明"), NULL, NULL);
        return EXIT_DONE;
    }
    struct problem problem = {0};
    if (place_check_link(path, &problem) != STATUS_OK) {
        doctor_say(doctor, GRADE_WRONG, &problem);
        return EXIT_DONE;
    }
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        doctor_tell(doctor, arguments->database_is_given ? GRADE_WRONG : GRADE_CARE,
                    N_("没有数据库 {path}：打开 zwgk 建立，或用 --db 指明另一个"), "path", path);
        return EXIT_DONE;
    }
    doctor_check_file(doctor, path);
    return open_office(doctor);
}

/* ---- the calendar ------------------------------------------------------------------------------- */

static void no_day(void *context, day_number day, bool is_off, const char *name) {
    (void)context;
    (void)day;
    (void)is_off;
    (void)name;
}

static void append_year(void *context, int year, const char *notice) {
    (void)notice;
    buffer_append_format(context, " %d", year);
}

static void tell_missing_year(struct doctor *doctor, int year) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "",
                N_("{year} 年的节假日安排没有载入，期限暂按周六日推算；"
                   "国务院办公厅的通知公布后请用 zwgk import calendar 文件 载入"));
    problem_place_integer(&problem, "year", year);
    doctor_say(doctor, GRADE_CARE, &problem);
}

static void tell_years(struct doctor *doctor, const struct calendar *calendar, day_number today) {
    struct buffer years = BUFFER_INIT;
    int year = 0, month = 0, day = 0;
    date_to_ymd(today, &year, &month, &day);
    calendar_each(calendar, no_day, append_year, &years);
    if (years.length > 0)
        doctor_tell(doctor, GRADE_WELL, N_("已载入节假日安排：{years}"), "years",
                    buffer_text(&years) + 1);
    if (!calendar_has_year(calendar, year))
        tell_missing_year(doctor, year);
    if (month >= NOVEMBER && !calendar_has_year(calendar, year + 1))
        tell_missing_year(doctor, year + 1);
    buffer_release(&years);
}

static void check_calendar(struct doctor *doctor) {
    struct problem problem = {0};
    struct office *office = &doctor->cli->office;
    const struct clock clock = CLOCK_INIT;
    struct calendar *builtin = NULL;
    enum status status = STATUS_OK;
    if (doctor->cli->has_office) {
        status = office_calendar(office, &problem);
    } else {
        builtin = calendar_new();
        status = builtin != NULL ? calendar_add_builtin(builtin, &problem)
                                 : problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status != STATUS_OK)
        doctor_say(doctor, GRADE_WRONG, &problem);
    else if (builtin != NULL)
        tell_years(doctor, builtin, clock_today(&clock));
    else
        tell_years(doctor, office->calendar, office_today(office));
    calendar_free(builtin);
}

/* ---- the rest ----------------------------------------------------------------------------------- */

static void check_printer(struct doctor *doctor) {
    if (print_has_lp(&doctor->cli->office))
        doctor_tell(doctor, GRADE_WELL, N_("打印：有 lp"), NULL, NULL);
    else
        doctor_tell(doctor, GRADE_CARE,
                    N_("打印：没有 lp，不能直接打印；请装 cups-client，或先存成文件再打印"), NULL,
                    NULL);
}

/* Adds the folder that the screen comes from, once. */
static void append_folder(struct buffer *found, const char *screen) {
    struct buffer path = BUFFER_INIT, file = BUFFER_INIT;
    buffer_append_format(&path, "screens/%s.scr", screen);
    scr_files_append_found(&file, buffer_text(&path));
    char *slash = file.length > 0 ? strrchr(file.data, '/') : NULL;
    if (slash != NULL) {
        *slash = '\0';
        if (strstr(buffer_text(found), file.data) == NULL)
            buffer_append_format(found, "%s%s", found->length > 0 ? " " : "", file.data);
    }
    buffer_release(&path);
    buffer_release(&file);
}

static void check_screens(struct doctor *doctor) {
    struct buffer found = BUFFER_INIT;
    struct scr_names names = {0};
    struct problem problem = {0};
    if (scr_files_names(&names, &problem) != STATUS_OK) {
        doctor_say(doctor, GRADE_WRONG, &problem);
        return;
    }
    for (size_t i = 0; i < names.count; i++)
        append_folder(&found, names.items[i]);
    doctor_tell(doctor, GRADE_WELL,
                found.length > 0 ? N_("屏幕文件取自 {folder}；改过的请用 zwgk screens --check 检查")
                                 : N_("屏幕文件用程序自带的"),
                "folder", buffer_text(&found));
    buffer_release(&found);
    scr_names_release(&names);
}

static void tell_sum(struct doctor *doctor) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", N_("检查完毕：错误 {wrong} 处，注意 {care} 处"));
    problem_place_integer(&problem, "wrong", doctor->wrong);
    problem_place_integer(&problem, "care", doctor->care);
    cli_append_problem(doctor->cli, &doctor->out, &problem, "");
    buffer_append_char(&doctor->out, '\n');
}

int doctor_run(struct cli *cli, int count, char **words) {
    struct doctor doctor = {.cli = cli, .out = BUFFER_INIT};
    const struct option options[] = {{"--full", NULL, &doctor.is_full}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0)
        return cli_usage(cli, N_("多余的“{word}”"), "word", words[0]);
    doctor_check_terminal(&doctor);
    doctor_check_encodings(&doctor);
    int code = check_database(&doctor);
    if (code == EXIT_DONE) {
        check_calendar(&doctor);
        check_printer(&doctor);
        check_screens(&doctor);
        tell_sum(&doctor);
    }
    cli_write(cli, &doctor.out);
    buffer_release(&doctor.out);
    return code == EXIT_DONE && doctor.wrong > 0 ? EXIT_FAILED : code;
}

/* Without further words main opens the screen instead. */
int hall_run(struct cli *cli, int count, char **words) {
    return cli_usage(cli, N_("多余的“{word}”"), "word", count > 0 ? words[0] : "");
}

int keytest_run(struct cli *cli, int count, char **words) {
    return cli_usage(cli, N_("多余的“{word}”"), "word", count > 0 ? words[0] : "");
}
