/* A C library that cannot write GB18030, as musl's, and no GNU libiconv beside it: said at once, in a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding.h"

/* Stands before the C library's: knows what musl knows of these, and with `is_wrong` writes GBK wrongly. */
static bool is_wrong;

iconv_t iconv_open(const char *to, const char *from) {
    bool is_known = strcmp(to, "UTF-8") == 0 && strcmp(from, "BIG5-HKSCS") != 0;
    errno = EINVAL;
    return is_known || (is_wrong && strcmp(to, "GBK") == 0) ? &is_wrong : (iconv_t)-1;
}

int iconv_close(iconv_t handle) {
    return 0;
}

/* The samples of the self-test are all it can read. */
size_t iconv(iconv_t handle, char **restrict in, size_t *restrict in_left, char **restrict out,
             size_t *restrict out_left) {
    static const char gb[] = "\xD6\xD0\xA1\xAA\xFE\x9F\x95\x34\xB2\x35", text[] = "中—䶮𠮷";
    if (in == NULL || *in_left == 0)
        return 0;
    bool is_sample = *in_left == sizeof gb - 1 && memcmp(*in, gb, sizeof gb - 1) == 0;
    size_t length = is_sample ? sizeof text - 1 : 1;
    memcpy(*out, is_sample ? text : "?", length);
    *out += length;
    *out_left -= length;
    *in += *in_left;
    *in_left = 0;
    return 0;
}

static void what_is_missing_is_named(void **state) {
    struct problem problem = {0};
    is_wrong = false;
    if (encoding_is_loaded(ENCODING_GB18030))
        skip(); /* GNU libiconv is on this machine, and does it */
    assert_int_equal(encoding_check_readable(ENCODING_GB18030, &problem), STATUS_OK);
    assert_int_equal(encoding_check_writable(ENCODING_GB18030, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "写不了 {encoding}"));
    assert_non_null(strstr(problem.message, "libiconv"));
    assert_string_equal(problem.places[0].value, "GB18030");
    assert_int_equal(encoding_check_readable(ENCODING_BIG5_HKSCS, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "读不了 {encoding}"));
    assert_int_equal(encoding_check_readable(ENCODING_UTF_8, &problem), STATUS_OK);
    assert_int_equal(encoding_check_writable(ENCODING_UTF_8, &problem), STATUS_OK);
}

static void nothing_is_written_half(void **state) {
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    is_wrong = false;
    if (encoding_is_loaded(ENCODING_GB18030))
        skip();
    assert_int_equal(encoding_from_utf8(ENCODING_GB18030, "村", 3, &out, &problem), STATUS_INVALID);
    assert_int_equal(out.length, 0);
    assert_int_equal(encoding_from_utf8(ENCODING_UTF_8, "村", 3, &out, &problem), STATUS_OK);
    buffer_release(&out);
}

static void a_wrong_table_is_not_believed(void **state) {
    struct problem problem = {0};
    is_wrong = true;
    if (encoding_is_loaded(ENCODING_GB18030))
        skip();
    assert_int_equal(encoding_check_writable(ENCODING_GBK, &problem), STATUS_INVALID);
    assert_int_equal(encoding_check_readable(ENCODING_GBK, &problem), STATUS_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(nothing_is_written_half),
        cmocka_unit_test(a_wrong_table_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
