/* The standard catalogue as it is published, in GB18030: two rows of headings, √, ■ and □, merged cells; and the
 * same table written again. Mission N1, R1, C1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/file_out.h"
#include "exchange/record_import.h"
#include "exchange/standard_catalogue.h"
#include "exchange/text_file.h"
#include "form/scr_files.h"
#include "work/flow.h"
#include "work/visible.h"

struct test {
    struct office office;
    struct scr_source files;
    char folder[32], database[64], path[64];
    int headings;
    char faults[2000]; /* line:column:heading:sentence, a line each */
    struct import_result result;
    struct problem problem;
};

static int found_office(void **state) {
    struct test *t = calloc(1, sizeof *t);
    struct clock clock = CLOCK_INIT;
    t->files = scr_files_source();
    snprintf(t->folder, sizeof t->folder, "/tmp/zwgk-standard-XXXXXX");
    assert_non_null(mkdtemp(t->folder));
    assert_int_equal(clock_set(&clock, "2026-11-20T09:00", NULL), STATUS_OK);
    snprintf(t->database, sizeof t->database, "%s/office.db", t->folder);
    snprintf(t->path, sizeof t->path, "%s/catalogue.csv", t->folder);
    struct office_founding founding = {
        .path = t->database, .name = "青石镇", .mode = "test", .now = clock.fixed_utc};
    assert_int_equal(office_found(&t->office, &founding, &t->problem), STATUS_OK);
    *state = t;
    return 0;
}

static int remove_office(void **state) {
    struct test *t = *state;
    char command[80];
    office_close(&t->office);
    snprintf(command, sizeof command, "rm -rf '%s'", t->folder);
    assert_int_equal(system(command), 0);
    free(t);
    return 0;
}

static void tell_heading(void *context, const struct table_row *row) {
    struct test *t = context;
    (void)row;
    t->headings++;
}

static void tell_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct test *t = context;
    for (size_t i = 0; i < count; i++) {
        struct buffer sentence = BUFFER_INIT;
        size_t length = strlen(t->faults);
        problem_format(faults[i].problem, faults[i].problem->message, NULL, &sentence);
        snprintf(t->faults + length, sizeof t->faults - length, "%d:%d:%s:%s\n", row->line,
                 faults[i].column, faults[i].heading, buffer_text(&sentence));
        buffer_release(&sentence);
    }
}

/* Writes the text in GB18030 and imports the file, its encoding found out. */
static enum status import_text(struct test *t, const char *text) {
    static const struct file_encoding gb18030 = {.encoding = ENCODING_GB18030};
    struct file_out out;
    struct buffer copy = BUFFER_INIT;
    struct table_file file;
    struct record_import *import = NULL;
    buffer_append(&copy, text);
    assert_int_equal(file_out_open_as(&out, t->path, &gb18030, '\0', NULL), STATUS_OK);
    assert_int_equal(file_out_write(&out, &copy, NULL), STATUS_OK);
    assert_int_equal(file_out_commit(&out, NULL), STATUS_OK);
    buffer_release(&copy);
    assert_int_equal(table_file_load(&file, t->path, ENCODING_AUTO, &t->problem), STATUS_OK);
    assert_int_equal(file.encoding, ENCODING_GB18030);
    t->headings = 0;
    t->faults[0] = '\0';
    const struct import_request request = {.kind = "catalogue",
                                           .file = &file,
                                           .context = t,
                                           .heading = tell_heading,
                                           .bad_row = tell_bad_row};
    enum status status =
        record_import_run(&t->office, &t->files, &request, &import, &t->result, &t->problem);
    if (status == STATUS_OK && t->result.bad == 0)
        status = record_import_commit(import, &t->problem);
    else if (status == STATUS_OK)
        record_import_abandon(import);
    table_file_release(&file);
    return status;
}

static void must_say(struct test *t, const char *words) {
    if (strstr(t->faults, words) == NULL)
        fail_msg("“%s” is not in\n%s", words, t->faults);
}

/* A column of the entry of that title. */
static const char *value(struct test *t, const char *title, const char *column) {
    static char text[6][1200];
    static int next;
    struct visible all = visible_to_rules();
    struct record record = {0};
    int64_t id = 0;
    next = (next + 1) % 6;
    if (store_find_title(t->office.store, &all, "catalogue", title, &id, NULL) != STATUS_OK)
        fail_msg("no entry %s", title);
    assert_int_equal(store_read(t->office.store, &all, id, &record, NULL), STATUS_OK);
    snprintf(text[next], sizeof text[next], "%s", fields_text(&record.fields, column));
    record_release(&record);
    return text[next];
}

#define HEADINGS                                                                                                                      \
    "序号,公开事项,,\"公开内容\n（要素）\",公开依据,公开时限,公开主体,公开渠道和载体,公开对象,," \
    "公开方式,,公开层级,\n"                                                                                                   \
    ",一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡、村级\n"

static const char table[] =
    "青石镇社会救助领域基层政务公开标准目录,,,,,,,,,,,,,\n" HEADINGS
    "1,最低生活保障,最低生活保障对象名单公示,\"●保障对象姓名；\n●家庭人口；䶮𠮷\",社会救助暂行办法,"
    "公示7个工作日，批准后10个工作日内公开,乡镇人民政府,"
    "\"■社区/企事业单位/村公示栏（电子屏） □政府网站\n□精准推送 □其他____\",,√ 村民,√,,,√\n"
    "2,,审批信息,对象、金额,社会救助暂行办法,制定或获取信息之日起１０个工作日内,民政办,"
    "■政府网站 ■入户/现场,√,,√,,√,√\n"
    "3,特困供养,政策法规文件,文件全文,条例,长期公开,民政办,政府网站、纸质载体,√,,,√,,\n"
    ",,,,,,,,,,,,,\n";

static void a_published_table(void **state) {
    struct test *t = *state;
    struct fields unit = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0;
    fields_set(&unit, "title", "民政办");
    assert_int_equal(flow_register(&t->office, "unit", &unit, false, &id, &problems), STATUS_OK);
    fields_release(&unit);
    if (import_text(t, table) != STATUS_OK || t->result.bad > 0)
        fail_msg("%s %s", t->problem.message ? t->problem.message : "", t->faults);
    assert_int_equal(t->headings, 3); /* its name, and two rows */
    assert_int_equal(t->result.good, 3);
    assert_int_equal(t->result.incomplete, 3);
    const char *list = "最低生活保障对象名单公示";
    assert_string_equal(value(t, list, "field"), "最低生活保障");
    assert_string_equal(value(t, list, "content"), "●保障对象姓名；\n●家庭人口；䶮𠮷");
    assert_string_equal(value(t, list, "channels"), "board");
    assert_string_equal(value(t, list, "channels_optional"), "website push other");
    assert_string_equal(value(t, list, "audience"), "specific");
    assert_string_equal(value(t, list, "audience_text"), "村民");
    assert_string_equal(value(t, list, "way"), "proactive");
    assert_string_equal(value(t, list, "level"), "township village");
    assert_string_equal(value(t, list, "limit_unit"), "workday");
    assert_string_equal(value(t, list, "limit_amount"), "10"); /* how long it is up is no limit */
    assert_string_equal(value(t, list, "note"),
                        "人财物案、权力类别、时效类型待补；公开主体：乡镇人民政府");
    assert_string_equal(value(t, "审批信息", "field"), "最低生活保障"); /* merged downwards */
    assert_string_equal(value(t, "审批信息", "channels"), "website on_site");
    assert_string_equal(value(t, "审批信息", "audience"), "all");
    assert_string_equal(value(t, "审批信息", "level"), "county township village");
    assert_true(atoi(value(t, "审批信息", "unit")) > 0);
    assert_string_equal(value(t, "政策法规文件", "field"), "特困供养");
    assert_string_equal(value(t, "政策法规文件", "channels"), "website paper_media");
    assert_string_equal(value(t, "政策法规文件", "way"), "on_request");
    assert_string_equal(value(t, "政策法规文件", "limit_amount"), "20");
    assert_non_null(strstr(value(t, "政策法规文件", "note"), "时限待核"));
}

/* What the published table does not say comes from the shipped entry of the same title. */
static void a_known_title_is_complete(void **state) {
    struct test *t = *state;
    struct catalogue_shipped shipped = {0};
    struct buffer text = BUFFER_INIT;
    assert_int_equal(catalogue_shipped_read(&shipped, NULL), STATUS_OK);
    const struct fields *entry = NULL;
    for (size_t i = 0; i < shipped.count && entry == NULL; i++)
        if (strcmp(fields_text(&shipped.entries[i], "timing"), "periodic") == 0)
            entry = &shipped.entries[i];
    assert_non_null(entry);
    buffer_append(&text, HEADINGS);
    buffer_append_format(&text, "1,甲,%s,内容,依据,%s,,■政府网站,√,,√,,,√\n",
                         fields_text(entry, "title"), fields_text(entry, "limit_text"));
    assert_int_equal(import_text(t, buffer_text(&text)), STATUS_OK);
    assert_int_equal(t->result.good, 1);
    assert_int_equal(t->result.incomplete, 0);
    const char *title = fields_text(entry, "title");
    assert_string_equal(value(t, title, "timing"), "periodic");
    assert_string_equal(value(t, title, "cycle"), fields_text(entry, "cycle"));
    assert_string_equal(value(t, title, "affair"), fields_text(entry, "affair"));
    assert_string_equal(value(t, title, "subject"), fields_text(entry, "subject"));
    assert_string_equal(value(t, title, "note"), "");
    buffer_release(&text);
    catalogue_shipped_release(&shipped);
}

static void bad_rows_are_named_with_their_column(void **state) {
    struct test *t = *state;
    assert_int_equal(import_text(t, HEADINGS
                                 "1,甲,事项一,,,20个工作日内,,■政府网站 □横幅,√,,√,,,√\n"
                                 "2,,事项二,,,20个工作日内,,■政府网站,对,,√,√,,大概\n"
                                 "3,,事项三,,,20个工作日内,,■政府网站,√,,√,,,√\n"
                                 "4,,事项三,,,20个工作日内,,■政府网站,√,,√,,,√\n"
                                 "5,,,有内容,,,,,,,,,,\n"
                                 "6,乙,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                                 "一二三四五六七八九十多,,,,,,,,,,,\n"
                                 "7,,事项七,,,,,,,,,,,,多出来的\n"),
                     STATUS_OK);
    assert_int_equal(t->result.good, 1);
    must_say(t, "4:8:公开渠道和载体:不认识渠道“横幅”");
    must_say(t, "5:9:全社会:应填 √ 或空着，不是“对”");
    must_say(t, "5:12:依申请:主动和依申请只能标一个");
    must_say(t, "5:14:乡/村级:应填 √ 或空着，不是“大概”");
    must_say(t, "7:3:二级事项:“事项三”与本文件第 3 条数据重复");
    must_say(t, "9:3:二级事项:title太长");
    must_say(t, "10:15::第 15 栏没有表头，却有内容“多出来的”");
}

static void bad_headings_stop_it(void **state) {
    struct test *t = *state;
    assert_int_equal(import_text(t, "序号,公开事项,公开渠道和载体\n,一级事项,\n1,甲,■政府网站\n"),
                     STATUS_INVALID);
    assert_non_null(strstr(t->problem.message, "没有“二级事项”"));
    assert_int_equal(
        import_text(t, "序号,公开事项,,公开渠道和载体,公开心得\n,一级事项,二级事项,,\n"),
        STATUS_INVALID);
    assert_int_equal(t->problem.column, 5);
    assert_int_equal(import_text(t, "公开事项,,公开渠道和载体\n二级事项,二级事项,\n"),
                     STATUS_INVALID);
    assert_non_null(strstr(t->problem.message, "与前面的一栏重复"));
}

/* One row of headings will do, and our own columns too. */
static void other_shapes(void **state) {
    struct test *t = *state;
    assert_int_equal(
        import_text(t, "一级事项\t二级事项\t公开渠道\t主动公开\n甲\t事项一\t■两微一端\t√\n"),
        STATUS_OK);
    assert_string_equal(value(t, "事项一", "channels"), "weibo_wechat");
    assert_int_equal(
        import_text(t, "公开事项,一级事项,人财物案,power,公开范围,时效类型,周期,公开时限,法定时限\n"
                       "事项二,甲,财,决策权,社会,定期,每季度,每季首月20日前,是\n"),
        STATUS_OK);
    assert_string_equal(value(t, "事项二", "limit_fixed"), "quarter");
    assert_string_equal(value(t, "事项二", "limit_statutory"), "1");
    assert_int_equal(t->result.incomplete, 0);
}

static void read_whole(const char *path, struct buffer *out) {
    assert_int_equal(text_file_read(path, ENCODING_AUTO, out, NULL), STATUS_OK);
}

/* The shipped catalogue, written, read into another office and written again: the same bytes. */
static void what_is_written_is_read_again(void **state) {
    struct test *t = *state;
    struct problems problems = {0};
    struct buffer first = BUFFER_INIT, second = BUFFER_INIT;
    void *other = NULL;
    size_t added = 0;
    int64_t count = 0;
    assert_int_equal(catalogue_load_shipped(&t->office, "", false, &added, &problems), STATUS_OK);
    assert_int_equal(
        standard_catalogue_export(&t->office, t->path, false, &(struct file_encoding){0}, &count, &t->problem),
        STATUS_OK);
    assert_int_equal(count, added);
    read_whole(t->path, &first);
    assert_non_null(strstr(buffer_text(&first), "序号,公开事项,,公开内容（要素）"));
    found_office(&other);
    struct test *o = other;
    const char *text = buffer_text(&first);
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (import_text(o, text) != STATUS_OK || o->result.bad > 0)
        fail_msg("%s", o->faults);
    assert_int_equal(o->result.good, added);
    assert_int_equal(o->result.incomplete, 0);
    assert_int_equal(
        standard_catalogue_export(&o->office, o->path, false, &(struct file_encoding){0}, &count, &o->problem),
        STATUS_OK);
    read_whole(o->path, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    buffer_release(&first);
    buffer_release(&second);
    remove_office(&other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_published_table, found_office, remove_office),
        cmocka_unit_test_setup_teardown(a_known_title_is_complete, found_office, remove_office),
        cmocka_unit_test_setup_teardown(bad_rows_are_named_with_their_column, found_office,
                                        remove_office),
        cmocka_unit_test_setup_teardown(bad_headings_stop_it, found_office, remove_office),
        cmocka_unit_test_setup_teardown(other_shapes, found_office, remove_office),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_again, found_office, remove_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
