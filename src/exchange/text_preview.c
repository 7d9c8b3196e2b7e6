/* Looks at the first bytes of a file. Stores and decides nothing. */
#include "exchange/text_preview.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_stream.h"
#include "base/text.h"
#include "exchange/file_error.h"

enum { LINE_COLS = 200 };

enum status text_preview_read(struct text_preview *preview, const char *path,
                              struct problem *problem) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return file_error(errno, path, problem);
    enum status status = STATUS_OK;
    errno = 0;
    preview->sample = malloc(ENCODING_SAMPLE_BYTES);
    if (preview->sample == NULL)
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
    else
        preview->length = fread(preview->sample, 1, ENCODING_SAMPLE_BYTES, file);
    if (status == STATUS_OK && ferror(file))
        status = file_error(errno, path, problem);
    fclose(file);
    if (status != STATUS_OK)
        text_preview_release(preview);
    return status;
}

void text_preview_release(struct text_preview *preview) {
    free(preview->sample);
    *preview = (struct text_preview){0};
}

enum encoding text_preview_encoding(const struct text_preview *preview,
                                    const struct text_choice *choice) {
    bool is_sure = false;
    if (choice->given != ENCODING_AUTO)
        return choice->given;
    enum encoding found = encoding_detect(preview->sample, preview->length, &is_sure);
    return is_sure || choice->usual == ENCODING_AUTO ? found : choice->usual;
}

static void append_lines(const char *text, int most, struct buffer *out) {
    for (int line = 0; line < most && *text != '\0'; line++) {
        struct buffer safe = BUFFER_INIT;
        struct buffer whole = BUFFER_INIT;
        size_t length = strcspn(text, "\r\n");
        buffer_append_bytes(&whole, text, length);
        text_append_safe(&safe, buffer_text(&whole), false);
        buffer_append_bytes(out, buffer_text(&safe), text_cut(buffer_text(&safe), LINE_COLS, NULL));
        buffer_append_char(out, '\n');
        text += length;
        text += strncmp(text, "\r\n", 2) == 0 ? 2 : *text != '\0';
        buffer_release(&whole);
        buffer_release(&safe);
    }
}

void text_preview_append(const struct text_preview *preview, enum encoding encoding, int most,
                         struct buffer *out) {
    struct decoder *decoder = NULL;
    struct buffer text = BUFFER_INIT;
    if (decoder_open(&decoder, encoding, DECODER_REPLACES, NULL) == STATUS_OK &&
        decoder_feed(decoder, preview->sample, preview->length, &text, NULL) == STATUS_OK)
        append_lines(buffer_text(&text), most, out);
    decoder_close(decoder);
    buffer_release(&text);
}
