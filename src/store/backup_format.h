/* The file of an encrypted backup, private to src/store.
 *
 *   0  magic "ZWGKBK\r\n"          8    0x0D 0x0A shows a file mangled as text
 *   8  format version, 1           4    all integers little-endian
 *  12  bytes of this head, 512     4
 *  16  time of the copy, UTC s     8
 *  24  last row of the audit       8
 *  32  hash of that row           32
 *  64  bytes of the database       8
 *  72  bytes of a chunk, 65536     4
 *  76  schema version              4
 *  80  office                     16    BLAKE2b of its secret: told from another office's, tells nothing else
 *  96  passphrase: salt           16    zeros: no passphrase
 * 112  passphrase: argon2id passes 8
 * 120  passphrase: memory, bytes   8
 * 128  passphrase: nonce          24
 * 152  passphrase: secret half    48    crypto_secretbox under the key argon2id makes of salt and passphrase
 * 200  passphrase: public half    32
 * 232  file key for it            80    crypto_box_seal
 * 312  paper key: public half     32    zeros: none
 * 344  file key for it            80    crypto_box_seal
 * 424  secretstream's head        24
 * 448  zeros                      32
 * 480  BLAKE2b-256 of 0..479      32    a damaged head is told before a passphrase is asked for
 * 512  chunks of crypto_secretstream_xchacha20poly1305, 65,536 bytes of the database each, 17 more in the file, each with
 *      bytes 480..511 as additional data, the last with TAG_FINAL
 *
 * The file key is random, of one file. To write one needs only public halves, so that a timer or leaving the program needs
 * nobody to type; to read one needs the passphrase or the paper. Each file carries its wrapped secret, so that the
 * passphrase alone opens it where the database is lost. 96..231 are kept in the setting backup_key, 312..343 in
 * backup_paper, both as hex. */
#ifndef ZWGK_STORE_BACKUP_FORMAT_H
#define ZWGK_STORE_BACKUP_FORMAT_H

#include <sodium.h>

#include "store/backup.h"

#define BACKUP_MAGIC "ZWGKBK\r\n"

enum {
    BACKUP_VERSION = 1,
    BACKUP_HEAD_BYTES = 512,
    BACKUP_CHUNK_BYTES = 65536,
    BACKUP_BOX_BYTES = BACKUP_CHUNK_BYTES + 17,
    AT_VERSION = 8,
    AT_HEAD_BYTES = 12,
    AT_TIME = 16,
    AT_SEQ = 24,
    AT_AUDIT = 32,
    AT_BYTES = 64,
    AT_CHUNK = 72,
    AT_SCHEMA = 76,
    AT_OFFICE = 80,
    AT_KEY = 96,
    AT_KEY_PUBLIC = 200,
    AT_KEY_SEALED = 232,
    AT_PAPER = 312,
    AT_PAPER_SEALED = 344,
    AT_STREAM = 424,
    AT_ZEROS = 448,
    AT_SUM = 480,
    /* within AT_KEY's block */
    KEY_PASSES = 16,
    KEY_MEMORY = 24,
    KEY_NONCE = 32,
    KEY_BOX = 56,
    KEY_PUBLIC = 104,
};

void put_number(unsigned char *at, uint64_t value, size_t bytes);
uint64_t take_number(const unsigned char *at, size_t bytes);
/* Of AT_SUM's place. */
void backup_head_sum(const unsigned char head[BACKUP_HEAD_BYTES], unsigned char out[BACKUP_HASH_BYTES]);
/* Reads and checks a head; what it says into *out. NOT_FOUND: it has another magic. */
enum status backup_head_check(const unsigned char head[BACKUP_HEAD_BYTES], const char *path, struct backup_facts *out,
                              struct problem *problem);
/* The file's key out of its head. DENIED: another passphrase, another paper. */
enum status backup_head_open(const unsigned char head[BACKUP_HEAD_BYTES], const struct backup_secret *secret,
                             unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES],
                             struct problem *problem);

/* The copy's bytes from `at` on, `count` of them; false when they can't be read. backup_copy.c */
bool backup_copy_read(const struct backup_copy *copy, int64_t at, unsigned char *out, size_t count);
int64_t backup_copy_bytes(const struct backup_copy *copy);

/* Reads the chunks that follow the head of `descriptor`, at its place now, and gives the database's bytes to `take` (false:
 * stop with IO). CORRUPT when a chunk doesn't fit, the end is missing or something follows it. backup_read.c */
enum status backup_read_chunks(int descriptor, const unsigned char head[BACKUP_HEAD_BYTES], const unsigned char *key,
                               bool (*take)(void *context, const unsigned char *bytes, size_t count), void *context,
                               const struct backup_stop *stop, const char *path, struct problem *problem);
/* All of it, or what there is; -1 when reading fails. */
int64_t read_fully(int descriptor, unsigned char *out, size_t count);
bool write_fully(int descriptor, const unsigned char *bytes, size_t count);
/* What errno means for writing a copy to that place. */
enum status backup_write_failed(int error, const char *path, struct problem *problem);
bool backup_should_stop(const struct backup_stop *stop);
enum status backup_stopped(struct problem *problem);

#endif
