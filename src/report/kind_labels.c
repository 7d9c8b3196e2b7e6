/* Labels of kinds, kept: a list of every kind shows one in each row. Reads no record. */
#include "report/kind_labels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

const char *kind_labels_of(struct kind_labels *labels, const char *kind) {
    struct scr_record *record = NULL;
    char context[80];
    for (size_t i = 0; i < labels->count; i++)
        if (strcmp(labels->items[i].kind, kind) == 0)
            return labels->items[i].label;
    if (labels->count == KIND_LABELS_MOST ||
        scr_record_load(labels->files, kind, &record, NULL) != STATUS_OK)
        return kind;
    snprintf(context, sizeof context, "record.%.60s", kind);
    char *label = text_copy(language_text(context, record->label));
    scr_record_free(record);
    if (label == NULL)
        return kind;
    labels->items[labels->count].kind = kind;
    labels->items[labels->count].label = label;
    labels->count++;
    return label;
}

void kind_labels_release(struct kind_labels *labels) {
    for (size_t i = 0; i < labels->count; i++)
        free(labels->items[i].label);
    labels->count = 0;
}
