/* The language: which is chosen, contexts, problems' sentences, and catalogues that are damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/catalogue.h"
#include "base/language.h"

struct entry {
    const char *original;
    const char *translation;
};

/* As msgfmt orders them: by the bytes of the original. */
static const struct entry entries[] = {
    {"", "Content-Type: text/plain; charset=UTF-8\n"},
    {"slip\004题名", "Heading"},
    {"slip.title\004题名", "Slip title"},
    {"{field}“{text}”不是日期", "{text} is no date for {field}"},
    {"已保存", "Saved"},
    {"题名", "Title"},
};
enum { ENTRY_COUNT = sizeof entries / sizeof entries[0] };

static char folder[64];
static char path[128];

static void put_number(struct buffer *out, size_t number) {
    for (int i = 0; i < 4; i++) {
        buffer_append_char(out, (char)(number >> (8 * i) & 0xFF));
    }
}

static void put_table(struct buffer *out, size_t offset, bool translations) {
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        size_t length = strlen(translations ? entries[i].translation : entries[i].original);
        put_number(out, length);
        put_number(out, offset);
        offset += length + 1;
    }
}

static void put_catalogue(struct buffer *out) {
    for (size_t i = 1; i < ENTRY_COUNT; i++) {
        assert_true(strcmp(entries[i - 1].original, entries[i].original) < 0);
    }
    size_t strings = 28 + (size_t)ENTRY_COUNT * 16;
    size_t originals = 0;
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        originals += strlen(entries[i].original) + 1;
    }
    const size_t header[] = {0x950412DE, 0,      ENTRY_COUNT, 28, 28 + (size_t)ENTRY_COUNT * 8,
                             0,          strings};
    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++) {
        put_number(out, header[i]);
    }
    put_table(out, strings, false);
    put_table(out, strings + originals, true);
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        buffer_append_bytes(out, entries[i].original, strlen(entries[i].original) + 1);
    }
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        buffer_append_bytes(out, entries[i].translation, strlen(entries[i].translation) + 1);
    }
}

static void write_file(const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state) {
    char name[128];
    snprintf(folder, sizeof folder, "%s/zwgk-language-XXXXXX", P_tmpdir);
    assert_non_null(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/en", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    snprintf(name, sizeof name, "%s/en/LC_MESSAGES", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    snprintf(path, sizeof path, "%s/en/LC_MESSAGES/zwgk.mo", folder);
    struct buffer bytes = BUFFER_INIT;
    put_catalogue(&bytes);
    write_file(bytes.data, bytes.length);
    buffer_release(&bytes);
    return 0;
}

static int remove_folder(void **state) {
    char name[128];
    unlink(path);
    snprintf(name, sizeof name, "%s/en/LC_MESSAGES", folder);
    rmdir(name);
    snprintf(name, sizeof name, "%s/en", folder);
    rmdir(name);
    return rmdir(folder);
}

static void test_english_from_the_catalogue(void **state) {
    language_set("en", folder);
    assert_false(language_is_chinese());
    assert_string_equal(_("已保存"), "Saved");
    assert_string_equal(_("题名"), "Title");
    assert_string_equal(language_text("slip", "题名"), "Heading");
    assert_string_equal(language_text("slip.title", "题名"), "Slip title");
    assert_string_equal(language_text("", "题名"), "Title");
    assert_string_equal(language_text("other", "题名"), "Title");
    assert_string_equal(language_text("sli", "题名"), "Title");
    assert_string_equal(_("没有译文"), "没有译文");
    assert_string_equal(language_text("slip", "没有译文"), "没有译文");
    assert_string_equal(_(""), "");
    assert_string_equal(language_text("slip", ""), "");
}

static void test_texts_given_out_stay_valid(void **state) {
    language_set("en", folder);
    const char *saved = _("已保存");
    language_set("zh_CN", folder);
    assert_true(language_is_chinese());
    assert_string_equal(_("已保存"), "已保存");
    assert_string_equal(saved, "Saved");
    language_set("en_US", folder);
    assert_ptr_equal(_("已保存"), saved);
}

static void test_chinese_when_there_is_no_catalogue(void **state) {
    language_set("en", NULL);
    assert_true(language_is_chinese());
    language_set("en", "/nowhere");
    assert_true(language_is_chinese());
    assert_string_equal(language_text("slip", "题名"), "题名");
}

static bool english_for(const char *all, const char *messages, const char *lang) {
    setenv("LC_ALL", all, 1);
    setenv("LC_MESSAGES", messages, 1);
    setenv("LANG", lang, 1);
    language_set(NULL, folder);
    return !language_is_chinese();
}

static void test_the_environment_decides(void **state) {
    assert_true(english_for("en_US.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8"));
    assert_true(english_for("", "en_GB", "zh_CN.UTF-8"));
    assert_true(english_for("", "", "en"));
    assert_false(english_for("zh_CN.UTF-8", "en_GB", "en_GB"));
    assert_false(english_for("", "", "C.UTF-8"));
    assert_false(english_for("", "", "POSIX"));
    assert_false(english_for("", "", ""));
    assert_false(english_for("", "", "enm_GB"));
    assert_false(english_for("", "", "fr_FR.UTF-8"));
}

static void test_ctype_is_utf8_whatever_the_locale(void **state) {
    static const char *const locales[] = {"C", "POSIX", "", "no_SUCH.GBK", "C.UTF-8"};
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        setlocale(LC_ALL, "C");
        setenv("LC_ALL", locales[i], 1);
        setenv("LANG", "", 1);
        language_set("zh_CN", NULL);
        assert_string_equal(nl_langinfo(CODESET), "UTF-8");
        assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
    }
}

static void test_problems_in_both_languages(void **state) {
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, "due_on", "{field}“{text}”不是日期");
    problem_place(&problem, "text", "２月30日");
    struct buffer out = BUFFER_INIT;
    language_set("en", folder);
    language_append_problem(&out, &problem, "Due");
    assert_string_equal(buffer_text(&out), "２月30日 is no date for Due");
    buffer_clear(&out);
    language_set("zh_CN", folder);
    language_append_problem(&out, &problem, "期限");
    assert_string_equal(buffer_text(&out), "期限“２月30日”不是日期");
    buffer_release(&out);
}

/* Opens the catalogue with one byte changed or the end cut off; all that matters is no bad read. */
static bool opens_damaged(struct buffer *bytes, size_t length) {
    struct catalogue catalogue;
    write_file(bytes->data, length);
    bool opened = catalogue_open(&catalogue, path);
    if (opened) {
        for (size_t i = 0; i < ENTRY_COUNT; i++) {
            catalogue_find(&catalogue, NULL, entries[i].original);
        }
        catalogue_find(&catalogue, "slip", "题名");
        catalogue_close(&catalogue);
    }
    assert_null(catalogue.bytes);
    return opened;
}

static void test_damaged_catalogues_are_refused(void **state) {
    struct buffer bytes = BUFFER_INIT;
    put_catalogue(&bytes);
    assert_true(opens_damaged(&bytes, bytes.length));
    for (size_t length = 0; length < bytes.length; length++) {
        assert_false(opens_damaged(&bytes, length));
    }
    for (size_t i = 0; i < 28 + ENTRY_COUNT * 16; i++) {
        char kept = bytes.data[i];
        bytes.data[i] = (char)(kept ^ 0xFF);
        bool opened = opens_damaged(&bytes, bytes.length);
        assert_false(opened && i < 4);
        bytes.data[i] = kept;
    }
    write_file(bytes.data, bytes.length);
    buffer_release(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_from_the_catalogue),
        cmocka_unit_test(test_texts_given_out_stay_valid),
        cmocka_unit_test(test_chinese_when_there_is_no_catalogue),
        cmocka_unit_test(test_the_environment_decides),
        cmocka_unit_test(test_ctype_is_utf8_whatever_the_locale),
        cmocka_unit_test(test_problems_in_both_languages),
        cmocka_unit_test(test_damaged_catalogues_are_refused),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
