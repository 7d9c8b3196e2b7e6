/* Lines of cells parted by tabs, as in data/codes, data/limits.tsv and data/demo: blank lines and lines
 * that begin with # are left out. For our own embedded files, not for users' (see exchange). */
#ifndef ZWGK_WORK_TSV_H
#define ZWGK_WORK_TSV_H

#include <stdbool.h>
#include <stddef.h>

enum { TSV_CELLS_MOST = 40 };

struct tsv {
    char *text; /* a copy, cut up while it is read */
    char *at;
    const char *cells[TSV_CELLS_MOST]; /* of the present line */
    size_t count;
};

bool tsv_begin(struct tsv *tsv, const char *text); /* false: no memory; tsv_end all the same */
bool tsv_next(struct tsv *tsv);                    /* false at the end */
const char *tsv_cell(const struct tsv *tsv, size_t index); /* "" beyond the line's end */
void tsv_end(struct tsv *tsv);

#endif
