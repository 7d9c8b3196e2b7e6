/* What the form of a draft shows while it is filled in: what the catalogue entry brings, when it is due, what it still
 * lacks. Saves nothing. */
#ifndef ZWGK_WORK_DISCLOSURE_FORM_H
#define ZWGK_WORK_DISCLOSURE_FORM_H

#include "base/lines.h"
#include "work/office.h"

/* What a draft of the catalogue entry in `typed` begins with; unit and period are taken from there too when somebody
 * wrote them. `out` holds all three as well. NOT_FOUND when there is no such entry. */
MUST_USE enum status disclosure_form_defaults(struct office *office, const struct fields *typed, struct fields *out,
                                              struct problem *problem);

struct disclosure_outlook {
    char due_on[DATE_BYTES]; /* "" not known yet */
    char article[96];        /* of its limit */
    bool is_before_effect;   /* due the day before it takes effect */
    char notice_to[DATE_BYTES]; /* the last day of its notice, were it put up today; "" none */
    bool lacks_notice; /* its subject is usually put up before it is decided, and no notice is written */
    bool has_column[LINES_COLUMNS]; /* its lines say something in a column that its subject does not use */
    struct problems lacks;          /* all that stops it from going to review */
};
/* Of a draft with these values, as its form holds them. */
void disclosure_form_outlook(struct office *office, const struct fields *values, struct disclosure_outlook *out);

#endif
