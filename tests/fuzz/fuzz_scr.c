/* Screen files, which an office may edit: any bytes are read as a screen and a record, or refused with the line. */
#include "base/text.h"
#include "form/layout.h"
#include "form/scr_check.h"
#include "fuzz/fuzz.h"

struct files {
    const char *data;
    size_t size, cut;
};

/* The screen up to the cut, the record behind it. */
static char *give(void *context, const char *path, size_t *length) {
    const struct files *files = context;
    bool is_record = strncmp(path, "screens/record/", 15) == 0;
    size_t from = is_record ? files->cut : 0;
    *length = is_record ? files->size - files->cut : files->cut;
    char *copy = malloc(*length + 1);
    HOLDS(copy != NULL);
    memcpy(copy, files->data + from, *length);
    return copy;
}

static const char *same(const char *context, const char *text) {
    (void)context;
    return text;
}

int fuzz_scr(const uint8_t *data, size_t size) {
    struct problem problem = {0};
    struct scr *scr = NULL;
    struct scr_record *record = NULL;
    const char *mark = size == 0 ? NULL : memchr(data, '\0', size);
    struct files files = {(const char *)data, size, mark == NULL ? size / 2 : (size_t)(mark - (const char *)data)};
    const struct scr_source source = {&files, give};
    const struct scr_world world = {.translate = same};
    enum status status = scr_load(&source, "s", &scr, &problem);
    HOLDS((status == STATUS_OK) == (scr != NULL));
    HOLDS(status == STATUS_OK || problem.message != NULL);
    if (status == STATUS_OK) {
        problem = (struct problem){0};
        HOLDS(text_is_valid(scr->title, strlen(scr->title), NULL));
        HOLDS(scr_check(scr, &world, &problem) == STATUS_OK || problem.message != NULL);
    }
    scr_free(scr);
    problem = (struct problem){0};
    HOLDS(scr_record_load(&source, "feedback", &record, &problem) == STATUS_OK || problem.message != NULL);
    scr_record_free(record);
    return 0;
}
