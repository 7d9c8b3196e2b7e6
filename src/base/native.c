/* Between the terminal's bytes and UTF-8, for short texts. Opens no files. */
#include "base/native.h"

#include <string.h>

#include "base/buffer.h"

static enum encoding native = ENCODING_UTF_8;

void native_set_encoding(enum encoding encoding) {
    native = encoding;
}

void native_append_text(struct buffer *out, const char *bytes) {
    size_t length = strlen(bytes);
    if (native == ENCODING_UTF_8 ||
        encoding_to_utf8(native, bytes, length, out, NULL) != STATUS_OK) {
        buffer_append_bytes(out, bytes, length);
    }
}

char *native_path(const char *text) {
    struct buffer path = BUFFER_INIT;
    size_t length = strlen(text);
    if (native == ENCODING_UTF_8 ||
        encoding_from_utf8(native, text, length, &path, NULL) != STATUS_OK) {
        buffer_append_bytes(&path, text, length);
    }
    return buffer_take(&path);
}
