/* Reads the tab-separated tables built into the binary. Checks nothing: they are ours. */
#include "work/tsv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

bool tsv_begin(struct tsv *tsv, const char *text) {
    memset(tsv, 0, sizeof *tsv);
    tsv->text = text_copy(text);
    tsv->at = tsv->text;
    return tsv->text != NULL;
}

static void split_line(struct tsv *tsv, char *line) {
    tsv->count = 0;
    while (line != NULL && tsv->count < TSV_CELLS_MOST) {
        char *tab = strchr(line, '\t');
        tsv->cells[tsv->count++] = line;
        if (tab != NULL) {
            *tab++ = '\0';
        }
        line = tab;
    }
}

bool tsv_next(struct tsv *tsv) {
    while (tsv->at != NULL && *tsv->at != '\0') {
        char *line = tsv->at;
        char *end = strchr(line, '\n');
        tsv->at = end != NULL ? end + 1 : line + strlen(line);
        if (end != NULL) {
            *end = '\0';
        }
        if (*line != '\0' && *line != '#') {
            split_line(tsv, line);
            return true;
        }
    }
    return false;
}

const char *tsv_cell(const struct tsv *tsv, size_t index) {
    return index < tsv->count ? tsv->cells[index] : "";
}

void tsv_end(struct tsv *tsv) {
    free(tsv->text);
    memset(tsv, 0, sizeof *tsv);
}
