/* What stored values look like to a person: labels of codes, names of references, money in yuan. */
#ifndef ZWGK_REPORT_SHOWN_H
#define ZWGK_REPORT_SHOWN_H

#include "base/buffer.h"
#include "form/scr.h"
#include "work/office.h"

/* The code's label in the user's language; the code itself when the list doesn't have it. */
void shown_append_code(struct office *office, const char *list, const char *code,
                       struct buffer *out);
/* The labels of blank-separated codes. */
void shown_append_codes(struct office *office, const char *list, const char *codes,
                        struct buffer *out);
/* Detail lines in one line: 12 行，合计 3,456.00; nothing when there are none. */
void shown_append_lines(const char *stored, struct buffer *out);
/* The title of the record with this id (decimal text); nothing for "". */
void shown_append_title(struct office *office, const char *id, struct buffer *out);
/* A field's value. */
void shown_append_value(struct office *office, const struct scr_field *field, const char *value,
                        struct buffer *out);
/* The heading of a list's column in the user's language: 编号 期限 … or the field's label. NULL when it is
 * neither; field NULL when the record has none of that name. */
const char *shown_heading(const char *record_kind, const struct scr_field *field,
                          const char *column);
/* The label of a record field in the user's language. */
const char *shown_label(const char *record_kind, const struct scr_field *field);

#endif
