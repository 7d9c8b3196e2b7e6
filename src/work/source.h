/* Where files come from again and again: what one of a source was said to be encoded in, the next one is read in.
 * A source is a kind of record and the file's name without its folder and digits: 热线2026年10月.csv and
 * 热线2026年11月.csv are of one. */
#ifndef ZWGK_WORK_SOURCE_H
#define ZWGK_WORK_SOURCE_H

#include "base/encoding.h"
#include "work/office.h"

/* ENCODING_AUTO when nothing is known. */
enum encoding source_usual_encoding(const struct office *office, const char *kind,
                                    const char *path);
/* Remembers it, in a save of its own, when it is not known yet. */
MUST_USE enum status source_remember_encoding(struct office *office, const char *kind,
                                              const char *path, enum encoding encoding,
                                              struct problem *problem);

#endif
