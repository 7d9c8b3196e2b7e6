/* Streams between UTF-8 and what others write: pieces of any size, every hanzi, what is lacking, what is no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_library.h"
#include "base/encoding_mixed.h"
#include "base/encoding_stream.h"
#include "base/text.h"

static const enum encoding encodings[] = {
    ENCODING_UTF_8, ENCODING_GB18030,    ENCODING_GBK,      ENCODING_GB2312,
    ENCODING_BIG5,  ENCODING_BIG5_HKSCS, ENCODING_UTF_16LE, ENCODING_UTF_16BE,
};
enum { ENCODINGS = sizeof encodings / sizeof *encodings };

/* What each can write all of. */
static const char *text_for(enum encoding encoding) {
    switch (encoding) {
    case ENCODING_GBK:
        return "朱镕基村A组，“路灯”不亮€1。\n第二行…";
    case ENCODING_GB2312:
        return "东门村A组，“路灯”不亮·1。\n第二行…";
    case ENCODING_BIG5:
        return "東門村A組，路燈不亮1。\n第二行…";
    case ENCODING_BIG5_HKSCS:
        return "東門村嘅路燈Ê̌Ê壞咗𠝹。\nÊ";
    default:
        return "东门村A𠮷䶮𱍐，“路灯”龴︐€不亮１。\n龻…";
    }
}

static void encode(enum encoding to, const char *text, struct buffer *out) {
    struct problem problem = {0};
    if (encoding_from_utf8(to, text, strlen(text), out, &problem) != STATUS_OK)
        fail_msg("%s: %s", encoding_name(to), problem.message);
}

/* ---- pieces ---------------------------------------------------------------------------------------- */

static void decode_in_pieces(enum encoding from, const struct buffer *bytes, size_t size,
                             const char *expected) {
    struct decoder *decoder = NULL;
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(decoder_open(&decoder, from, DECODER_STOPS, &problem), STATUS_OK);
    for (size_t at = 0; at < bytes->length; at += size) {
        size_t length = bytes->length - at < size ? bytes->length - at : size;
        assert_int_equal(decoder_feed(decoder, bytes->data + at, length, &out, &problem),
                         STATUS_OK);
        assert_true(decoder_waiting(decoder) < 8);
    }
    assert_int_equal(decoder_end(decoder, &out, &problem), STATUS_OK);
    assert_string_equal(buffer_text(&out), expected);
    decoder_close(decoder);
    buffer_release(&out);
}

static void encode_in_pieces(enum encoding to, const char *text, size_t size,
                             const struct buffer *expected) {
    struct encoder *encoder = NULL;
    struct buffer out = BUFFER_INIT;
    size_t whole = strlen(text);
    assert_int_equal(encoder_open(&encoder, to, ENCODER_STOPS, NULL), STATUS_OK);
    for (size_t at = 0; at < whole; at += size) {
        size_t length = whole - at < size ? whole - at : size;
        assert_int_equal(encoder_feed(encoder, text + at, length, &out, NULL), STATUS_OK);
    }
    assert_int_equal(encoder_end(encoder, &out, NULL), STATUS_OK);
    if (to != ENCODING_BIG5_HKSCS) { /* it writes Ê̌ as one when the piece has both */
        assert_int_equal(out.length, expected->length);
        assert_memory_equal(out.data, expected->data, out.length);
    }
    decode_in_pieces(to, &out, 5, text);
    encoder_close(encoder);
    buffer_release(&out);
}

static void pieces_of_any_size(void **state) {
    for (int i = 0; i < ENCODINGS; i++) {
        struct buffer bytes = BUFFER_INIT;
        const char *text = text_for(encodings[i]);
        encode(encodings[i], text, &bytes);
        for (size_t size = 1; size <= 9; size++) {
            decode_in_pieces(encodings[i], &bytes, size, text);
            encode_in_pieces(encodings[i], text, size, &bytes);
        }
        buffer_release(&bytes);
    }
}

static void marks_in_pieces(void **state) {
    static const struct {
        enum encoding encoding;
        const char *bytes;
        size_t length;
    } rows[] = {
        {ENCODING_UTF_8, "\xEF\xBB\xBF\xE6\x9D\x91", 6},
        {ENCODING_GB18030, "\x84\x31\x95\x33\xB4\xE5", 6},
        {ENCODING_UTF_16LE, "\xFF\xFE\x51\x67", 4},
        {ENCODING_UTF_16LE, "\xFE\xFF\x67\x51", 4},
        {ENCODING_UTF_16BE, "\xFF\xFE\x51\x67", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer bytes = BUFFER_INIT;
        buffer_append_bytes(&bytes, rows[i].bytes, rows[i].length);
        for (size_t size = 1; size <= rows[i].length; size++)
            decode_in_pieces(rows[i].encoding, &bytes, size, "村");
        buffer_release(&bytes);
    }
}

/* The editions' own codes, and the euro of Windows, are put right wherever a piece ends. */
static void repairs_in_pieces(void **state) {
    struct buffer bytes = BUFFER_INIT;
    buffer_append(&bytes, "\x82\x35\x90\x37\x84\x31\x83\x35\x80\xB4\xE5\xFE\x51");
    for (size_t size = 1; size <= bytes.length; size++)
        decode_in_pieces(ENCODING_GB18030, &bytes, size, "龴︙€村\U00020087");
    buffer_release(&bytes);
    buffer_append(&bytes, "\xA2\xE3\x80\xB4\xE5");
    for (size_t size = 1; size <= bytes.length; size++)
        decode_in_pieces(ENCODING_GBK, &bytes, size, "€€村");
    buffer_release(&bytes);
}

/* ---- every hanzi ----------------------------------------------------------------------------------- */

/* The blocks of hanzi as of Unicode 16, both ends included; some of their ends are not assigned yet, and come back
 * all the same. */
static const struct {
    char32_t first, last;
} hanzi[] = {
    {0x3007, 0x3007},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAD9},
    {0x20000, 0x2A6DF}, {0x2A700, 0x2B739}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1},
    {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D}, {0x2F800, 0x2FA1D}, {0x30000, 0x3134A},
    {0x31350, 0x323AF},
};

static void append_hanzi(struct buffer *out) {
    for (size_t i = 0; i < sizeof hanzi / sizeof *hanzi; i++) {
        for (char32_t character = hanzi[i].first; character <= hanzi[i].last; character++) {
            char encoded[4];
            buffer_append_bytes(out, encoded, text_encode(character, encoded));
        }
        buffer_append_char(out, '\n');
    }
}

static void every_hanzi_comes_back(void **state) {
    static const enum encoding all[] = {ENCODING_GB18030, ENCODING_UTF_16LE, ENCODING_UTF_16BE};
    struct buffer text = BUFFER_INIT;
    append_hanzi(&text);
    assert_true(text_length(buffer_text(&text)) > 98000);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct buffer bytes = BUFFER_INIT;
        encode(all[i], buffer_text(&text), &bytes);
        assert_null(memchr(all[i] == ENCODING_GB18030 ? bytes.data : "", '?',
                           all[i] == ENCODING_GB18030 ? bytes.length : 0));
        decode_in_pieces(all[i], &bytes, 4093, buffer_text(&text));
        buffer_release(&bytes);
    }
    buffer_release(&text);
}

/* How many characters of the Basic Plane the encoding has; each comes back as itself. */
static int count_coming_back(enum encoding encoding) {
    int count = 0;
    for (char32_t character = 0x80; character < 0x10000; character++) {
        char text[5] = "";
        struct buffer bytes = BUFFER_INIT, back = BUFFER_INIT;
        size_t length = text_encode(character, text);
        if (length > 0 && encoding_from_utf8(encoding, text, length, &bytes, NULL) == STATUS_OK) {
            assert_int_equal(encoding_to_utf8(encoding, bytes.data, bytes.length, &back, NULL),
                             STATUS_OK);
            assert_string_equal(buffer_text(&back), text);
            count++;
        }
        buffer_release(&bytes);
        buffer_release(&back);
    }
    return count;
}

static void what_the_older_ones_hold_comes_back(void **state) {
    assert_int_equal(count_coming_back(ENCODING_GB2312), 7445); /* as GB 2312-80 says */
    assert_true(count_coming_back(ENCODING_GBK) >= 21003);      /* its hanzi alone */
    assert_true(count_coming_back(ENCODING_BIG5) >= 13053);
}

static void the_private_characters_of_older_editions(void **state) {
    static const struct {
        const char *private, *now;
    } rows[] = {{"\uE78D", "︐"},         {"\uE78F", "︑"},        {"\uE796", "︙"},
                {"\uE81E", "龴"},         {"\uE864", "龻"},        {"\uE816", "\U00020087"},
                {"\uE831", "\U000215D7"}, {"\uE855", "\U000241FE"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer then = BUFFER_INIT, now = BUFFER_INIT;
        encode(ENCODING_GB18030, rows[i].private, &then);
        encode(ENCODING_GB18030, rows[i].now, &now);
        decode_in_pieces(ENCODING_GB18030, &then, 1, rows[i].now);
        decode_in_pieces(ENCODING_GB18030, &now, 1, rows[i].now);
        buffer_release(&then);
        buffer_release(&now);
    }
}

/* Libraries of other editions put them out; ours must not depend on which. */
static void other_editions_are_made_new(void **state) {
    struct buffer text = BUFFER_INIT;
    buffer_append(&text, "\uE81E前\uE81E\uE816村\uE001\uE796");
    gb_modernise(&text, strlen("\uE81E前"));
    assert_string_equal(buffer_text(&text), "\uE81E前龴\U00020087村\uE001︙");
    gb_modernise(&text, text.length);
    assert_string_equal(buffer_text(&text), "\uE81E前龴\U00020087村\uE001︙");
    buffer_release(&text);
}

static void hong_kong_is_read_in_big5(void **state) {
    struct buffer bytes = BUFFER_INIT;
    const char *text = "東門村嘅路燈𠝹";
    encode(ENCODING_BIG5_HKSCS, text, &bytes);
    for (size_t size = 1; size < 5; size++)
        decode_in_pieces(ENCODING_BIG5, &bytes, size, text);
    assert_int_equal(encoding_from_utf8(ENCODING_BIG5, text, strlen(text), &bytes, NULL),
                     STATUS_INVALID);
    buffer_release(&bytes);
}

static void gb2312_is_written_strictly(void **state) {
    struct buffer bytes = BUFFER_INIT;
    struct problem problem = {0};
    const char *text = "东门村—·\n朱镕基";
    assert_int_equal(encoding_from_utf8(ENCODING_GB2312, text, strlen(text), &bytes, &problem),
                     STATUS_INVALID);
    assert_string_equal(problem.places[1].value, "镕");
    assert_int_equal(problem.line, 2);
    assert_int_equal(problem.column, 2);
    encode(ENCODING_GBK, text, &bytes);
    decode_in_pieces(ENCODING_GB2312, &bytes, 3, text);
    buffer_release(&bytes);
}

/* ---- what cannot be written -------------------------------------------------------------------------- */

static void note_loss(void *context, const struct encoding_loss *loss) {
    struct buffer *notes = context;
    buffer_append_format(notes, "%d:%d U+%04X%s @%d\n", (int)loss->line, (int)loss->column,
                         (unsigned)loss->character, loss->is_space ? " space" : "",
                         (int)loss->offset);
}

static void replaces(enum encoding to, const char *text, size_t size, const char *expected,
                     const char *expected_notes) {
    struct encoder *encoder = NULL;
    struct buffer out = BUFFER_INIT, back = BUFFER_INIT, notes = BUFFER_INIT;
    size_t whole = strlen(text);
    assert_int_equal(encoder_open(&encoder, to, ENCODER_REPLACES, NULL), STATUS_OK);
    encoder_tell(encoder, note_loss, &notes);
    for (size_t at = 0; at < whole; at += size) {
        size_t length = whole - at < size ? whole - at : size;
        assert_int_equal(encoder_feed(encoder, text + at, length, &out, NULL), STATUS_OK);
    }
    assert_int_equal(encoder_end(encoder, &out, NULL), STATUS_OK);
    assert_int_equal(encoding_to_utf8(to, out.data, out.length, &back, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&back), expected);
    assert_string_equal(buffer_text(&notes), expected_notes);
    encoder_close(encoder);
    buffer_release(&out);
    buffer_release(&back);
    buffer_release(&notes);
}

static void losses_are_all_told(void **state) {
    const char *text = "龚䶮\n村\u00A0𠮷・a";
    const char *notes = "1:2 U+4DAE @3\n2:2 U+00A0 space @10\n2:3 U+20BB7 @12\n2:4 U+30FB @16\n";
    for (size_t size = 1; size < 25; size++)
        replaces(ENCODING_GBK, text, size, "龚〓\n村 〓〓a", notes);
    replaces(ENCODING_GB2312, "镕村", 100, "〓村", "1:1 U+9555 @0\n");
    replaces(ENCODING_BIG5, "国村", 100, "□村", "1:1 U+56FD @0\n");
    replaces(ENCODING_GB18030, "䶮𠮷\u00A0\uE81E", 2, "䶮𠮷\u00A0龴", "");
    replaces(ENCODING_GBK, "村\xF3\xA0\x81\x81", 100, "村〓", "1:2 U+E0041 @3\n");
    replaces(ENCODING_GBK, "村\xFF路", 100, "村〓路", "1:2 U+FFFD @3\n");
    replaces(ENCODING_GBK, "村\xE6\x9D", 100, "村〓〓", "1:2 U+FFFD @3\n1:3 U+FFFD @4\n");
}

static void a_space_that_is_told_does_not_stop_it(void **state) {
    struct encoder *encoder = NULL;
    struct buffer out = BUFFER_INIT, notes = BUFFER_INIT;
    struct problem problem = {0};
    assert_int_equal(encoder_open(&encoder, ENCODING_GBK, ENCODER_STOPS, NULL), STATUS_OK);
    encoder_tell(encoder, note_loss, &notes);
    const char *text = "a\u00A0\n村䶮";
    assert_int_equal(encoder_feed(encoder, text, strlen(text), &out, &problem), STATUS_INVALID);
    assert_string_equal(buffer_text(&notes), "1:2 U+00A0 space @1\n");
    struct encoding_loss stopped = encoder_stopped_at(encoder);
    assert_int_equal(stopped.character, 0x4DAE);
    assert_int_equal(stopped.line, 2);
    assert_int_equal(stopped.column, 2);
    assert_int_equal(stopped.offset, 7);
    assert_int_equal(problem.line, 2);
    encoder_close(encoder);
    buffer_release(&out);
    buffer_release(&notes);
}

/* ---- what is no text --------------------------------------------------------------------------------- */

/* The place is the file's, whatever the pieces. */
static void bad_bytes_have_one_place(void **state) {
    static const char bytes[] = "\xB4\xE5\n\xB4\xE5 \x95\x34\xB2\x35\xFF\xFF\xB4\xE5";
    for (size_t size = 1; size < sizeof bytes; size++) {
        struct decoder *decoder = NULL;
        struct buffer out = BUFFER_INIT;
        struct problem problem = {0};
        enum status status = decoder_open(&decoder, ENCODING_GB18030, DECODER_STOPS, NULL);
        for (size_t at = 0; status == STATUS_OK && at < sizeof bytes - 1; at += size) {
            size_t left = sizeof bytes - 1 - at;
            status = decoder_feed(decoder, bytes + at, left < size ? left : size, &out, &problem);
        }
        assert_int_equal(status, STATUS_INVALID);
        assert_string_equal(buffer_text(&out), "村\n村 𠮷");
        assert_string_equal(problem.places[1].value, "10");
        assert_int_equal(problem.line, 2);
        assert_int_equal(problem.column, 4);
        decoder_close(decoder);
        buffer_release(&out);
    }
}

static void a_terminal_goes_on(void **state) {
    static const struct {
        enum encoding encoding;
        const char *bytes;
        size_t length;
        const char *text;
    } rows[] = {
        {ENCODING_UTF_8,
         "\xE6\x9D\x91\xFF"
         "a\xE6\x9D",
         7, "村\uFFFDa\uFFFD"},
        {ENCODING_GB18030, "\xB4\xE5\xFF\xB4\xE5\xB4", 6, "村\uFFFD村\uFFFD"},
        {ENCODING_GBK, "\xFE\x9F\xB4\xE5", 4, "\uFFFD\x9F村"},
        {ENCODING_UTF_16LE, "\x00\xDC\x51\x67", 4, "\uFFFD村"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decoder *decoder = NULL;
        struct buffer out = BUFFER_INIT;
        assert_int_equal(decoder_open(&decoder, rows[i].encoding, DECODER_REPLACES, NULL),
                         STATUS_OK);
        for (size_t at = 0; at < rows[i].length; at++)
            assert_int_equal(decoder_feed(decoder, rows[i].bytes + at, 1, &out, NULL), STATUS_OK);
        assert_int_equal(decoder_end(decoder, &out, NULL), STATUS_OK);
        if (rows[i].encoding == ENCODING_GBK)
            assert_non_null(strstr(buffer_text(&out), "\uFFFD"));
        else
            assert_string_equal(buffer_text(&out), rows[i].text);
        decoder_close(decoder);
        buffer_release(&out);
    }
}

/* Cut at every byte: what came before stays, and nothing is made up. */
static void every_truncation(void **state) {
    for (int i = 0; i < ENCODINGS; i++) {
        struct buffer bytes = BUFFER_INIT;
        const char *text = text_for(encodings[i]);
        encode(encodings[i], text, &bytes);
        for (size_t length = 0; length <= bytes.length; length++) {
            struct buffer out = BUFFER_INIT;
            struct problem problem = {0};
            enum status status =
                encoding_to_utf8(encodings[i], buffer_text(&bytes), length, &out, &problem);
            assert_true(status == STATUS_OK || status == STATUS_INVALID);
            if (status == STATUS_OK)
                assert_memory_equal(buffer_text(&out), text, out.length);
            else
                assert_non_null(strstr(problem.message, "断开"));
            buffer_release(&out);
        }
        buffer_release(&bytes);
    }
}

/* The same sequence on every machine. */
static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void feed_random(enum encoding encoding, enum decoder_manner manner, uint32_t *seed) {
    struct decoder *decoder = NULL;
    struct buffer out = BUFFER_INIT, again = BUFFER_INIT;
    struct problem problem = {0};
    size_t total = 0;
    assert_int_equal(decoder_open(&decoder, encoding, manner, NULL), STATUS_OK);
    enum status status = STATUS_OK;
    for (int piece = 0; piece < 8 && status == STATUS_OK; piece++) {
        char bytes[40];
        size_t length = next_random(seed) % sizeof bytes;
        bool is_high = next_random(seed) % 2 == 0;
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)(next_random(seed) | (is_high ? 0x80U : 0U));
        total += length;
        status = decoder_feed(decoder, bytes, length, &out, &problem);
    }
    if (status == STATUS_OK)
        status = decoder_end(decoder, &out, &problem);
    assert_true(status == STATUS_OK || (status == STATUS_INVALID && manner == DECODER_STOPS));
    if (status == STATUS_INVALID)
        assert_true(strtoul(problem.places[1].value, NULL, 10) < total);
    assert_true(text_is_valid(buffer_text(&out), out.length, NULL));
    struct encoder *encoder = NULL;
    assert_int_equal(encoder_open(&encoder, encoding, ENCODER_REPLACES, NULL), STATUS_OK);
    assert_int_equal(encoder_feed(encoder, buffer_text(&out), out.length, &again, NULL), STATUS_OK);
    assert_int_equal(encoder_end(encoder, &again, NULL), STATUS_OK);
    encoder_close(encoder);
    decoder_close(decoder);
    buffer_release(&out);
    buffer_release(&again);
}

static void random_bytes(void **state) {
    uint32_t seed = 20260101;
    for (int i = 0; i < ENCODINGS; i++) {
        for (int round = 0; round < 400; round++)
            feed_random(encodings[i], round % 2 == 0 ? DECODER_STOPS : DECODER_REPLACES, &seed);
    }
}

static void random_text_is_encoded(void **state) {
    uint32_t seed = 7;
    for (int i = 0; i < ENCODINGS; i++) {
        for (int round = 0; round < 300; round++) {
            char text[60];
            struct buffer out = BUFFER_INIT;
            for (size_t k = 0; k < sizeof text; k++)
                text[k] = (char)next_random(&seed);
            struct encoder *encoder = NULL;
            assert_int_equal(encoder_open(&encoder, encodings[i], ENCODER_REPLACES, NULL),
                             STATUS_OK);
            assert_int_equal(encoder_feed(encoder, text, 31, &out, NULL), STATUS_OK);
            assert_int_equal(encoder_feed(encoder, text + 31, 29, &out, NULL), STATUS_OK);
            assert_int_equal(encoder_end(encoder, &out, NULL), STATUS_OK);
            encoder_close(encoder);
            buffer_release(&out);
        }
    }
}

/* ---- two encodings in one file ----------------------------------------------------------------------- */

static int64_t mixed_line(const char *bytes, size_t size) {
    struct encoding_mixed mixed = ENCODING_MIXED_INIT;
    size_t whole = strlen(bytes);
    for (size_t at = 0; at < whole; at += size) {
        if (encoding_mixed_feed(&mixed, bytes + at, whole - at < size ? whole - at : size))
            return mixed.line;
    }
    return encoding_mixed_end(&mixed) ? mixed.line : 0;
}

static void lines_of_utf8_are_seen(void **state) {
    for (size_t size = 1; size < 12; size++) {
        assert_int_equal(mixed_line("\xB4\xE5,1\n东门村,2\n\xB4\xE5\n", size), 2);
        assert_int_equal(mixed_line("a\n\xB4\xE5\nFK1,“路灯”", size), 3);
        assert_int_equal(mixed_line("a,b\n\xB4\xE5\xC2\xB7\xB5\xC6,1\n\xD2\xBB\n", size), 0);
        assert_int_equal(mixed_line("村\n", size), 0); /* one alone is not enough to say so */
        assert_int_equal(mixed_line("", size), 0);
    }
}

/* Text in GB18030 is never taken for UTF-8. */
static void gb18030_is_not_mixed(void **state) {
    struct buffer text = BUFFER_INIT, bytes = BUFFER_INIT;
    uint32_t seed = 3;
    for (int line = 0; line < 3000; line++) {
        for (uint32_t i = next_random(&seed) % 12; i > 0; i--) {
            char encoded[4];
            char32_t character = 0x4E00 + next_random(&seed) % 0x51A0;
            buffer_append_bytes(&text, encoded, text_encode(character, encoded));
        }
        buffer_append(&text, line % 3 == 0 ? "，路灯\n" : ",12\n");
    }
    encode(ENCODING_GB18030, buffer_text(&text), &bytes);
    assert_int_equal(mixed_line(buffer_text(&bytes), 4096), 0);
    buffer_release(&text);
    buffer_release(&bytes);
}

/* ---- UTF-16 without a mark --------------------------------------------------------------------------- */

static void utf16_without_a_mark_is_asked_about(void **state) {
    static const char *const texts[] = {
        "标题,类别\r\n路灯不亮,投诉\r\n",
        "宅基地审批要带哪些材料",
        "title,kind\r\nlamp,complaint\r\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer little = BUFFER_INIT, big = BUFFER_INIT, out = BUFFER_INIT;
        struct problem problem = {0};
        encode(ENCODING_UTF_16LE, texts[i], &little);
        encode(ENCODING_UTF_16BE, texts[i], &big);
        assert_int_equal(encoding_detect(little.data, little.length, NULL), ENCODING_AUTO);
        assert_int_equal(encoding_detect(big.data, big.length, NULL), ENCODING_AUTO);
        assert_int_equal(encoding_to_utf8(ENCODING_AUTO, big.data, big.length, &out, &problem),
                         STATUS_INVALID);
        assert_non_null(strstr(problem.message, "请指明编码"));
        buffer_release(&little);
        buffer_release(&big);
        buffer_release(&out);
    }
    bool is_sure = true;
    assert_int_equal(encoding_detect("abc", 3, &is_sure), ENCODING_UTF_8);
    assert_false(is_sure);
    assert_int_equal(encoding_detect("村", 3, &is_sure), ENCODING_UTF_8);
    assert_true(is_sure);
    assert_int_equal(encoding_detect("\xB4\xE5\xC2\xB7", 4, &is_sure), ENCODING_GB18030);
    assert_false(is_sure);
    assert_int_equal(encoding_detect("a\nb\0c\n", 6, NULL), ENCODING_UTF_8); /* a stray NUL */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_any_size),
        cmocka_unit_test(marks_in_pieces),
        cmocka_unit_test(repairs_in_pieces),
        cmocka_unit_test(every_hanzi_comes_back),
        cmocka_unit_test(what_the_older_ones_hold_comes_back),
        cmocka_unit_test(the_private_characters_of_older_editions),
        cmocka_unit_test(other_editions_are_made_new),
        cmocka_unit_test(hong_kong_is_read_in_big5),
        cmocka_unit_test(gb2312_is_written_strictly),
        cmocka_unit_test(losses_are_all_told),
        cmocka_unit_test(a_space_that_is_told_does_not_stop_it),
        cmocka_unit_test(bad_bytes_have_one_place),
        cmocka_unit_test(a_terminal_goes_on),
        cmocka_unit_test(every_truncation),
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(random_text_is_encoded),
        cmocka_unit_test(lines_of_utf8_are_seen),
        cmocka_unit_test(gb18030_is_not_mixed),
        cmocka_unit_test(utf16_without_a_mark_is_asked_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
