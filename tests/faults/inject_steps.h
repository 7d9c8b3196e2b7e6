/* What users do, as steps: each one saves once, or only reads and leaves what it read in run->output. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_STEPS_H
#define ZWGK_TESTS_FAULTS_INJECT_STEPS_H

#include "work/publish_fixture.h"

#include "exchange/record_export.h"
#include "exchange/record_import.h"
#include "form/scr_files.h"
#include "report/figures.h"
#include "report/timeliness_text.h"
#include "store/internal.h"
#include "work/search.h"

#define PASSWORD "青石镇𠮷祥如意平安"
enum { STEPS_MOST = 6, SLIPS = 5 };

struct run {
    struct fixture f; /* the office that works under faults */
    const char *template_path, *csv;
    int64_t registered, assigned, reviewer; /* records of the template */
    int64_t ids[STEPS_MOST];                /* made by the steps */
    struct scr_source files;
    struct buffer output;
    struct problems problems;
};

static void say(struct run *run, const struct problem *problem) {
    problems_add(&run->problems, problem);
}

static enum status out_of_memory(struct run *run) {
    struct problem problem;
    enum status status = problem_set(&problem, STATUS_NO_MEMORY, "", "测试程序内存不足");
    say(run, &problem);
    return status;
}

/* The test's own values take memory too, before the program is asked. */
static enum status new_record(struct run *run, const char *kind, int64_t *id, ...) {
    struct fields values = FIELDS_INIT;
    int64_t made = 0;
    va_list list;
    va_start(list, id);
    fill(&values, list);
    va_end(list);
    enum status status = values.failed ? out_of_memory(run)
                                       : flow_register(&run->f.office, kind, &values, false, &made,
                                                       &run->problems);
    fields_release(&values);
    if (status == STATUS_OK && *id != 0)
        assert_true(*id == made);
    if (status == STATUS_OK)
        *id = made;
    return status;
}

static enum status command(struct run *run, const char *name, int64_t id, ...) {
    struct fields arguments = FIELDS_INIT;
    va_list list;
    va_start(list, id);
    fill(&arguments, list);
    va_end(list);
    enum status status = arguments.failed
                             ? out_of_memory(run)
                             : flow_do(&run->f.office, name, &id, 1, NULL, &arguments, &run->problems);
    fields_release(&arguments);
    return status;
}

static enum status said_one(struct run *run, enum status status, const struct problem *problem) {
    if (status != STATUS_OK)
        say(run, problem);
    return status;
}

/* ---- steps ------------------------------------------------------------------------------------------ */

static enum status register_slip(struct run *run, int step) {
    return new_record(run, "feedback", &run->ids[0], "kind", "complain", "title",
                      "东门村三组䶮塘边路灯不亮", "body", "晚上老人走路看不见𠮷", "reporter", "张𠮷旺",
                      "contact", "13800000000", "received_on", "2026-11-19", "unit", "东门村", NULL);
}

static enum status edit_record(struct run *run, int step) {
    return command(run, "edit", run->registered, "title", "学校门口井盖缺失，夜里看不见", "body",
                   "已用锥桶围挡", NULL);
}

static enum status assign_record(struct run *run, int step) {
    return command(run, "assign", run->registered, "unit", "东门村", "note", "请三日内答复", NULL);
}

static enum status answer_record(struct run *run, int step) {
    return command(run, "reply", run->assigned, "reply", "１１月２３日已换灯，请您再看看", NULL);
}

static enum status open_box(struct run *run, int step) {
    static const char *const titles[SLIPS] = {"路灯不亮", "井盖缺失", "低保怎么办", "谢谢李主任",
                                              "建议加一班车"};
    char number[24];
    if (step == 0)
        return new_record(run, "opening", &run->ids[0], "box", "政府大院", "received_on",
                          "2026-11-20", "opener", "李春梅", "second_opener", "罗桂芳", "slips", "5",
                          NULL);
    snprintf(number, sizeof number, "%lld", (long long)run->ids[0]);
    return new_record(run, "feedback", &run->ids[step], "kind", "suggest", "title",
                      titles[step - 1], "opening", number, NULL);
}

static enum status disclose(struct run *run, int step) {
    struct fixture *f = &run->f;
    use_as(f, f->clerk, ROLE_CLERK);
    if (step == 0)
        return new_record(run, "disclosure", &run->ids[0], "catalogue", "村级重大事项", "title",
                          "东门村䶮塘清淤", "received_on", "2026-11-18", "element_process",
                          "村民代表会议定的", "element_discipline", "不得优亲厚友",
                          "element_result", "清淤３处", NULL);
    if (step == 1)
        return command(run, "submit", run->ids[0], NULL);
    if (step == 2) {
        use_as(f, run->reviewer, ROLE_REVIEWER);
        return command(run, "review", run->ids[0], "review_outcome", "public", NULL);
    }
    if (step == 3) {
        use_as(f, f->leader, ROLE_SUPERVISOR);
        return command(run, "approve", run->ids[0], NULL);
    }
    return command(run, "publish", run->ids[0], "board", "东门村公开栏", NULL);
}

static void note_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct run *run = context;
    for (size_t i = 0; i < count; i++)
        say(run, faults[i].problem);
}

static void pass_heading(void *context, const struct table_row *row) {
}

static enum status import_csv(struct run *run, int step) {
    struct table_file file;
    struct record_import *import = NULL;
    struct import_result result = {0};
    struct problem problem = {0};
    enum status status = table_file_load(&file, run->csv, ENCODING_UTF_8, &problem);
    if (status != STATUS_OK)
        return said_one(run, status, &problem);
    const struct import_request request = {.kind = "feedback",
                                           .file = &file,
                                           .context = run,
                                           .heading = pass_heading,
                                           .bad_row = note_bad_row};
    status = record_import_run(&run->f.office, &run->files, &request, &import, &result, &problem);
    if (status == STATUS_OK && result.bad == 0) {
        status = said_one(run, record_import_commit(import, &problem), &problem);
    } else if (status == STATUS_OK) {
        record_import_abandon(import);
        assert_true(run->problems.count > 0);
        status = run->problems.items[0].status;
    } else {
        status = said_one(run, status, &problem);
    }
    table_file_release(&file);
    return status;
}

static void keep_file(struct run *run, const char *path) {
    char bytes[4096];
    size_t length;
    FILE *file = __real_fopen(path, "rb");
    assert_non_null(file);
    while ((length = __real_fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append_bytes(&run->output, bytes, length);
    __real_fclose(file);
}

static unsigned pause_faults(void) {
    unsigned kinds = fault.kinds;
    fault.kinds = 0;
    return kinds;
}

static enum status export_as(struct run *run, enum export_format format, const char *name) {
    char path[400];
    int64_t count = 0;
    struct problem problem = {0};
    const struct export_request request = {.kind = "feedback", .path = path, .format = format};
    snprintf(path, sizeof path, "%s/%s", run->f.folder, name);
    enum status status =
        record_export(&run->f.office, &run->files, &request, &count, &problem);
    unsigned kinds = pause_faults();
    if (status == STATUS_OK)
        keep_file(run, path);
    else
        assert_true(access(path, F_OK) != 0 || strstr(sentence(&problem), name) != NULL);
    unlink(path);
    fault.kinds = kinds;
    return said_one(run, status, &problem);
}

static enum status export_csv(struct run *run, int step) {
    return step == 0 ? export_as(run, EXPORT_CSV, "反馈.csv")
                     : export_as(run, EXPORT_JSON, "反馈.json");
}

static enum status verify(struct run *run, int step) {
    struct problem problem = {0};
    int64_t rows = 0;
    enum status status = store_verify_audit(run->f.office.store, &rows, &problem);
    unsigned kinds = pause_faults();
    buffer_append_format(&run->output, "%lld\n", (long long)rows);
    fault.kinds = kinds;
    return said_one(run, status, &problem);
}

static enum status log_in(struct run *run, int step) {
    struct problem problem = {0};
    use_as(&run->f, 0, 0);
    enum status status = user_enter(&run->f.office, "lichunmei", PASSWORD, &problem);
    if (status == STATUS_OK)
        assert_int_equal(run->f.office.roles, ROLE_CLERK);
    else
        assert_true(run->f.office.user == 0 && run->f.office.roles == 0);
    return said_one(run, status, &problem);
}

/* As the command line and the screens end: what was shown may lack what could not be read. */
static enum status said_whole(struct run *run, enum status status, struct problem *problem) {
    if (status == STATUS_OK)
        status = store_take_missed(run->f.office.store, problem);
    return said_one(run, status, problem);
}

static enum status find(struct run *run, int step) {
    static const char *const texts[] = {"路灯", "zqw", "东门村 夜里"};
    struct problem problem = {0};
    struct search *search = NULL;
    const struct search_request request = {.text = texts[step]};
    enum status status = search_begin(&run->f.office, &request, &search, &problem);
    if (status == STATUS_OK)
        status = search_run(search, &problem);
    unsigned kinds = pause_faults();
    for (size_t i = 0; status == STATUS_OK && i < search_count(search); i++) {
        const struct search_hit *hit = search_hit(search, i);
        buffer_append_format(&run->output, "%s %s %s: %s\n", hit->number, hit->title, hit->field,
                             hit->snippet);
    }
    fault.kinds = kinds;
    search_free(search);
    return said_whole(run, status, &problem);
}

/* Every table of figures of the year. */
static enum status year_report(struct run *run, int step) {
    struct problem problem = {0};
    struct tally tally = {0};
    struct buffer text = BUFFER_INIT;
    day_number from = date_from_ymd(2026, 1, 1), to = date_from_ymd(2026, 12, 31);
    enum status status =
        tally_count(&run->f.office, TALLY_ANSWERS, from, to, &tally, &problem);
    if (status == STATUS_OK)
        timeliness_text_append(&run->f.office, &tally, &text);
    tally_release(&tally);
    for (const struct figure_report *report = figure_reports;
         status == STATUS_OK && report->name != NULL; report++) {
        struct figures figures = {0};
        status = report->fill(&run->f.office, from, to, &figures, &problem);
        if (status == STATUS_OK && !figures.failed)
            figures_append_text(&run->f.office, &figures, &text);
        text.failed = text.failed || figures.failed;
        figures_release(&figures);
    }
    if (status == STATUS_OK && text.failed) {
        buffer_release(&text);
        return out_of_memory(run);
    }
    unsigned kinds = pause_faults();
    buffer_append(&run->output, buffer_text(&text));
    fault.kinds = kinds;
    buffer_release(&text);
    return said_whole(run, status, &problem);
}

#endif
