/* Made by hostile_made.c. */
#ifndef ZWGK_TESTS_FAULTS_HOSTILE_MADE_H
#define ZWGK_TESTS_FAULTS_HOSTILE_MADE_H

/* Makes the office at `path`; its admin holds every role. */
void hostile_office_make(const char *path);

#endif
