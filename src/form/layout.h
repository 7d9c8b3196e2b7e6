/* Places the fields of a screen file: gutters from the translated labels' widths, per block between
 * gaps; pages. Pure. */
#ifndef ZWGK_FORM_LAYOUT_H
#define ZWGK_FORM_LAYOUT_H

#include "form/scr.h"

struct placed_field {
    const struct scr_field *field;
    char *label; /* translated, with ": " */
    int page;    /* from 0 */
    int label_row, label_col;
    int row, col; /* of the first cell of the value, from 0 inside the form's area */
    int cols;     /* of the value; an editable field has one cell more for the cursor inside this */
    int rows;
};
struct layout {
    struct placed_field *fields;
    size_t count;
    int pages;
    int rows; /* used on the longest page */
};

/* `translate(msgctxt, text)` gives the label in the user's language. INVALID when it does not fit
 * area_rows × area_cols: problem names the field, the file's line, and {columns} that are missing. */
MUST_USE enum status layout_make(const struct scr *scr, int area_rows, int area_cols,
                                 const char *(*translate)(const char *context, const char *text),
                                 struct layout *out, struct problem *problem);
void layout_release(struct layout *layout);

#endif
