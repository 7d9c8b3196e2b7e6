/* Where screen files are: $ZWGK_SCREENS, the tree beside the executable, the installed folder, the binary
 * itself; the first that has the file. Only reads. */
#ifndef ZWGK_FORM_SCR_FILES_H
#define ZWGK_FORM_SCR_FILES_H

#include "form/scr.h"

struct scr_source scr_files_source(void);
/* Appends the name of the file that "screens/NAME.scr" is read from; nothing when it is the binary's own. */
struct buffer;
void scr_files_append_found(struct buffer *out, const char *path);

/* The names ("feedback_open") of all screens found anywhere, sorted, each once. NULL without memory. */
struct scr_names {
    char **items;
    size_t count;
};
MUST_USE enum status scr_files_names(struct scr_names *out, struct problem *problem);
void scr_names_release(struct scr_names *names);

#endif
