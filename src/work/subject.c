/* Reads data/subjects.tsv, built into the binary, when a subject is asked for. Keeps nothing. */
#include "work/subject.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"

enum {
    CELL_CODE,
    CELL_AFFAIR,
    CELL_LABEL,
    CELL_BASIS,
    CELL_PROCESS,
    CELL_DISCIPLINE,
    CELL_RESULT,
    CELL_CAPTIONS,
    CELL_DETAIL_REQUIRED = CELL_CAPTIONS + LINES_COLUMNS,
    CELL_RULE,
};

static void take_row(struct subject *subject) {
    const struct tsv *tsv = &subject->tsv;
    subject->code = tsv_cell(tsv, CELL_CODE);
    subject->affair = tsv_cell(tsv, CELL_AFFAIR);
    subject->label = tsv_cell(tsv, CELL_LABEL);
    subject->basis = tsv_cell(tsv, CELL_BASIS);
    subject->process = tsv_cell(tsv, CELL_PROCESS);
    subject->discipline = tsv_cell(tsv, CELL_DISCIPLINE);
    subject->result = tsv_cell(tsv, CELL_RESULT);
    for (size_t i = 0; i < LINES_COLUMNS; i++) {
        subject->captions[i] = tsv_cell(tsv, CELL_CAPTIONS + i);
    }
    subject->is_detail_required = strcmp(tsv_cell(tsv, CELL_DETAIL_REQUIRED), "1") == 0;
    subject->rule = tsv_cell(tsv, CELL_RULE);
}

enum status subject_find(const char *code, struct subject *out, struct problem *problem) {
    const struct embedded_file *file = embedded_find("data/subjects.tsv");
    *out = (struct subject){0};
    if (file == NULL || !tsv_begin(&out->tsv, file->text)) {
        return problem_set(problem, STATUS_NO_MEMORY, "subject", N_("内存不足"));
    }
    bool is_heading = true;
    while (tsv_next(&out->tsv)) {
        if (!is_heading && strcmp(tsv_cell(&out->tsv, CELL_CODE), code) == 0) {
            take_row(out);
            return STATUS_OK;
        }
        is_heading = false;
    }
    subject_release(out);
    problem_set(problem, STATUS_NOT_FOUND, "subject", N_("没有“{subject}”这个主题"));
    problem_place(problem, "subject", code);
    return STATUS_NOT_FOUND;
}

void subject_release(struct subject *subject) {
    tsv_end(&subject->tsv);
    *subject = (struct subject){0};
}

void subject_captions(const char *code, char out[LINES_COLUMNS][SUBJECT_CAPTION_BYTES]) {
    static const enum lines_column usual[] = {LINES_NAME, LINES_QUANTITY, LINES_UNIT, LINES_AMOUNT,
                                              LINES_NOTE};
    struct subject subject = {0};
    bool is_found = subject_find(code, &subject, NULL) == STATUS_OK;
    for (size_t i = 0; i < LINES_COLUMNS; i++) {
        snprintf(out[i], SUBJECT_CAPTION_BYTES, "%s", is_found ? subject.captions[i] : "");
    }
    for (size_t i = 0; !is_found && i < sizeof usual / sizeof usual[0]; i++) {
        snprintf(out[usual[i]], SUBJECT_CAPTION_BYTES, "%s", lines_column_label(usual[i]));
    }
    subject_release(&subject);
}
