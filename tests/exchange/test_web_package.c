/* The package for the county's site: only what everybody may read and what was approved, every text harmless, nothing
 * personal; whole or not at all. Mission F8. */
#include "work/publish_fixture.h"

#include <dirent.h>
#include <sys/stat.h>

#include "exchange/table_file.h"
#include "exchange/web_package.h"
#include "work/save.h"

static struct boards b;
static char package_folder[400];

static int setup(void **state) {
    struct fixture *f;
    if (office_fixture_setup(state) != 0)
        return 1;
    f = *state;
    b = make_boards(f);
    make_entry(f);
    use_as(f, f->clerk, ROLE_CLERK);
    snprintf(package_folder, sizeof package_folder, "%s/包", f->folder);
    return 0;
}

static enum status pack(struct fixture *f, struct web_result *result, struct problem *problem) {
    const struct web_package package = {date_from_iso("2026-11-01"), date_from_iso("2026-11-30"),
                                        package_folder};
    return web_package_write(&f->office, &package, result, problem);
}

static struct web_result must_pack(struct fixture *f) {
    struct web_result result;
    struct problem problem = {0};
    if (pack(f, &result, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return result;
}

/* A file of the package; "" when there is none. */
static const char *file(const char *name) {
    static struct buffer text = BUFFER_INIT;
    char path[500];
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/%s", package_folder, name);
    buffer_clear(&text);
    return file_read(path, &text, &problem) == STATUS_OK ? buffer_text(&text) : "";
}

static void must_have(const char *name, const char *text) {
    if (strstr(file(name), text) == NULL)
        fail_msg("%s lacks %s:\n%s", name, text, file(name));
}

static void must_lack(const char *name, const char *text) {
    if (strstr(file(name), text) != NULL)
        fail_msg("%s has %s", name, text);
}

static const char *page_of(struct fixture *f, int64_t id, const char *ending) {
    static char name[64];
    snprintf(name, sizeof name, "%s%s", column(f, id, "number"), ending);
    return name;
}

static int64_t published(struct fixture *f, const char *title, ...) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    va_list list;
    fields_set(&values, "catalogue", "村级重大事项");
    fields_set(&values, "title", title);
    fields_set(&values, "received_on", "2026-11-18");
    fields_set(&values, "element_process", "村民代表会议定的");
    fields_set(&values, "element_discipline", "不得优亲厚友");
    fields_set(&values, "element_result", "清淤３处");
    va_start(list, title);
    fill(&values, list);
    va_end(list);
    last = (struct problems){0};
    if (flow_register(&f->office, "disclosure", &values, false, &id, &last) != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    fields_release(&values);
    approve(f, id);
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    return id;
}

static void hostile_texts_are_harmless(void **state) {
    struct fixture *f = *state;
    int64_t script = published(f, "<script>alert(1)</script>&\"'", "element_result",
                               "<img src=x onerror=alert(1)>\n第二行", NULL);
    int64_t formula = published(f, "=cmd|' /C calc'!A0", NULL);
    int64_t rare = published(f, "𠮷家䶮塘清淤", NULL);
    struct web_result result = must_pack(f);
    assert_int_equal(result.count, 3);
    assert_int_equal(result.left_out, 0);
    must_have(page_of(f, script, ".html"),
              "<h1>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;</h1>");
    must_have(page_of(f, script, ".html"), "&lt;img src=x onerror=alert(1)&gt;<br>\n第二行");
    must_lack(page_of(f, script, ".html"), "<script");
    must_lack(page_of(f, script, ".html"), "<img");
    must_lack("index.html", "<script");
    must_have("index.html", "&lt;script&gt;alert(1)");
    must_have("index.html", page_of(f, rare, ".html"));
    must_have("list.csv", "'=cmd|' /C calc'!A0");
    must_lack("list.csv", ",=cmd");
    must_have(page_of(f, formula, ".txt"), "=cmd|");
    must_have(page_of(f, rare, ".html"), "<title>𠮷家䶮塘清淤</title>");
    must_have(page_of(f, rare, ".html"), "<meta charset=\"utf-8\">");
    must_lack(page_of(f, rare, ".html"), "http");
    must_have(page_of(f, rare, ".txt"), "𠮷家䶮塘清淤\n");
}

static void only_what_everybody_may_read_is_in_it(void **state) {
    struct fixture *f = *state;
    int64_t shown = published(f, "东门村修路", NULL);
    int64_t inside = published(f, "内部的事", NULL);
    int64_t waiting = draft(f, "还没有签发的事", NULL);
    int64_t other = published(f, "改过的事", NULL);
    set_columns(f, inside, "published", "scope", "internal", NULL);
    set_columns(f, other, "published", "element_result", "签发以后改的", NULL);
    struct web_result result = must_pack(f);
    assert_int_equal(result.count, 1);
    assert_int_equal(result.left_out, 1);
    assert_string_equal(result.first_left_out, column(f, other, "number"));
    must_have(page_of(f, shown, ".html"), "东门村修路");
    assert_string_equal(file(page_of(f, inside, ".html")), "");
    assert_string_equal(file(page_of(f, waiting, ".html")), "");
    assert_string_equal(file(page_of(f, other, ".html")), "");
    must_lack("index.html", "内部的事");
    must_lack("list.csv", "内部的事");
    must_lack("list.csv", "改过的事");
    must_lack("BLAKE2B256SUMS", column(f, inside, "number"));
}

static void what_was_withdrawn_is_named_and_not_repeated(void **state) {
    struct fixture *f = *state;
    int64_t id = published(f, "东门村换路灯", "element_result", "不该再看到的内容", NULL);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "withdraw", id, "reason", "写到了别人的电话");
    struct web_result result = must_pack(f);
    assert_int_equal(result.withdrawn, 1);
    must_have(page_of(f, id, ".html"), "已于 2026-11-20 撤下");
    must_lack(page_of(f, id, ".html"), "不该再看到的内容");
    must_lack(page_of(f, id, ".txt"), "不该再看到的内容");
    must_lack(page_of(f, id, ".html"), "写到了别人的电话");
    must_have("list.csv", "已撤下");
    must_have("index.html", "已撤下");
}

/* Waived it may hang on a board for a while; on the net it never goes. */
static void personal_data_is_masked(void **state) {
    struct fixture *f = *state;
    int64_t id = published(f, "东门村发放救灾款", "lines",
                           "张𠮷旺 明细=三组 金额=120.00 说明=已领；李䶮 金额=80.00", NULL);
    struct visible all = visible_to_rules();
    struct record record = {0};
    char hash[DISCLOSURE_HASH_BYTES];
    set_columns(f, id, "published", "subject", "birth_support", "element_result",
                "联系人张𠮷旺 13812345678", NULL);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, hash);
    record_release(&record);
    set_columns(f, id, "published", "approved_hash", hash, "published_hash", hash, NULL);
    assert_int_equal(must_pack(f).count, 1);
    static const char *const endings[] = {".html", ".txt"};
    for (size_t i = 0; i < 2; i++) {
        must_have(page_of(f, id, endings[i]), "138****5678");
        must_lack(page_of(f, id, endings[i]), "13812345678");
        must_have(page_of(f, id, endings[i]), "张*");
        must_lack(page_of(f, id, endings[i]), "张𠮷旺");
        must_have(page_of(f, id, endings[i]), "200.00");
    }
}

/* Hashes of every file but the manifest itself. */
static void the_manifest_is_complete(void **state) {
    struct fixture *f = *state;
    published(f, "东门村修路", NULL);
    must_pack(f);
    struct buffer manifest = BUFFER_INIT;
    buffer_append(&manifest, file("BLAKE2B256SUMS"));
    DIR *folder = opendir(package_folder);
    struct dirent *entry;
    int files = 0;
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "BLAKE2B256SUMS") == 0)
            continue;
        files++;
        char line[300];
        snprintf(line, sizeof line, "  %s\n", entry->d_name);
        assert_non_null(strstr(buffer_text(&manifest), line));
    }
    closedir(folder);
    assert_int_equal(files, 4);
    assert_int_equal(strcspn(buffer_text(&manifest), " "), 64);
    buffer_release(&manifest);
}

static int count_entries(const char *path) {
    DIR *folder = opendir(path);
    int count = 0;
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

static void it_appears_whole_or_not_at_all(void **state) {
    struct fixture *f = *state;
    struct web_result result;
    struct problem problem = {0};
    published(f, "东门村修路", NULL);
    must_pack(f);
    int entries = count_entries(f->folder);
    assert_int_equal(pack(f, &result, &problem), STATUS_INVALID);
    assert_non_null(strstr(sentence(&problem), "已经有了"));
    assert_int_equal(count_entries(f->folder), entries); /* nothing is left lying about */
    snprintf(package_folder, sizeof package_folder, "%s/没有/包", f->folder);
    problem = (struct problem){0};
    assert_int_equal(pack(f, &result, &problem), STATUS_IO);
    assert_int_equal(count_entries(f->folder), entries);
}

#define with_boards(test) cmocka_unit_test_setup_teardown(test, setup, office_fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        with_boards(hostile_texts_are_harmless),
        with_boards(only_what_everybody_may_read_is_in_it),
        with_boards(what_was_withdrawn_is_named_and_not_repeated),
        with_boards(personal_data_is_masked),
        with_boards(the_manifest_is_complete),
        with_boards(it_appears_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
