/* What a terminal may send: however the bytes are parted, the decoder comes to an end, no key but text carries a character, and
 * no text is a control. */
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "ui/keys.h"

enum { LATER_MS = 10000 };

static void take_all(struct key_decoder *decoder, int64_t now, size_t fed) {
    struct key key;
    size_t taken = 0, length = 0;
    while (key_decoder_next(decoder, now, &key)) {
        HOLDS(++taken <= fed + 16);
        HOLDS(key.code != KEY_CODE_NONE);
        if (key.code == KEY_CODE_TEXT)
            HOLDS(key.character >= ' ' && key.character != 0x7F && key.character <= 0x10FFFF);
        if (key.code == KEY_CODE_PASTE) {
            const struct buffer *paste = key_decoder_paste(decoder);
            HOLDS(memchr(buffer_text(paste), '\033', paste->length) == NULL);
            HOLDS(text_is_valid(buffer_text(paste), paste->length, NULL));
        }
        (void)key_decoder_bytes(decoder, &length);
        HOLDS(length <= KEY_BYTES_MOST);
    }
}

int fuzz_keys(const uint8_t *data, size_t size) {
    struct key_decoder *decoder = key_decoder_new();
    HOLDS(decoder != NULL);
    key_decoder_add(decoder, "\033Ox", KEY_CODE_F5);
    int64_t now = 0;
    size_t piece = size == 0 ? 1 : (size_t)data[0] % 9 + 1;
    for (size_t at = 1; at < size; at += piece) {
        size_t length = size - at < piece ? size - at : piece;
        int row, col;
        if (data[at] % 7 == 0)
            key_decoder_expect_position(decoder);
        key_decoder_feed(decoder, (const char *)data + at, length, now);
        take_all(decoder, now, size);
        (void)key_decoder_take_position(decoder, &row, &col);
        HOLDS(key_decoder_wait_ms(decoder, now) >= -1);
        now += data[at] % 5 == 0 ? 700 : 3;
    }
    take_all(decoder, now + LATER_MS, size);
    HOLDS(!key_decoder_is_in_escape(decoder));
    key_decoder_free(decoder);
    return 0;
}
