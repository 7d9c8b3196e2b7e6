/* What the files of `zwgk import` share. */
#ifndef ZWGK_CLI_IMPORT_H
#define ZWGK_CLI_IMPORT_H

#include "cli/command.h"
#include "exchange/record_import.h"

/* 第 3 行第 2 栏（类别）：… */
void import_say_fault(struct cli *cli, int line, const struct import_fault *fault,
                      const char *sentence);

/* import_encoding.c: after a file was read: which encoding it was read in, when that is doubtful or `is_asked`; and
 * characters of nobody's but a font's. */
void import_say_encoding(struct cli *cli, const struct table_file *file, bool is_asked);

/* import_lines.c: a file as the detail lines of the disclosure of that number. The exit code. */
int import_lines(struct cli *cli, const char *path, enum encoding encoding, const char *number,
                 bool is_dry_run);

#endif
