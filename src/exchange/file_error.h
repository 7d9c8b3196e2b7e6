/* Why a file could not be read or written, in a sentence. */
#ifndef ZWGK_EXCHANGE_FILE_ERROR_H
#define ZWGK_EXCHANGE_FILE_ERROR_H

#include "base/status.h"

/* Returns STATUS_IO, with the problem said by errno's value and the path as place {file}. */
enum status file_error(int error, const char *path, struct problem *problem);

#endif
