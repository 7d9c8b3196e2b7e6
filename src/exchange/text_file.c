/* Reads text files. Knows nothing of what is in them. */
#include "exchange/text_file.h"

#include "exchange/table_file.h"

static enum status refuse_length(const char *path, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, "", N_("文件“{file}”太大，请分成几个再导入"));
    problem_place(problem, "file", path);
    return STATUS_INVALID;
}

enum status text_file_read(const char *path, enum encoding encoding, struct buffer *out,
                           struct problem *problem) {
    const struct text_choice choice = {encoding, ENCODING_AUTO};
    struct text_stream *stream = NULL;
    bool is_at_end = false;
    size_t start = out->length;
    enum status status = text_stream_open(&stream, path, &choice, problem);
    while (status == STATUS_OK && !is_at_end) {
        status = text_stream_read(stream, out, &is_at_end, problem);
        if (status == STATUS_OK && out->length - start > TEXT_FILE_BYTES_MOST)
            status = refuse_length(path, problem);
    }
    text_stream_close(stream);
    return status;
}
