/* Who may open a backup: the key pair of the office's passphrase, and the paper key as it is printed and typed. Stores
 * nothing; whoever holds a secret wipes it. */
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/backup_format.h"
#include "store/internal.h"

enum {
    PASSES = 3,
    MEMORY = 64 * 1024 * 1024,
    PASSES_MOST = 20, /* of a file somebody else made */
    MEMORY_MOST = 256 * 1024 * 1024,
    DATA_SIGNS = 13, /* of a line of the paper: 52 signs of 5 bits for 256 */
    LINE_SIGNS = 16, /* with three check signs */
    SIGNS = PAPER_KEY_LINES * LINE_SIGNS,
};

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void backup_wipe(void *secret, size_t bytes) {
    sodium_memzero(secret, bytes);
}

static enum status no_sodium(struct problem *problem) {
    return problem_set(problem, STATUS_IO, NULL, N_("加密库 libsodium 不能启动，请检查安装"));
}

/* ---- the passphrase ------------------------------------------------------------------------------ */

static enum status stretch(const char *passphrase, const unsigned char *block, uint64_t passes,
                           uint64_t memory, unsigned char out[crypto_secretbox_KEYBYTES],
                           struct problem *problem) {
    if (crypto_pwhash(out, crypto_secretbox_KEYBYTES, passphrase, strlen(passphrase), block, passes,
                      (size_t)memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return store_no_memory(problem);
    }
    return STATUS_OK;
}

enum status backup_key_make(const char *passphrase, unsigned char out[BACKUP_KEY_BYTES],
                            struct problem *problem) {
    unsigned char secret[BACKUP_SECRET_BYTES];
    unsigned char key[crypto_secretbox_KEYBYTES];
    if (sodium_init() < 0) {
        return no_sodium(problem);
    }
    randombytes_buf(out, crypto_pwhash_SALTBYTES);
    put_number(out + KEY_PASSES, PASSES, 8);
    put_number(out + KEY_MEMORY, MEMORY, 8);
    randombytes_buf(out + KEY_NONCE, crypto_secretbox_NONCEBYTES);
    crypto_box_keypair(out + KEY_PUBLIC, secret);
    enum status status = stretch(passphrase, out, PASSES, MEMORY, key, problem);
    if (status == STATUS_OK) {
        crypto_secretbox_easy(out + KEY_BOX, secret, sizeof secret, out + KEY_NONCE, key);
    }
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(key, sizeof key);
    return status;
}

static enum status open_by_passphrase(const unsigned char *head, const char *passphrase,
                                      unsigned char *file_key, struct problem *problem) {
    const unsigned char *block = head + AT_KEY;
    uint64_t passes = take_number(block + KEY_PASSES, 8);
    uint64_t memory = take_number(block + KEY_MEMORY, 8);
    unsigned char key[crypto_secretbox_KEYBYTES];
    unsigned char secret[BACKUP_SECRET_BYTES];
    if (sodium_is_zero(block + KEY_PUBLIC, BACKUP_PUBLIC_BYTES) || passes < 1 ||
        passes > PASSES_MOST || memory > MEMORY_MOST) {
        return problem_set(problem, STATUS_DENIED, NULL,
                           N_("这份备份没有用口令加密，请用纸质密钥打开"));
    }
    enum status status = stretch(passphrase, block, passes, memory, key, problem);
    if (status != STATUS_OK) {
        return status;
    }
    bool is_open =
        crypto_secretbox_open_easy(secret, block + KEY_BOX, BACKUP_SECRET_BYTES + 16,
                                   block + KEY_NONCE, key) == 0 &&
        crypto_box_seal_open(file_key, head + AT_KEY_SEALED, 80, block + KEY_PUBLIC, secret) == 0;
    sodium_memzero(key, sizeof key);
    sodium_memzero(secret, sizeof secret);
    return is_open ? STATUS_OK
                   : problem_set(problem, STATUS_DENIED, NULL,
                                 N_("口令不对，没有改动任何东西；要用做这份备份时的口令，"
                                    "忘了就用纸质密钥"));
}

static enum status open_by_paper(const unsigned char *head, const unsigned char *secret,
                                 unsigned char *file_key, struct problem *problem) {
    unsigned char public_key[BACKUP_PUBLIC_BYTES];
    if (crypto_scalarmult_base(public_key, secret) == 0 &&
        memcmp(public_key, head + AT_PAPER, sizeof public_key) == 0 &&
        crypto_box_seal_open(file_key, head + AT_PAPER_SEALED, 80, public_key, secret) == 0) {
        return STATUS_OK;
    }
    bool has_none = sodium_is_zero(head + AT_PAPER, BACKUP_PUBLIC_BYTES);
    return problem_set(problem, STATUS_DENIED, NULL,
                       has_none
                           ? N_("做这份备份时还没有纸质密钥，请用口令打开")
                           : N_("这张纸质密钥不是这份备份的，没有改动任何东西；请换一张或用口令"));
}

enum status backup_head_open(const unsigned char head[BACKUP_HEAD_BYTES],
                             const struct backup_secret *secret,
                             unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES],
                             struct problem *problem) {
    if (sodium_init() < 0) {
        return no_sodium(problem);
    }
    if (secret->paper != NULL) {
        return open_by_paper(head, secret->paper, key, problem);
    }
    if (secret->passphrase != NULL) {
        return open_by_passphrase(head, secret->passphrase, key, problem);
    }
    return problem_set(problem, STATUS_DENIED, NULL,
                       N_("这份备份是加密的，要有口令或纸质密钥才能打开"));
}

/* ---- the paper ----------------------------------------------------------------------------------- */

/* Three signs that a mistyped sign, two changed places or another line's number change. */
static void check_signs(int line, const unsigned char *values, unsigned char out[3]) {
    unsigned char hash[crypto_generichash_BYTES_MIN];
    unsigned char text[DATA_SIGNS + 1];
    text[0] = (unsigned char)line;
    memcpy(text + 1, values, DATA_SIGNS);
    crypto_generichash(hash, sizeof hash, text, sizeof text, NULL, 0);
    for (size_t i = 0; i < 3; i++) {
        out[i] = hash[i] & 31;
    }
}

static void write_line(struct buffer *out, int line, const unsigned char *values) {
    unsigned char signs[LINE_SIGNS];
    memcpy(signs, values, DATA_SIGNS);
    check_signs(line, values, signs + DATA_SIGNS);
    buffer_append_format(out, "%d ", line);
    for (int i = 0; i < LINE_SIGNS; i++) {
        buffer_append(out, i % 4 == 0 ? " " : "");
        buffer_append_char(out, alphabet[signs[i]]);
    }
    buffer_append_char(out, '\n');
}

enum status paper_key_make(unsigned char public_key[BACKUP_PUBLIC_BYTES],
                           char lines[PAPER_KEY_BYTES], struct problem *problem) {
    unsigned char secret[BACKUP_SECRET_BYTES];
    unsigned char values[PAPER_KEY_LINES * DATA_SIGNS] = {0};
    struct buffer text = BUFFER_INIT;
    lines[0] = '\0';
    if (sodium_init() < 0) {
        return no_sodium(problem);
    }
    crypto_box_keypair(public_key, secret);
    for (size_t bit = 0; bit < sizeof secret * 8; bit++) {
        unsigned set = (unsigned)secret[bit / 8] >> (7 - bit % 8) & 1U;
        values[bit / 5] = (unsigned char)(values[bit / 5] | set << (4 - bit % 5));
    }
    for (int line = 0; line < PAPER_KEY_LINES; line++) {
        write_line(&text, line + 1, values + line * DATA_SIGNS);
    }
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(values, sizeof values);
    bool is_whole = !text.failed && text.length < PAPER_KEY_BYTES;
    if (is_whole) {
        memcpy(lines, text.data, text.length + 1);
    }
    if (text.data != NULL) {
        sodium_memzero(text.data, text.length);
    }
    buffer_release(&text);
    return is_whole ? STATUS_OK : store_no_memory(problem);
}

/* -1 for what is no sign. */
static int sign_value(char typed) {
    char sign = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;
    sign = sign == 'O' ? '0' : sign == 'I' || sign == 'L' ? '1' : sign;
    const char *at = sign == '\0' ? NULL : strchr(alphabet, sign);
    return at == NULL ? -1 : (int)(at - alphabet);
}

/* Skips "3 ", "3." or "3:" before a line's first sign: a number of one digit with a blank, point or colon after it. */
static const char *skip_number(const char *at, size_t signs, int line) {
    bool is_number = signs % LINE_SIGNS == 0 && *at == '0' + line &&
                     (at[1] == ' ' || at[1] == '.' || at[1] == ':');
    return is_number ? at + 2 : at;
}

/* The signs typed, `*count` of them, at most SIGNS + 1; what can't be one is given as 32. */
static void gather(const char *typed, unsigned char values[SIGNS + 1], size_t *count) {
    *count = 0;
    for (const char *at = typed; *at != '\0' && *count <= SIGNS;) {
        const char *next = skip_number(at, *count, (int)(*count / LINE_SIGNS) + 1);
        if (next != at) {
            at = next;
            continue;
        }
        int value = sign_value(*at);
        bool is_filler = *at == ' ' || *at == '-' || *at == '\n' || *at == '\r' || *at == '\t';
        if (!is_filler) {
            values[(*count)++] = value < 0 ? 32 : (unsigned char)value;
        }
        at++;
    }
}

static enum status mistyped(int line, struct problem *problem) {
    enum status status =
        problem_set(problem, STATUS_INVALID, NULL,
                    N_("纸质密钥第 {line} 行打错了，请对照纸上的 16 个字重打这一行"));
    problem_place_integer(problem, "line", line);
    return status;
}

static enum status check_lines(const unsigned char *values, size_t count, struct problem *problem) {
    unsigned char check[3];
    for (int line = 0; line < PAPER_KEY_LINES; line++) {
        const unsigned char *signs = values + (size_t)line * LINE_SIGNS;
        bool is_whole = count >= ((size_t)line + 1) * LINE_SIGNS;
        if (is_whole) {
            check_signs(line + 1, signs, check);
        }
        if (!is_whole || memcmp(check, signs + DATA_SIGNS, sizeof check) != 0) {
            return mistyped(line + 1, problem);
        }
    }
    return count == SIGNS ? STATUS_OK : mistyped(PAPER_KEY_LINES, problem);
}

enum status paper_key_read(const char *typed, unsigned char secret[BACKUP_SECRET_BYTES],
                           struct problem *problem) {
    struct buffer folded = BUFFER_INIT;
    unsigned char values[SIGNS + 1] = {0};
    size_t count = 0;
    if (sodium_init() < 0) {
        return no_sodium(problem);
    }
    text_append_folded(&folded, typed);
    gather(buffer_text(&folded), values, &count);
    enum status status =
        folded.failed ? store_no_memory(problem) : check_lines(values, count, problem);
    memset(secret, 0, BACKUP_SECRET_BYTES);
    for (size_t bit = 0; status == STATUS_OK && bit < BACKUP_SECRET_BYTES * 8; bit++) {
        size_t sign = bit / 5;
        unsigned char value = values[sign / DATA_SIGNS * LINE_SIGNS + sign % DATA_SIGNS];
        unsigned set = (unsigned)value >> (4 - bit % 5) & 1U;
        secret[bit / 8] = (unsigned char)(secret[bit / 8] | set << (7 - bit % 8));
    }
    if (folded.data != NULL) {
        sodium_memzero(folded.data, folded.length);
    }
    sodium_memzero(values, sizeof values);
    buffer_release(&folded);
    return status;
}
