/* The fuzz targets: each takes any bytes, must come back, and aborts when something that always holds does not. Run by
 * libFuzzer (make fuzz), and over the kept corpus by tests/faults/test_corpus. */
#ifndef ZWGK_TESTS_FUZZ_H
#define ZWGK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int fuzz_csv(const uint8_t *data, size_t size);
int fuzz_scr(const uint8_t *data, size_t size);
int fuzz_encoding(const uint8_t *data, size_t size);
int fuzz_keys(const uint8_t *data, size_t size);
int fuzz_dates(const uint8_t *data, size_t size);
int fuzz_query(const uint8_t *data, size_t size);
int fuzz_search(const uint8_t *data, size_t size);

/* The bytes as a text: a copy that ends in NUL, cut at the first NUL. The caller frees. */
static inline char *fuzz_text(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    HOLDS(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

#endif
