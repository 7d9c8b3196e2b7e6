/* The parts of `zwgk doctor`, and how each says what it found. */
#ifndef ZWGK_CLI_DOCTOR_H
#define ZWGK_CLI_DOCTOR_H

#include "cli/command.h"

enum grade { GRADE_WELL, GRADE_CARE, GRADE_WRONG };

struct doctor {
    struct cli *cli;
    struct buffer out;
    bool is_full;  /* --full: the audit chain too */
    int wrong, care; /* lines of these grades */
};

/* One line: the grade's word, then the problem's sentence. */
void doctor_say(struct doctor *doctor, enum grade grade, const struct problem *problem);
/* The same of a message with at most one place (name NULL: none). */
void doctor_tell(struct doctor *doctor, enum grade grade, const char *message, const char *name,
                 const char *value);

/* A command on a line of its own, whole however long the path: `rest` stands behind that. */
void doctor_command(struct doctor *doctor, const char *action, const char *path, const char *rest);

/* doctor_terminal.c: locale, TERM, size, widths, and the conversions of base/encoding.h. */
void doctor_check_terminal(struct doctor *doctor);
/* doctor_width.c: what the terminal answers. */
void doctor_check_width(struct doctor *doctor);
void doctor_check_encodings(struct doctor *doctor);
/* doctor_file.c: what can be told of the database without opening it: permissions, file system, writing. */
void doctor_check_file(struct doctor *doctor, const char *path);
/* doctor_office.c: of the opened office. */
void doctor_tell_damage(struct doctor *doctor);
void doctor_check_office(struct doctor *doctor);

#endif
