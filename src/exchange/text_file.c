/* Reads text files. Knows nothing of what is in them. */
#include "exchange/text_file.h"

#include "exchange/table_file.h"

enum status text_file_read(const char *path, enum encoding encoding, struct buffer *out,
                           struct problem *problem) {
    struct buffer bytes = BUFFER_INIT;
    enum status status = file_read(path, &bytes, problem);
    if (status == STATUS_OK && encoding == ENCODING_AUTO) {
        encoding = encoding_detect(buffer_text(&bytes), bytes.length);
    }
    if (status == STATUS_OK) {
        status = encoding_to_utf8(encoding, buffer_text(&bytes), bytes.length, out, problem);
    }
    buffer_release(&bytes);
    return status;
}
