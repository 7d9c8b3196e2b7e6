/* Every input the fuzzers have kept (tests/fuzz/corpus, a line of base64 each), through its target: none crashes, none breaks
 * what always holds. */
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "fuzz/fuzz.h"

enum { LINE_BYTES = 8192 };

struct corpus {
    const char *name;
    int (*target)(const uint8_t *data, size_t size);
};

static void every_kept_input_is_taken(void **state) {
    const struct corpus *corpus = *state;
    char path[64], line[LINE_BYTES];
    unsigned char bytes[LINE_BYTES];
    int count = 0;
    snprintf(path, sizeof path, "tests/fuzz/corpus/%s", corpus->name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        size_t length = 0;
        line[strcspn(line, "\n")] = '\0';
        assert_int_equal(sodium_base642bin(bytes, sizeof bytes, line, strlen(line), NULL, &length, NULL,
                                           sodium_base64_VARIANT_ORIGINAL),
                         0);
        /* Of its own size, so that a read behind its end is found. */
        uint8_t *copy = malloc(length > 0 ? length : 1);
        assert_non_null(copy);
        memcpy(copy, bytes, length);
        corpus->target(copy, length);
        free(copy);
        count++;
    }
    fclose(file);
    assert_true(count >= 10);
    corpus->target((const uint8_t *)"", 0);
}

int main(void) {
    static struct corpus corpora[] = {{"csv", fuzz_csv},     {"dates", fuzz_dates}, {"encoding", fuzz_encoding},
                                      {"keys", fuzz_keys},   {"query", fuzz_query}, {"scr", fuzz_scr},
                                      {"search", fuzz_search}};
    struct CMUnitTest tests[sizeof corpora / sizeof *corpora];
    for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++)
        tests[i] = (struct CMUnitTest){corpora[i].name, every_kept_input_is_taken, NULL, NULL, &corpora[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
