/* Bytes of the terminal → keys. Our own decoder (get_wch swallows keys after a bad byte): pure state
 * machine, no curses, no reading. UTF-8, F-keys in every terminal's spelling, Esc then digit as F-key,
 * bracketed paste. */
#ifndef ZWGK_UI_KEYS_H
#define ZWGK_UI_KEYS_H

#include "base/buffer.h"
#include "base/status.h"

#include <uchar.h>

enum key_code {
    KEY_CODE_NONE,
    KEY_CODE_TEXT,  /* key.character */
    KEY_CODE_PASTE, /* key_decoder.paste holds the text, cleaned of escapes, newlines as \n */
    KEY_CODE_ENTER, KEY_CODE_TAB, KEY_CODE_BACK_TAB, KEY_CODE_BACKSPACE, KEY_CODE_DELETE, KEY_CODE_INSERT,
    KEY_CODE_UP, KEY_CODE_DOWN, KEY_CODE_LEFT, KEY_CODE_RIGHT, KEY_CODE_HOME, KEY_CODE_END,
    KEY_CODE_PAGE_UP, KEY_CODE_PAGE_DOWN, KEY_CODE_ESCAPE,
    KEY_CODE_F1, KEY_CODE_F2, KEY_CODE_F3, KEY_CODE_F4, KEY_CODE_F5, KEY_CODE_F6, KEY_CODE_F7,
    KEY_CODE_F8, KEY_CODE_F9, KEY_CODE_F10, KEY_CODE_F11, KEY_CODE_F12,
    KEY_CODE_CTRL = 64, /* Ctrl-Space; + letter 1..26: Ctrl-A is KEY_CODE_CTRL + 1; Tab, Enter, Backspace have their own */
    KEY_CODE_RESIZE = 128,
    KEY_CODE_UNKNOWN, /* a whole escape sequence nobody knows: swallowed, never typed into a field */
};
#define KEY_CTRL_SPACE KEY_CODE_CTRL
#define KEY_CTRL(letter) (KEY_CODE_CTRL + ((letter) & 31))

struct key {
    enum key_code code;
    char32_t character; /* of KEY_CODE_TEXT */
};

enum { KEYS_ESCAPE_MS = 600, KEYS_SEQUENCE_MS = 50, KEYS_PASTE_MS = 1000 /* a paste whose end is lost */,
       KEYS_ANSWER_MS = 2000 /* the parts of an expected answer */ };

struct key_decoder;
struct key_decoder *key_decoder_new(void);
void key_decoder_free(struct key_decoder *decoder);
/* A terminal's own spelling of a key (from terminfo), beside those built in. */
void key_decoder_add(struct key_decoder *decoder, const char *sequence, enum key_code code);
/* Adds bytes as they were read. */
void key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t length, int64_t now_ms);
/* The next key, or false when none is complete at `now_ms`. Esc alone becomes KEY_CODE_ESCAPE after
 * KEYS_ESCAPE_MS, at once when pressed twice; Esc digit is F1..F9, F10 for 0. */
bool key_decoder_next(struct key_decoder *decoder, int64_t now_ms, struct key *out);
/* Milliseconds until an undecided beginning must be looked at again; -1 when there is none. */
int key_decoder_wait_ms(const struct key_decoder *decoder, int64_t now_ms);
/* True when key_decoder_next would give a key; and when that one is among those that wait. */
bool key_decoder_has_key(struct key_decoder *decoder, int64_t now_ms);
bool key_decoder_has_code(const struct key_decoder *decoder, enum key_code code);
/* True while the bytes so far are the beginning of something (Esc, a cut character, an open paste). */
bool key_decoder_is_in_escape(const struct key_decoder *decoder);
/* What the terminal answered to CSI 6n, once: where its cursor stood. It is no key. Answers from the first
 * row are not told from Shift-F3 and are taken for that: ask on another. */
void key_decoder_expect_position(struct key_decoder *decoder); /* its parts may come slowly */
bool key_decoder_take_position(struct key_decoder *decoder, int *row, int *col);
/* The bytes the last key taken came from, its first KEY_BYTES_MOST; both bytes of Esc Esc; none of a paste.
 * Valid until the next. */
enum { KEY_BYTES_MOST = 12 };
const char *key_decoder_bytes(const struct key_decoder *decoder, size_t *length);
/* Text of the last KEY_CODE_PASTE; valid until the next. */
const struct buffer *key_decoder_paste(const struct key_decoder *decoder);
/* "F2", "Ctrl-G", "PgUp", "Enter" … for key lines and keytest; "" for text. */
const char *key_code_name(enum key_code code, char out[16]);

#endif
