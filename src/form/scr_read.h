/* What reading a screen and reading a record file share. */
#ifndef ZWGK_FORM_SCR_READ_H
#define ZWGK_FORM_SCR_READ_H

#include "form/scr.h"
#include "form/scr_lines.h"

/* Gets the file from the source and reads its lines. NOT_FOUND with the place {file}. */
MUST_USE enum status scr_read_file(const struct scr_source *source, const char *path,
                                   enum status (*take)(void *context, const struct scr_entry *entry,
                                                       struct problem *problem),
                                   void *context, struct problem *problem);
/* The field's name in "field NAME", or NULL when the section is another. */
const char *scr_field_section(const char *section);
/* Sets to "" the texts that are NULL; false when memory ran out. */
bool scr_fill_texts(char **const *texts, size_t count);
void scr_field_release(struct scr_field *field);

#endif
