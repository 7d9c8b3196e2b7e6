/* opinions FOLDER: two thousand opinions in GB18030 imported, grouped, decided on by one template, and counted, in an
 * office of its own in FOLDER; the form's like opinions too. Prints a line each; exit status 1 when all together take
 * longer than five seconds. opinions DATABASE COUNT: a collection of so many in a demonstration office, for its list. */
#include "base/encoding.h"
#include "bench/figures.h"
#include "exchange/record_import.h"
#include "form/scr_files.h"
#include "work/consultation.h"
#include "work/flow.h"
#include "work/import.h"
#include "work/opinion.h"
#include "work/save.h"
#include "work/user.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPINIONS = 2000, BUDGET_MS = 5000 };

static const char *const wishes[] = {
    "搬到镇西太远，老人赶集不方便，希望保留镇口的小市场，或者安排逢集日的接送车。",
    "希望把摊位怎样分配、租金怎样收取写清楚，并且在公开栏公布，接受群众监督。",
    "新市场的厕所、停车场和排水要先建好再搬，不要像上次那样一下雨就漫水。",
    "镇口的消防通道被摊位占了多年，支持搬迁，但请给原来的经营户留出优先选择的机会。",
    "逢集日车多人多，请在路口安排人指挥，并且把农用车和三轮车的停放地点分开。",
    "建议旧市场收回以后改成停车场，收费要低，附近住户晚上能够免费停放。",
    "低保户和残疾人的摊位应该减免租金，具体办法请村里开会讨论以后再定。",
    "家里没有人会骑车，希望班车增加到新市场的站点，早上六点以前要有第一班。",
};
enum { WISHES = sizeof wishes / sizeof wishes[0] };

static void require(bool is_true, const char *what, const struct problem *problem) {
    if (is_true)
        return;
    fprintf(stderr, "%s: %s\n", what, problem && problem->message ? problem->message : "");
    exit(2);
}

static struct office found(const char *folder) {
    char path[300];
    struct office office;
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/opinions.db", folder);
    remove(path);
    const struct office_founding founding = {
        .path = path, .name = "青石镇", .admin = "bench", .mode = "test", .now = -1};
    require(office_found(&office, &founding, &problem) == STATUS_OK, "an office", &problem);
    return office;
}

/* Collecting, as if its notice hung. */
static int64_t collect(struct office *office) {
    struct visible all = visible_to_rules();
    struct fields values = FIELDS_INIT, changes = FIELDS_INIT;
    struct record record = {0};
    struct problems problems = {0};
    struct save save;
    char today[DATE_BYTES];
    int64_t id = 0;
    fields_set(&values, "title", "量测用的征集");
    fields_set(&values, "kind", "general");
    require(flow_register(office, "consultation", &values, false, &id, &problems) == STATUS_OK,
            "a collection", &problems.items[0]);
    fields_set(&changes, "close_on", date_to_iso(office_today(office) + 10, today));
    require(save_begin(office, &save, NULL) == STATUS_OK &&
                store_read(office->store, &all, id, &record, NULL) == STATUS_OK &&
                save_change(&save, &record, &changes, "collecting", "edit", "", NULL) ==
                    STATUS_OK &&
                save_commit(&save, NULL) == STATUS_OK,
            "collecting", NULL);
    record_release(&record);
    fields_release(&values);
    fields_release(&changes);
    return id;
}

/* Two thousand people, each with a wish and a half. */
static void write_file(const char *path) {
    struct buffer text = BUFFER_INIT, bytes = BUFFER_INIT;
    struct problem problem = {0};
    buffer_append(&text, "方式,姓名,地址,电话,内容,收到日期\n");
    for (int i = 0; i < OPINIONS; i++)
        buffer_append_format(&text, "信函,村民%04d,东门村%d组,139%08d,%s%.*s,t\n", i, i % 9 + 1, i,
                             wishes[i % WISHES], 3 * (i / WISHES % 20),
                             wishes[(i / WISHES + 3) % WISHES]);
    require(encoding_from_utf8(ENCODING_GB18030, buffer_text(&text), text.length, &bytes,
                               &problem) == STATUS_OK,
            "GB18030", &problem);
    FILE *file = fopen(path, "wb");
    require(file && fwrite(bytes.data, 1, bytes.length, file) == bytes.length && !fclose(file),
            "the file", NULL);
    buffer_release(&text);
    buffer_release(&bytes);
}

static void take_heading(void *context, const struct table_row *row) {
    (void)context;
    (void)row;
}

static void take_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    (void)context;
    (void)count;
    fprintf(stderr, "%d: %s\n", row->line, faults[0].problem->message);
}

static void import_all(struct office *office, const char *path, int64_t consultation) {
    struct table_file file;
    struct problem problem = {0};
    struct record_import *import = NULL;
    struct import_result result;
    struct fields preset = FIELDS_INIT;
    struct scr_source files = scr_files_source();
    fields_set_integer(&preset, "consultation", consultation);
    require(table_file_load(&file, path, ENCODING_AUTO, &problem) == STATUS_OK, "read", &problem);
    const struct import_request request = {.kind = "opinion",
                                           .file = &file,
                                           .preset = &preset,
                                           .heading = take_heading,
                                           .bad_row = take_bad_row};
    require(record_import_run(office, &files, &request, &import, &result, &problem) == STATUS_OK &&
                result.good == OPINIONS,
            "import", &problem);
    require(record_import_commit(import, &problem) == STATUS_OK, "commit", &problem);
    table_file_release(&file);
    fields_release(&preset);
}

static void decide_groups(struct office *office, const struct opinion_groups *groups) {
    struct fields arguments = FIELDS_INIT;
    struct problems problems = {0};
    fields_set(&arguments, "reason", "方案已经县里批准，接送车另行安排。");
    fields_set(&arguments, "reply", "{姓名}：您对{条款}的意见（{编号}）已于{日期}研究，感谢参与。");
    require(flow_do(office, "decline", groups->ids, groups->starts[groups->count], 0, &arguments,
                    &problems) == STATUS_OK,
            "decide", &problems.items[0]);
    fields_release(&arguments);
}

static double lap(double *since, const char *name) {
    double now = milliseconds_now(), took = now - *since;
    printf("%-44s %10.3f s\n", name, took / 1000);
    *since = now;
    return took;
}

static int fill(const char *path, long count) {
    struct office office;
    struct problem problem = {0};
    struct import *import = NULL;
    char text[200], number[24], iso[DATE_BYTES];
    require(office_open(&office, path, &problem) == STATUS_OK &&
                office_set_now(&office, "2026-11-20T09:00", &problem) == STATUS_OK &&
                user_enter_as(&office, ROLE_CLERK, &problem) == STATUS_OK,
            path, &problem);
    int64_t consultation = collect(&office), id = 0;
    snprintf(number, sizeof number, "%lld", (long long)consultation);
    require(import_begin(&office, "opinion", &import, &problem) == STATUS_OK, "begin", &problem);
    for (long i = 0; i < count; i++) {
        struct fields values = FIELDS_INIT;
        struct problems problems = {0};
        snprintf(text, sizeof text, "%s%ld", wishes[i % WISHES], i);
        fields_set(&values, "consultation", number);
        fields_set(&values, "way", "letter");
        fields_set(&values, "body", text);
        fields_set(&values, "received_on",
                   date_to_iso(office_today(&office) - (day_number)(i % 30), iso));
        require(import_row(import, &values, false, &id, &problems) == STATUS_OK, "row",
                &problems.items[0]);
        fields_release(&values);
    }
    require(import_commit(import, &problem) == STATUS_OK, "commit", &problem);
    office_close(&office);
    return 0;
}

int main(int argc, char **argv) {
    char path[300];
    struct opinion_groups groups = {0};
    struct opinion_counts counts = {0};
    static struct opinion_likes likes;
    struct problem problem = {0};
    if (argc == 3)
        return fill(argv[1], strtol(argv[2], NULL, 10));
    if (argc != 2)
        return 2;
    struct office office = found(argv[1]);
    int64_t consultation = collect(&office);
    snprintf(path, sizeof path, "%s/opinions.csv", argv[1]);
    write_file(path);
    double since = milliseconds_now(), all = 0;
    import_all(&office, path, consultation);
    all += lap(&since, "2,000 opinions imported (GB18030)");
    require(opinion_group(&office, consultation, &groups, &problem) == STATUS_OK &&
                groups.starts[groups.count] == OPINIONS,
            "groups", &problem);
    all += lap(&since, "grouped");
    require(opinion_like(&office, groups.ids[0], &likes, &problem) == STATUS_OK && likes.count > 0,
            "like one", &problem);
    lap(&since, "like one of them (a form)");
    decide_groups(&office, &groups);
    all += lap(&since, "decided by one template");
    struct visible visible = office.visible;
    require(opinion_counts_read(&office, &visible, consultation, &counts, &problem) == STATUS_OK &&
                counts.total[OPINIONS_DECLINED] == OPINIONS,
            "figures", &problem);
    all += lap(&since, "counted for the summary");
    printf("%-44s %10.3f s  budget %d.0  %s\n", "all together", all / 1000, BUDGET_MS / 1000,
           all <= BUDGET_MS ? "ok" : "OVER");
    opinion_groups_release(&groups);
    opinion_counts_release(&counts);
    office_close(&office);
    remove(path);
    return all <= BUDGET_MS ? 0 : 1;
}
