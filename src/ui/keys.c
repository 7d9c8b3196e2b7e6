/* Bytes → keys. What cannot be decided yet is held; each further byte, or its time running out,
 * decides it. Reads nothing, knows no curses; the time is always the caller's. */
#include "ui/keys.h"

#include "base/text.h"
#include "ui/keys_table.h"

#include <stdlib.h>
#include <string.h>

enum { ESC = 0x1b, HELD_MOST = 64, SPELLING_MOST = 16, ADDED_MOST = 64 };

struct spelling {
    char bytes[SPELLING_MOST];
    size_t length;
    enum key_code code;
};

struct decided {
    struct key key;
    char bytes[KEY_BYTES_MOST];
    unsigned char length;
};

struct key_decoder {
    char held[HELD_MOST]; /* the undecided beginning */
    size_t held_length;
    int64_t last_ms;      /* when the last byte came */
    bool is_escape_spent; /* held[0] is the second Esc of a pair that was reported already */
    bool is_pasting;
    bool expects_position, has_position;
    int row, col;          /* of the terminal's cursor, as it answered */
    struct buffer raw;     /* of the paste being received */
    struct decided *queue; /* not yet taken: [first, end) */
    struct decided taken;  /* the last one taken */
    size_t first, end, capacity;
    struct buffer waiting; /* texts of the pastes in the queue, one after another */
    struct buffer paste;   /* of the last paste taken */
    struct spelling added[ADDED_MOST];
    size_t added_count;
};

struct key_decoder *key_decoder_new(void) {
    return calloc(1, sizeof(struct key_decoder));
}

void key_decoder_free(struct key_decoder *decoder) {
    if (!decoder)
        return;
    buffer_release(&decoder->raw);
    buffer_release(&decoder->waiting);
    buffer_release(&decoder->paste);
    free(decoder->queue);
    free(decoder);
}

void key_decoder_add(struct key_decoder *decoder, const char *sequence, enum key_code code) {
    size_t length = sequence ? strlen(sequence) : 0;
    if (length < 2 || length > SPELLING_MOST || sequence[0] != ESC || sequence[1] == ESC ||
        decoder->added_count == ADDED_MOST)
        return;
    struct spelling *spelling = &decoder->added[decoder->added_count++];
    memcpy(spelling->bytes, sequence, length);
    spelling->length = length;
    spelling->code = code;
}

/* ---- the queue -------------------------------------------------------------------------------------- */

/* A key that finds no memory is lost: nothing better can be done with it here. */
static bool queue_put(struct key_decoder *decoder, struct key key, const char *bytes,
                      size_t length) {
    if (decoder->first == decoder->end)
        decoder->first = decoder->end = 0;
    if (decoder->end == decoder->capacity) {
        size_t capacity = decoder->capacity ? decoder->capacity * 2 : 64;
        struct decided *queue = realloc(decoder->queue, capacity * sizeof *queue);
        if (!queue)
            return false;
        decoder->queue = queue;
        decoder->capacity = capacity;
    }
    struct decided *decided = &decoder->queue[decoder->end++];
    decided->key = key;
    decided->length = (unsigned char)(length < KEY_BYTES_MOST ? length : KEY_BYTES_MOST);
    memcpy(decided->bytes, bytes, decided->length);
    return true;
}

static void take_paste(struct key_decoder *decoder, size_t length) {
    struct buffer *waiting = &decoder->waiting;
    buffer_clear(&decoder->paste);
    buffer_append_bytes(&decoder->paste, buffer_text(waiting), length);
    if (length == waiting->length) {
        buffer_release(waiting);
        return;
    }
    struct buffer rest = BUFFER_INIT;
    buffer_append_bytes(&rest, waiting->data + length, waiting->length - length);
    buffer_release(waiting);
    *waiting = rest;
}

/* ---- deciding --------------------------------------------------------------------------------------- */

static size_t utf8_expected(unsigned char lead) {
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 1;
}

static bool second_byte_is_valid(unsigned char lead, unsigned char second) {
    unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

/* The beginning of a character whose rest may still come. */
static bool utf8_is_cut(const char *bytes, size_t length) {
    unsigned char lead = (unsigned char)bytes[0];
    if (length >= utf8_expected(lead))
        return false;
    if (length >= 2 && !second_byte_is_valid(lead, (unsigned char)bytes[1]))
        return false;
    return length < 3 || ((unsigned char)bytes[2] & 0xc0) == 0x80;
}

static size_t decide_text(const char *bytes, size_t length, bool is_final, struct key *key) {
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0x20 || lead == 0x7f) {
        key->code = keys_table_control(lead);
        return 1;
    }
    if (!is_final && utf8_is_cut(bytes, length))
        return 0;
    key->code = KEY_CODE_TEXT;
    return text_decode(bytes, length, &key->character);
}

/* Esc on its own (nothing, when it was reported with the Esc before it). */
static size_t decide_escape(const struct key_decoder *decoder, struct key *key) {
    key->code = decoder->is_escape_spent ? KEY_CODE_NONE : KEY_CODE_ESCAPE;
    return 1;
}

/* ESC [ parameters final. */
static size_t decide_csi(const struct key_decoder *decoder, bool is_final, struct key *key) {
    const char *held = decoder->held;
    size_t length = decoder->held_length;
    if (length == 2)
        return is_final ? decide_escape(decoder, key) : 0;
    bool is_linux = held[2] == '[';
    for (size_t i = is_linux ? 3 : 2; i < length; i++) {
        unsigned char byte = (unsigned char)held[i];
        bool is_shifted = byte == '$' && held[2] >= '0' && held[2] <= '9';
        if ((byte >= 0x40 && byte <= 0x7e) || is_shifted) {
            *key = keys_table_find(held, i + 1);
            return i + 1;
        }
        if (is_linux || byte < 0x20 || byte > 0x3f) {
            key->code = KEY_CODE_UNKNOWN;
            return i;
        }
    }
    key->code = KEY_CODE_UNKNOWN;
    return is_final ? length : 0;
}

/* ESC O [digit] letter. */
static size_t decide_ss3(const struct key_decoder *decoder, bool is_final, struct key *key) {
    const char *held = decoder->held;
    size_t length = decoder->held_length;
    size_t letter = length > 2 && held[2] >= '0' && held[2] <= '9' ? 3 : 2;
    if (length <= letter && !is_final)
        return 0;
    if (length <= letter || held[letter] < ' ' || held[letter] > '~')
        return decide_escape(decoder, key);
    *key = keys_table_find(held, letter + 1);
    return letter + 1;
}

/* Esc and then a character: a digit, full-width too, makes an F-key. */
static size_t decide_escape_text(const struct key_decoder *decoder, bool is_final,
                                 struct key *key) {
    const char *rest = decoder->held + 1;
    size_t length = decoder->held_length - 1;
    if (decoder->is_escape_spent || is_final)
        return decide_escape(decoder, key);
    if (utf8_is_cut(rest, length))
        return 0;
    char32_t character;
    size_t used = text_decode(rest, length, &character);
    key->code = keys_table_escape_digit(text_fold_key(character));
    return key->code != KEY_CODE_NONE ? 1 + used : decide_escape(decoder, key);
}

/* 1: held is this key; 0: held may become one; -1: neither. */
static int find_added(const struct key_decoder *decoder, struct key *key) {
    int result = -1;
    for (size_t i = 0; i < decoder->added_count; i++) {
        const struct spelling *spelling = &decoder->added[i];
        if (spelling->length < decoder->held_length ||
            memcmp(spelling->bytes, decoder->held, decoder->held_length) != 0)
            continue;
        if (spelling->length == decoder->held_length) {
            key->code = spelling->code;
            return 1;
        }
        result = 0;
    }
    return result;
}

static size_t decide_sequence(const struct key_decoder *decoder, bool is_final, struct key *key) {
    size_t length = decoder->held_length;
    if (length == 1)
        return is_final ? decide_escape(decoder, key) : 0;
    int added = find_added(decoder, key);
    if (added == 1)
        return length;
    switch (decoder->held[1]) {
    case '[':
        return decide_csi(decoder, is_final, key);
    case 'O':
        return decide_ss3(decoder, is_final, key);
    case ESC:
        return decide_escape(decoder, key);
    default:
        return added == 0 && !is_final ? 0 : decide_escape_text(decoder, is_final, key);
    }
}

/* Bytes of `held` that are decided (0: more must come) and their key, KEY_CODE_NONE for none. */
static size_t decide(const struct key_decoder *decoder, bool is_final, struct key *key) {
    *key = (struct key){KEY_CODE_NONE, 0};
    if (decoder->held[0] == ESC)
        return decide_sequence(decoder, is_final, key);
    return decide_text(decoder->held, decoder->held_length, is_final, key);
}

/* A number of one to four digits at `at`; returns where it ends, 0 when there is none. */
static size_t read_number(const char *sequence, size_t at, size_t length, int *out) {
    enum { DIGITS_MOST = 4 };
    size_t start = at;
    *out = 0;
    while (at < length && at - start < DIGITS_MOST && sequence[at] >= '0' && sequence[at] <= '9')
        *out = *out * 10 + (sequence[at++] - '0');
    return at > start ? at : 0;
}

/* ESC [ row ; column R from any row but the first. */
static bool read_position(const char *sequence, size_t length, int *row, int *col) {
    if (length < 6 || sequence[1] != '[' || sequence[length - 1] != 'R')
        return false;
    size_t at = read_number(sequence, 2, length, row);
    if (at == 0 || *row < 2 || sequence[at] != ';')
        return false;
    return read_number(sequence, at + 1, length, col) == length - 1;
}

static bool is_paste_begin(const char *sequence, size_t length) {
    static const char begin[] = "\033[200~";
    return length == sizeof begin - 1 && memcmp(sequence, begin, length) == 0;
}

static void drop_held(struct key_decoder *decoder, size_t used) {
    decoder->held_length -= used;
    memmove(decoder->held, decoder->held + used, decoder->held_length);
}

static void settle(struct key_decoder *decoder, bool is_final) {
    while (decoder->held_length > 0 && !decoder->is_pasting) {
        struct key key;
        size_t used = decide(decoder, is_final, &key);
        if (used == 0)
            return;
        bool is_pair = decoder->held[0] == ESC && used == 1 && decoder->held_length > 1 &&
                       decoder->held[1] == ESC && key.code == KEY_CODE_ESCAPE;
        int row = 0, col = 0;
        decoder->is_pasting = is_paste_begin(decoder->held, used);
        if (key.code == KEY_CODE_UNKNOWN && read_position(decoder->held, used, &row, &col)) {
            decoder->has_position = true;
            decoder->row = row;
            decoder->col = col;
        } else if (key.code != KEY_CODE_NONE && !decoder->is_pasting)
            (void)queue_put(decoder, key, decoder->held, used + is_pair);
        drop_held(decoder, used);
        /* Esc Esc is one Esc, but its second half may begin ESC [ A: Esc and then an arrow. */
        decoder->is_escape_spent = is_pair;
    }
}

/* ---- pastes ----------------------------------------------------------------------------------------- */

/* Appends a received paste to the waiting ones: \r\n and \r as \n, no controls, U+FFFD for bad bytes. */
static void clean_paste(struct buffer *out, const char *text, size_t length) {
    char32_t before = 0;
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        char32_t character;
        used = text_decode(text + i, length - i, &character);
        bool is_second_half = character == U'\n' && before == U'\r';
        before = character;
        if (character == U'\r')
            character = U'\n';
        bool is_control = character < 0x20 && character != U'\n' && character != U'\t';
        if (is_second_half || is_control || character == 0x7f)
            continue;
        char encoded[4];
        buffer_append_bytes(out, encoded, text_encode(character, encoded));
    }
}

static void end_paste(struct key_decoder *decoder) {
    size_t before = decoder->waiting.length;
    clean_paste(&decoder->waiting, buffer_text(&decoder->raw), decoder->raw.length);
    size_t length = decoder->waiting.length - before;
    buffer_release(&decoder->raw);
    decoder->is_pasting = false;
    decoder->held_length = 0;
    struct key key = {KEY_CODE_PASTE, (char32_t)length};
    if (length > 0 && !queue_put(decoder, key, "", 0))
        decoder->waiting.length = before;
}

/* What was held inside a paste is no sequence: only its Esc is dropped. */
static void keep_held_text(struct key_decoder *decoder) {
    if (decoder->held_length > 1)
        buffer_append_bytes(&decoder->raw, decoder->held + 1, decoder->held_length - 1);
    decoder->held_length = 0;
}

static void feed_paste(struct key_decoder *decoder, char byte) {
    static const char end[] = "\033[201~";
    unsigned char value = (unsigned char)byte;
    size_t length = decoder->held_length;
    bool is_sequence = length > 0 && (length == 1 ? byte == '[' : value >= 0x20 && value <= 0x7e);
    if (!is_sequence || length == HELD_MOST) {
        keep_held_text(decoder);
        if (byte == ESC)
            decoder->held[decoder->held_length++] = byte;
        else
            buffer_append_char(&decoder->raw, byte);
        return;
    }
    decoder->held[decoder->held_length++] = byte;
    if (length == 1 || value < 0x40)
        return;
    if (decoder->held_length == sizeof end - 1 && memcmp(decoder->held, end, sizeof end - 1) == 0)
        end_paste(decoder);
    decoder->held_length = 0;
}

/* ---- time ------------------------------------------------------------------------------------------- */

static int undecided_ms(const struct key_decoder *decoder) {
    if (decoder->is_pasting)
        return KEYS_PASTE_MS;
    if (decoder->held[0] != ESC)
        return KEYS_ESCAPE_MS;
    if (decoder->is_escape_spent && decoder->held_length == 1)
        return KEYS_SEQUENCE_MS;
    if (decoder->expects_position && decoder->held_length >= 2 && decoder->held[1] == '[')
        return KEYS_ANSWER_MS;
    bool begins = decoder->held_length == 2 && (decoder->held[1] == '[' || decoder->held[1] == 'O');
    return begins ? KEYS_SEQUENCE_MS : KEYS_ESCAPE_MS;
}

static void expire(struct key_decoder *decoder, int64_t now_ms) {
    if (!decoder->is_pasting && decoder->held_length == 0)
        return;
    if (now_ms - decoder->last_ms < undecided_ms(decoder))
        return;
    if (decoder->is_pasting) {
        keep_held_text(decoder);
        end_paste(decoder);
    }
    settle(decoder, true);
}

void key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t length,
                      int64_t now_ms) {
    expire(decoder, now_ms);
    for (size_t i = 0; i < length; i++) {
        if (decoder->is_pasting) {
            feed_paste(decoder, bytes[i]);
            continue;
        }
        if (decoder->held_length == HELD_MOST) {
            /* Far too long for a key: only its end matters, and that it is unknown. */
            decoder->held[2] = '?';
            decoder->held_length = 3;
        }
        decoder->held[decoder->held_length++] = bytes[i];
        settle(decoder, false);
    }
    if (length > 0)
        decoder->last_ms = now_ms;
}

bool key_decoder_next(struct key_decoder *decoder, int64_t now_ms, struct key *out) {
    if (!key_decoder_has_key(decoder, now_ms))
        return false;
    decoder->taken = decoder->queue[decoder->first++];
    *out = decoder->taken.key;
    if (out->code == KEY_CODE_PASTE) {
        take_paste(decoder, (size_t)out->character);
        out->character = 0;
    }
    return true;
}

bool key_decoder_has_key(struct key_decoder *decoder, int64_t now_ms) {
    expire(decoder, now_ms);
    return decoder->first < decoder->end;
}

void key_decoder_expect_position(struct key_decoder *decoder) {
    decoder->expects_position = true;
}

bool key_decoder_take_position(struct key_decoder *decoder, int *row, int *col) {
    bool has_position = decoder->has_position;
    if (has_position)
        decoder->expects_position = false;
    decoder->has_position = false;
    *row = decoder->row;
    *col = decoder->col;
    return has_position;
}

bool key_decoder_has_code(const struct key_decoder *decoder, enum key_code code) {
    for (size_t i = decoder->first; i < decoder->end; i++) {
        if (decoder->queue[i].key.code == code)
            return true;
    }
    return false;
}

int key_decoder_wait_ms(const struct key_decoder *decoder, int64_t now_ms) {
    if (!key_decoder_is_in_escape(decoder))
        return -1;
    int64_t left = decoder->last_ms + undecided_ms(decoder) - now_ms;
    return left > 0 ? (int)left : 0;
}

/* The second Esc of a pair is waited for by nobody: when nothing follows, nothing happens. */
bool key_decoder_is_in_escape(const struct key_decoder *decoder) {
    bool is_spent = decoder->is_escape_spent && decoder->held_length == 1;
    return decoder->is_pasting || (decoder->held_length > 0 && !is_spent);
}

const char *key_decoder_bytes(const struct key_decoder *decoder, size_t *length) {
    *length = decoder->taken.length;
    return decoder->taken.bytes;
}

const struct buffer *key_decoder_paste(const struct key_decoder *decoder) {
    return &decoder->paste;
}
