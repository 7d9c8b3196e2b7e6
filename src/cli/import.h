/* What the files of `zwgk import` share. */
#ifndef ZWGK_CLI_IMPORT_H
#define ZWGK_CLI_IMPORT_H

#include "cli/command.h"
#include "exchange/record_import.h"

/* 第 3 行第 2 栏（类别）：… */
void import_say_fault(struct cli *cli, int line, const struct import_fault *fault,
                      const char *sentence);

/* import_lines.c: a file as the detail lines of the disclosure of that number. The exit code. */
int import_lines(struct cli *cli, const char *path, enum encoding encoding, const char *number,
                 bool is_dry_run);

#endif
