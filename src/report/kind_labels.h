/* What kinds of records are called in the user's language, read from their files once each. */
#ifndef ZWGK_REPORT_KIND_LABELS_H
#define ZWGK_REPORT_KIND_LABELS_H

#include "form/scr.h"

enum { KIND_LABELS_MOST = 48 };

/* Start with {.files = …}. */
struct kind_labels {
    const struct scr_source *files;
    struct {
        const char *kind; /* of record_kinds */
        char *label;
    } items[KIND_LABELS_MOST];
    size_t count;
};
/* 反馈件, 反馈箱 …; `kind` (which must stay) itself when its file can't be read. */
const char *kind_labels_of(struct kind_labels *labels, const char *kind);
void kind_labels_release(struct kind_labels *labels);

#endif
