/* The key decoder: each terminal's spellings, however the bytes are cut; Esc by time; pastes; invalid
 * bytes; and that no typed text is ever lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const letters = "abcdefghijklmnopqrstuvwxyz";

/* Appends a key as readable text: characters as they are, "<F2>", "<paste:…>". */
static void describe(struct buffer *out, const struct key_decoder *decoder, const struct key *key) {
    char name[16];
    char encoded[4];
    if (key->code == KEY_CODE_TEXT) {
        buffer_append_bytes(out, encoded, text_encode(key->character, encoded));
    } else if (key->code == KEY_CODE_PASTE) {
        const struct buffer *paste = key_decoder_paste(decoder);
        buffer_append(out, "<paste:");
        buffer_append_bytes(out, buffer_text(paste), paste->length);
        buffer_append(out, ">");
    } else {
        buffer_append_format(out, "<%s>", key_code_name(key->code, name));
    }
}

static void drain(struct key_decoder *decoder, int64_t now_ms, struct buffer *out) {
    struct key key;
    while (key_decoder_next(decoder, now_ms, &key))
        describe(out, decoder, &key);
}

static void feed_text(struct key_decoder *decoder, const char *bytes, int64_t now_ms) {
    key_decoder_feed(decoder, bytes, strlen(bytes), now_ms);
}

static struct key_decoder *new_decoder(void) {
    struct key_decoder *decoder = key_decoder_new();
    assert_non_null(decoder);
    return decoder;
}

static void assert_keys(struct key_decoder *decoder, int64_t now_ms, const char *expected) {
    struct buffer out = BUFFER_INIT;
    drain(decoder, now_ms, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

/* The bytes in two reads, cut everywhere, and one by one, give the same keys. */
static void assert_decodes(const char *bytes, const char *expected) {
    size_t length = strlen(bytes);
    for (size_t cut = 0; cut <= length; cut++) {
        struct key_decoder *decoder = new_decoder();
        key_decoder_feed(decoder, bytes, cut, 100);
        key_decoder_feed(decoder, bytes + cut, length - cut, 120);
        assert_keys(decoder, 5000, expected);
        key_decoder_free(decoder);
    }
    struct key_decoder *decoder = new_decoder();
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < length; i++) {
        key_decoder_feed(decoder, bytes + i, 1, (int64_t)i);
        drain(decoder, (int64_t)i, &out);
    }
    drain(decoder, 5000, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
    key_decoder_free(decoder);
}

static void test_text(void **state) {
    assert_decodes("abc", "abc");
    assert_decodes("东门村 3 组", "东门村 3 组");
    assert_decodes("张𠮷旺䶮", "张𠮷旺䶮");
    assert_decodes("１：？／＝", "１：？／＝");
    assert_decodes("\r\n\t\b\177", "<Enter><Enter><Tab><Backspace><Backspace>");
    assert_decodes("\001\007\032", "<Ctrl-A><Ctrl-G><Ctrl-Z>");
    assert_decodes("\034", "<Unknown>");
    struct key_decoder *decoder = new_decoder();
    key_decoder_feed(decoder, "a\0b", 3, 0);
    assert_keys(decoder, 0, "a<Ctrl-Space>b");
    key_decoder_free(decoder);
}

static void test_terminals(void **state) {
    static const struct {
        const char *bytes, *name;
    } spellings[] = {
        /* xterm */
        {"\033OP\033OQ\033OR\033OS", "<F1><F2><F3><F4>"},
        {"\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~",
         "<F5><F6><F7><F8><F9><F10><F11><F12>"},
        {"\033[A\033[B\033[C\033[D\033[H\033[F", "<Up><Down><Right><Left><Home><End>"},
        {"\033OA\033OB\033OC\033OD\033OH\033OF", "<Up><Down><Right><Left><Home><End>"},
        {"\033[2~\033[3~\033[5~\033[6~\033[Z", "<Ins><Del><PgUp><PgDn><Shift-Tab>"},
        {"\033[1;5C\033[1;2A\033[5;5~\033[3;2~", "<Right><Up><PgUp><Del>"},
        {"\033[1;2P\033[1;5Q\033[1;2R\033[1;6S\033[15;2~", "<F1><F2><F3><F4><F5>"},
        /* Linux console */
        {"\033[[A\033[[B\033[[C\033[[D\033[[E", "<F1><F2><F3><F4><F5>"},
        {"\033[1~\033[4~", "<Home><End>"},
        {"\033[P", "<Unknown>"}, /* Pause */
        /* PuTTY, vt220 */
        {"\033[11~\033[12~\033[13~\033[14~", "<F1><F2><F3><F4>"},
        {"\033OT\033OU\033OV\033OW\033OY\033OZ\033O[", "<F5><F6><F7><F8><F10><F11><F12>"},
        /* rxvt */
        {"\033[7~\033[8~\033[7$\033[8^\033[3@", "<Home><End><Home><End><Del>"},
        {"\033[a\033[b\033Oc\033Od", "<Up><Down><Right><Left>"},
        /* keypad in application mode, and with a modifier */
        {"\033Op\033Oy\033On\033Ok\033OM\033Oj", "09.+<Enter>*"},
        {"\033O5C\033O2P", "<Right><F1>"},
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_decodes(spellings[i].bytes, spellings[i].name);
}

static void test_sequences_between_text(void **state) {
    assert_decodes("村\033[A三\033OP组", "村<Up>三<F1>组");
}

static void test_unknown_sequences_are_swallowed_whole(void **state) {
    assert_decodes("a\033[?62;1;2cb", "a<Unknown>b");
    assert_decodes("a\033[<0;12;9Mb", "a<Unknown>b");
    assert_decodes("a\033[Ib", "a<Unknown>b");
    assert_decodes("a\033[99~b", "a<Unknown>b");
    assert_decodes("a\033[25;Rb", "a<Unknown>b");
    assert_decodes("a\033[25;80;1Rb", "a<Unknown>b");
    assert_decodes("a\033[25;80000Rb", "a<Unknown>b");
    assert_decodes("a\033[?2026;1$yb", "a<Unknown>b");
    assert_decodes("a\033[201~b", "a<Unknown>b");
    /* one that breaks off: what broke it is not swallowed */
    assert_decodes("a\033[1;东", "a<Unknown>东");
    assert_decodes("a\033[1\033[A", "a<Unknown><Up>");
    assert_decodes("a\033[1\r", "a<Unknown><Enter>");
    for (size_t digits = 1; digits <= 200; digits++) {
        struct buffer in = BUFFER_INIT;
        buffer_append(&in, "a\033[1");
        for (size_t i = 0; i < digits; i++)
            buffer_append(&in, "1");
        buffer_append(&in, "~b");
        struct key_decoder *decoder = new_decoder();
        key_decoder_feed(decoder, in.data, in.length, 0);
        assert_keys(decoder, 0, digits == 1 ? "a<F1>b" : "a<Unknown>b");
        key_decoder_free(decoder);
        buffer_release(&in);
    }
}

static void test_terminfo_spellings(void **state) {
    struct key_decoder *decoder = new_decoder();
    key_decoder_add(decoder, "\033[224z", KEY_CODE_F1); /* sun */
    key_decoder_add(decoder, "\033A", KEY_CODE_UP);     /* vt52 */
    key_decoder_add(decoder, "\033?q", KEY_CODE_F9);
    key_decoder_add(decoder, "\033[5~", KEY_CODE_F5); /* the terminal's own word goes first */
    key_decoder_add(decoder, "x", KEY_CODE_F2);       /* never: it is text */
    key_decoder_add(decoder, NULL, KEY_CODE_F2);
    feed_text(decoder, "\033[224z\033A\033?q\033[5~x\033[6~", 0);
    assert_keys(decoder, 0, "<F1><Up><F9><F5>x<PgDn>");
    feed_text(decoder, "\033?z", 10);
    assert_keys(decoder, 10, "<Esc>?z");
    key_decoder_free(decoder);
}

static void test_escape_by_time(void **state) {
    struct key_decoder *decoder = new_decoder();
    assert_int_equal(key_decoder_wait_ms(decoder, 0), -1);
    feed_text(decoder, "\033", 1000);
    assert_true(key_decoder_is_in_escape(decoder));
    assert_int_equal(key_decoder_wait_ms(decoder, 1000), KEYS_ESCAPE_MS);
    assert_int_equal(key_decoder_wait_ms(decoder, 1400), KEYS_ESCAPE_MS - 400);
    assert_keys(decoder, 1000 + KEYS_ESCAPE_MS - 1, "");
    assert_keys(decoder, 1000 + KEYS_ESCAPE_MS, "<Esc>");
    assert_false(key_decoder_is_in_escape(decoder));
    assert_int_equal(key_decoder_wait_ms(decoder, 9999), -1);
    /* bytes that come after its time are no part of it, though nobody asked in between */
    feed_text(decoder, "\033", 10000);
    feed_text(decoder, "2", 10000 + KEYS_ESCAPE_MS);
    assert_keys(decoder, 11000, "<Esc>2");
    key_decoder_free(decoder);
}

static void test_escape_twice(void **state) {
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, "\033\033", 0);
    assert_keys(decoder, 0, "<Esc>");
    assert_false(key_decoder_is_in_escape(decoder));
    assert_int_equal(key_decoder_wait_ms(decoder, 0), -1);
    assert_keys(decoder, 5000, "");
    /* the pair is over: a digit is a digit, a third Esc is a new one */
    feed_text(decoder, "2", 5010);
    assert_keys(decoder, 5010, "2");
    feed_text(decoder, "\033\0332", 6000);
    assert_keys(decoder, 6000, "<Esc>2");
    feed_text(decoder, "\033\033\033", 7000);
    assert_keys(decoder, 7000, "<Esc>");
    assert_true(key_decoder_is_in_escape(decoder));
    feed_text(decoder, "3", 7010);
    assert_keys(decoder, 7010, "<F3>");
    /* Esc, then an arrow */
    feed_text(decoder, "\033\033[A\033\033OP", 8000);
    assert_keys(decoder, 8000, "<Esc><Up><Esc><F1>");
    feed_text(decoder, "\033\033", 9000);
    feed_text(decoder, "[", 9000 + KEYS_SEQUENCE_MS);
    assert_keys(decoder, 9000 + KEYS_SEQUENCE_MS, "<Esc>[");
    key_decoder_free(decoder);
}

static void test_escape_and_digit(void **state) {
    assert_decodes("\0331\0332\0339\0330", "<F1><F2><F9><F10>");
    assert_decodes("\033２\033０", "<F2><F10>"); /* an input method left in full-width */
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, "\033", 0);
    feed_text(decoder, "6", KEYS_ESCAPE_MS - 1);
    assert_keys(decoder, KEYS_ESCAPE_MS, "<F6>");
    key_decoder_free(decoder);
}

static void test_escape_and_another_key(void **state) {
    assert_decodes("\033x", "<Esc>x");
    assert_decodes("\033东", "<Esc>东");
    assert_decodes("\033\r", "<Esc><Enter>");
    assert_decodes("\033\177", "<Esc><Backspace>");
    assert_decodes("\033\377", "<Esc>\xef\xbf\xbd");
}

/* Where the cursor is: no key, whatever is typed around it; not mixed up with Shift-F3. */
static void test_the_terminals_answer_is_no_key(void **state) {
    int row = 0, col = 0;
    assert_decodes("a\033[2;3Rb", "ab");
    assert_decodes("东\033[2;3R\033[A\033[24;80R", "东<Up>");
    assert_decodes("\033[1;2R", "<F3>");
    struct key_decoder *decoder = new_decoder();
    assert_false(key_decoder_take_position(decoder, &row, &col));
    key_decoder_expect_position(decoder);
    feed_text(decoder, "x\033", 0);
    feed_text(decoder, "[", 500);
    assert_keys(decoder, 500 + KEYS_ANSWER_MS - 1, "x"); /* slow, and no text for all that */
    feed_text(decoder, "2;", 2000);
    feed_text(decoder, "3Ry", 3900);
    assert_keys(decoder, 3900, "y");
    assert_true(key_decoder_take_position(decoder, &row, &col));
    assert_int_equal(row, 2);
    assert_int_equal(col, 3);
    assert_false(key_decoder_take_position(decoder, &row, &col));
    feed_text(decoder, "\033[", 5000);
    assert_int_equal(key_decoder_wait_ms(decoder, 5000), KEYS_SEQUENCE_MS); /* as before */
    key_decoder_free(decoder);
    decoder = new_decoder(); /* Esc, and the answer comes at once behind it */
    key_decoder_expect_position(decoder);
    feed_text(decoder, "\033\033[2;2R", 0);
    assert_keys(decoder, KEYS_ESCAPE_MS, "<Esc>");
    assert_true(key_decoder_take_position(decoder, &row, &col));
    key_decoder_free(decoder);
}

static void test_escape_and_bracket(void **state) {
    static const char *const beginnings[] = {"\033[", "\033O"};
    static const char *const typed[] = {"<Esc>[A", "<Esc>OA"};
    static const char *const alone[] = {"<Esc>[", "<Esc>O"};
    for (size_t i = 0; i < 2; i++) {
        struct key_decoder *decoder = new_decoder();
        feed_text(decoder, beginnings[i], 0);
        assert_int_equal(key_decoder_wait_ms(decoder, 0), KEYS_SEQUENCE_MS);
        assert_keys(decoder, KEYS_SEQUENCE_MS - 1, "");
        assert_keys(decoder, KEYS_SEQUENCE_MS, alone[i]);
        feed_text(decoder, beginnings[i], 1000);
        feed_text(decoder, "A", 1000 + KEYS_SEQUENCE_MS - 1);
        assert_keys(decoder, 2000, "<Up>");
        feed_text(decoder, beginnings[i], 3000);
        feed_text(decoder, "A", 3000 + KEYS_SEQUENCE_MS);
        assert_keys(decoder, 4000, typed[i]);
        key_decoder_free(decoder);
    }
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, "\033[1;",
              0); /* a sequence that never ends is dropped, what follows is not */
    feed_text(decoder, "5C", KEYS_ESCAPE_MS);
    assert_keys(decoder, KEYS_ESCAPE_MS, "<Unknown>5C");
    key_decoder_free(decoder);
}

#define BAD "\xef\xbf\xbd"

static void test_invalid_bytes(void **state) {
    assert_decodes("a\377b", "a" BAD "b");
    assert_decodes("\xd6\xd0 x", BAD BAD " x"); /* 中 in GBK */
    assert_decodes("\xe4\xb8"
                   "A",
                   BAD BAD "A");                          /* cut by an ASCII letter */
    assert_decodes("\xe4\xb8\xe4\xb8\xad", BAD BAD "中"); /* cut by a whole character */
    assert_decodes("\xc0\x80\xe0\x80\x80", BAD BAD BAD BAD BAD);
    assert_decodes("\xed\xa0\x80", BAD BAD BAD); /* a surrogate */
    assert_decodes("\xf4\x90\x80\x80", BAD BAD BAD BAD);
    assert_decodes("\xf0\xa0\xae\r", BAD BAD BAD "<Enter>");
    assert_decodes("\xe4\033[A", BAD "<Up>");
    /* what can become no character is not waited for */
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, "\xe0\x80", 0);
    assert_keys(decoder, 0, BAD BAD);
    feed_text(decoder,
              "\xf0\xa0"
              "A",
              0);
    assert_keys(decoder, 0, BAD BAD "A");
    feed_text(decoder, "\xf0\xa0\xae\xae\xae", 0);
    assert_keys(decoder, 0, "𠮮" BAD);
    /* the rest of a character may come late, but not for ever */
    feed_text(decoder, "\xe4\xb8", 0);
    assert_true(key_decoder_is_in_escape(decoder));
    assert_keys(decoder, KEYS_ESCAPE_MS - 1, "");
    feed_text(decoder, "\xad", KEYS_ESCAPE_MS - 1);
    assert_keys(decoder, KEYS_ESCAPE_MS - 1, "中");
    feed_text(decoder, "\xe4\xb8", 2000);
    assert_keys(decoder, 2000 + KEYS_ESCAPE_MS, BAD BAD);
    feed_text(decoder, "\033\xe4", 4000);
    assert_keys(decoder, 4000 + KEYS_ESCAPE_MS, "<Esc>" BAD);
    key_decoder_free(decoder);
}

#define BEGIN "\033[200~"
#define END "\033[201~"

static void test_pastes(void **state) {
    assert_decodes("a" BEGIN "东门村\r\n三组\r路灯\n" END "b", "a<paste:东门村\n三组\n路灯\n>b");
    assert_decodes(BEGIN "1\t2" END BEGIN "3" END "x", "<paste:1\t2><paste:3>x");
    assert_decodes(BEGIN END "x", "x");
    assert_decodes(BEGIN "\001a\177b" END, "<paste:ab>");
    assert_decodes(BEGIN "红\033[31m字\033[0m" END, "<paste:红字>");
    assert_decodes(BEGIN "a\033b\033\033[村" END, "<paste:ab[村>");
    assert_decodes(BEGIN "a\033[200~b" END, "<paste:ab>");
    assert_decodes(BEGIN "\xd6\xd0\xe4" END "x", "<paste:" BAD BAD BAD ">x");
    assert_decodes(BEGIN "𠮷" END "\033[A", "<paste:𠮷><Up>");
    struct buffer in = BUFFER_INIT, expected = BUFFER_INIT;
    buffer_append(&in, BEGIN "\033[");
    buffer_append(&expected, "<paste:[");
    for (int i = 0; i < 100; i++) {
        buffer_append(&in, "12");
        buffer_append(&expected, "12");
    }
    buffer_append(&in, END);
    buffer_append(&expected, ">");
    assert_decodes(buffer_text(&in), buffer_text(&expected));
    buffer_release(&in);
    buffer_release(&expected);
}

static void test_two_pastes_wait(void **state) {
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, BEGIN "一" END "x" BEGIN "二二" END, 0);
    struct key key;
    assert_true(key_decoder_next(decoder, 0, &key));
    assert_int_equal(key.code, KEY_CODE_PASTE);
    feed_text(decoder, BEGIN "三" END, 0);
    assert_string_equal(buffer_text(key_decoder_paste(decoder)), "一");
    assert_keys(decoder, 0, "x<paste:二二><paste:三>");
    key_decoder_free(decoder);
}

static void test_paste_without_end(void **state) {
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder, BEGIN "石桥村", 0);
    assert_true(key_decoder_is_in_escape(decoder));
    feed_text(decoder, "一组", 900);
    assert_int_equal(key_decoder_wait_ms(decoder, 900), KEYS_PASTE_MS);
    assert_keys(decoder, 900 + KEYS_PASTE_MS - 1, "");
    assert_keys(decoder, 900 + KEYS_PASTE_MS, "<paste:石桥村一组>");
    feed_text(decoder, "y\r", 3000);
    assert_keys(decoder, 3000, "y<Enter>");
    feed_text(decoder, BEGIN "end cut\033[20", 4000);
    assert_keys(decoder, 4000 + KEYS_PASTE_MS, "<paste:end cut[20>");
    key_decoder_free(decoder);
}

static void test_long_paste(void **state) {
    struct buffer in = BUFFER_INIT, expected = BUFFER_INIT;
    buffer_append(&in, BEGIN);
    buffer_append(&expected, "<paste:");
    for (int i = 0; i < 20000; i++) {
        buffer_append(&in, "政𠮷");
        buffer_append(&expected, "政𠮷");
    }
    buffer_append(&in, END);
    buffer_append(&expected, ">");
    struct key_decoder *decoder = new_decoder();
    for (size_t i = 0; i < in.length; i += 4096)
        key_decoder_feed(decoder, in.data + i, in.length - i < 4096 ? in.length - i : 4096, 0);
    assert_keys(decoder, 0, buffer_text(&expected));
    key_decoder_free(decoder);
    buffer_release(&in);
    buffer_release(&expected);
}

static void test_waiting_keys(void **state) {
    struct key_decoder *decoder = new_decoder();
    assert_false(key_decoder_has_key(decoder, 0));
    feed_text(decoder, "ab", 0);
    assert_true(key_decoder_has_key(decoder, 0));
    assert_false(key_decoder_has_code(decoder, KEY_CODE_ESCAPE));
    feed_text(decoder, "\033", 10);
    assert_false(key_decoder_has_code(decoder, KEY_CODE_ESCAPE));
    assert_true(key_decoder_has_key(decoder, 10 + KEYS_ESCAPE_MS));
    assert_true(key_decoder_has_code(decoder, KEY_CODE_ESCAPE));
    assert_keys(decoder, 1000, "ab<Esc>");
    assert_false(key_decoder_has_code(decoder, KEY_CODE_ESCAPE));
    key_decoder_free(decoder);
}

static void test_names(void **state) {
    static const struct {
        enum key_code code;
        const char *name;
    } names[] = {
        {KEY_CODE_F2, "F2"},
        {KEY_CODE_F12, "F12"},
        {KEY_CTRL('G'), "Ctrl-G"},
        {KEY_CTRL('t'), "Ctrl-T"},
        {KEY_CODE_PAGE_UP, "PgUp"},
        {KEY_CODE_ENTER, "Enter"},
        {KEY_CODE_BACK_TAB, "Shift-Tab"},
        {KEY_CODE_ESCAPE, "Esc"},
        {KEY_CODE_TEXT, ""},
        {KEY_CODE_NONE, ""},
    };
    char out[16];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(key_code_name(names[i].code, out), names[i].name);
}

/* ---- random: whole tokens, cut anywhere, give the same keys however they are cut -------------------- */

static uint32_t random_state;
static size_t random_below(size_t most) {
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % most;
}

static const struct {
    const char *bytes, *keys;
} tokens[] = {
    {"a", "a"},
    {"5", "5"},
    {"镇", "镇"},
    {"𠮷", "𠮷"},
    {"é", "é"},
    {"\r", "<Enter>"},
    {"\t", "<Tab>"},
    {"\033[A", "<Up>"},
    {"\033[[A", "<F1>"},
    {"\033OQ", "<F2>"},
    {"\033[15;2~", "<F5>"},
    {"\0333", "<F3>"},
    {"\033z", "<Esc>z"},
    {"\377", BAD},
    {"\xe4\xb8 ", BAD BAD " "},
    {"\033[?1;2c", "<Unknown>"},
    {BEGIN "贴\033[1m~" END, "<paste:贴~>"},
    {"\033\033[B", "<Esc><Down>"},
    {"［", "［"},
};

static void test_random_cuts(void **state) {
    for (uint32_t seed = 1; seed <= 400; seed++) {
        random_state = seed;
        struct buffer in = BUFFER_INIT, expected = BUFFER_INIT, out = BUFFER_INIT;
        for (int i = 0; i < 60; i++) {
            size_t token = random_below(sizeof tokens / sizeof *tokens);
            buffer_append(&in, tokens[token].bytes);
            buffer_append(&expected, tokens[token].keys);
        }
        struct key_decoder *decoder = new_decoder();
        int64_t now = 0;
        for (size_t i = 0, length; i < in.length; i += length) {
            length = 1 + random_below(12);
            length = length > in.length - i ? in.length - i : length;
            now += (int64_t)random_below(KEYS_SEQUENCE_MS);
            key_decoder_feed(decoder, in.data + i, length, now);
            if (random_below(2))
                drain(decoder, now, &out);
        }
        drain(decoder, now + 5000, &out);
        assert_string_equal(buffer_text(&out), buffer_text(&expected));
        key_decoder_free(decoder);
        buffer_release(&in);
        buffer_release(&expected);
        buffer_release(&out);
    }
}

/* Any bytes at all: what is typed after a second of silence comes through, in order. */
static void test_random_bytes_never_stick(void **state) {
    for (uint32_t seed = 1; seed <= 2000; seed++) {
        random_state = seed;
        struct key_decoder *decoder = new_decoder();
        int64_t now = 0;
        struct buffer out = BUFFER_INIT;
        for (size_t i = 0, count = random_below(80); i < count; i++) {
            static const char likely[] = "\033[O~;209\xe4\xb8\xad[\033";
            char byte =
                random_below(3) ? likely[random_below(sizeof likely - 1)] : (char)random_below(256);
            now += random_below(4) ? 0 : (int64_t)random_below(700);
            key_decoder_feed(decoder, &byte, 1, now);
            drain(decoder, now, &out);
        }
        now += KEYS_PASTE_MS;
        drain(decoder, now, &out);
        assert_true(text_is_valid(buffer_text(&out), out.length, NULL));
        assert_int_equal(key_decoder_wait_ms(decoder, now), -1);
        feed_text(decoder, letters, now);
        feed_text(decoder, "政务公开", now + 1);
        struct buffer tail = BUFFER_INIT;
        drain(decoder, now + 1, &tail);
        assert_int_equal(key_decoder_wait_ms(decoder, now + 1), -1);
        assert_string_equal(buffer_text(&tail), "abcdefghijklmnopqrstuvwxyz政务公开");
        buffer_release(&tail);
        buffer_release(&out);
        key_decoder_free(decoder);
    }
}

static void assert_bytes(struct key_decoder *decoder, enum key_code code, const char *expected) {
    struct key key = {KEY_CODE_NONE, 0};
    size_t length = 0;
    assert_true(key_decoder_next(decoder, 5000, &key));
    assert_int_equal(key.code, code);
    const char *bytes = key_decoder_bytes(decoder, &length);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, length);
}

static void test_bytes_of_a_key(void **state) {
    struct key_decoder *decoder = new_decoder();
    feed_text(decoder,
              "\033OQ\033"
              "2𠮷\033\033\xff\033[1;2;3;4;5;6;7~\r",
              100);
    assert_bytes(decoder, KEY_CODE_F2, "\033OQ");
    assert_bytes(decoder, KEY_CODE_F2,
                 "\033"
                 "2");
    assert_bytes(decoder, KEY_CODE_TEXT, "𠮷");
    assert_bytes(decoder, KEY_CODE_ESCAPE, "\033\033");
    assert_bytes(decoder, KEY_CODE_TEXT, "\xff");
    assert_bytes(decoder, KEY_CODE_HOME, "\033[1;2;3;4;5;");
    assert_bytes(decoder, KEY_CODE_ENTER, "\r");
    key_decoder_free(decoder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_bytes_of_a_key),
        cmocka_unit_test(test_terminals),
        cmocka_unit_test(test_sequences_between_text),
        cmocka_unit_test(test_unknown_sequences_are_swallowed_whole),
        cmocka_unit_test(test_terminfo_spellings),
        cmocka_unit_test(test_escape_by_time),
        cmocka_unit_test(test_escape_twice),
        cmocka_unit_test(test_escape_and_digit),
        cmocka_unit_test(test_escape_and_another_key),
        cmocka_unit_test(test_the_terminals_answer_is_no_key),
        cmocka_unit_test(test_escape_and_bracket),
        cmocka_unit_test(test_invalid_bytes),
        cmocka_unit_test(test_pastes),
        cmocka_unit_test(test_two_pastes_wait),
        cmocka_unit_test(test_paste_without_end),
        cmocka_unit_test(test_long_paste),
        cmocka_unit_test(test_waiting_keys),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_random_cuts),
        cmocka_unit_test(test_random_bytes_never_stick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
