/* Writing. Only src/work includes this file. All writes happen between store_begin and store_commit,
 * which is one IMMEDIATE transaction; after it returned OK the data is on the disk. */
#ifndef ZWGK_STORE_WRITE_H
#define ZWGK_STORE_WRITE_H

#include "store/read.h"

MUST_USE enum status store_begin(struct store *store, struct problem *problem);
/* Not OK when something could not be read and nobody was told (read.h): what the save was decided by may be wrong, and so
 * may be why it was refused. store_commit asks itself. */
MUST_USE enum status store_refuse_missed(struct store *store, struct problem *problem);
/* On failure the transaction is over, the file was closed and opened again, and the save id looked up:
 * OK when it turned out to be stored after all, else why not. */
MUST_USE enum status store_commit(struct store *store, const char *save_id, struct problem *problem);
void store_rollback(struct store *store);

/* The next number of a prefix and year: "FK2026-00001"; at least five digits. */
MUST_USE enum status store_next_number(struct store *store, const char *prefix, int year,
                                       char out[24], struct problem *problem);
/* Inserts both rows; sets record->id and ver = 1. Fields unknown to both tables: an assert. */
MUST_USE enum status store_insert(struct store *store, const char *kind, struct record *record,
                                  struct problem *problem);
/* Keeps the version before as JSON (unless sealed fields: those lie in their own table), then updates
 * what `changes` names where ver is still `before->ver`: CONFLICT otherwise. Raises ver by one.
 * A change to NULL: the field with an empty text. */
MUST_USE enum status store_update(struct store *store, const struct record *before,
                                  const struct fields *changes, int64_t person, int64_t at,
                                  struct problem *problem);
MUST_USE enum status store_add_step(struct store *store, int64_t record, int64_t at, int64_t person,
                                    const char *command, const char *from_state,
                                    const char *to_state, const char *note,
                                    struct problem *problem);

struct audit_entry {
    int64_t at;
    int64_t person;      /* 0: none yet */
    const char *account; /* the operating system's account */
    const char *command;
    int64_t record; /* 0: none */
    const char *detail;
    const char *save_id;
};
/* Chains one audit row: BLAKE2b-256 over the row before's hash and this row; the record's hash is made
 * from both its rows as stored now. */
MUST_USE enum status store_add_audit(struct store *store, const struct audit_entry *entry,
                                     struct problem *problem);

struct new_urge {
    int64_t record, at, person; /* who urged */
    int64_t to_unit, to_person; /* 0: none */
    int64_t serial;
    const char *note;
};
MUST_USE enum status store_add_urge(struct store *store, const struct new_urge *urge,
                                    struct problem *problem);
/* One answer to every urging of the record that has none yet. */
MUST_USE enum status store_answer_urges(struct store *store, int64_t record, const char *answer,
                                        int64_t at, struct problem *problem);
/* What is sealed of the record, which holds none of it any more; it leaves earlier versions too. */
MUST_USE enum status store_set_sealed(struct store *store, int64_t record,
                                      const struct fields *fields, struct problem *problem);
/* Empties the columns (blank-separated) in every earlier version of the record; `title` stands where a title was. */
MUST_USE enum status store_clear_versions(struct store *store, int64_t record, const char *columns,
                                          const char *title, struct problem *problem);
MUST_USE enum status store_start_pause(struct store *store, int64_t record, const char *from_on,
                                       const char *reason, struct problem *problem);
MUST_USE enum status store_end_pause(struct store *store, int64_t record, const char *to_on,
                                     struct problem *problem);
MUST_USE enum status store_set_setting(struct store *store, const char *key, const char *value,
                                       struct problem *problem);
/* The same, but what is set stays. */
MUST_USE enum status store_add_setting(struct store *store, const char *key, const char *value, struct problem *problem);
/* What the files of a source are encoded in, by its name ("GB18030"). */
MUST_USE enum status store_set_source_encoding(struct store *store, const char *source,
                                               const char *encoding, struct problem *problem);
/* A code that is there stays as it is. */
MUST_USE enum status store_add_code(struct store *store, const char *list, const char *code,
                                    const char *label, int sort, struct problem *problem);
/* Writes it whether it is there or not. */
MUST_USE enum status store_put_code(struct store *store, const char *list, const char *code,
                                    const char *label, int64_t sort, bool is_active,
                                    struct problem *problem);
/* Fields as store_limit gives them, plus id and valid_from. */
MUST_USE enum status store_set_limit(struct store *store, const struct fields *limit,
                                     struct problem *problem);
MUST_USE enum status store_set_calendar_day(struct store *store, const char *day, bool is_off,
                                            const char *name, struct problem *problem);
/* Forgets the year's days and sets its notice; the days follow. */
MUST_USE enum status store_set_calendar_year(struct store *store, int year, const char *notice,
                                             struct problem *problem);
MUST_USE enum status store_set_credential(struct store *store, int64_t person, const char *hash,
                                          bool must_change, int64_t at, struct problem *problem);
MUST_USE enum status store_set_failures(struct store *store, int64_t person, int failures,
                                        int64_t locked_until, struct problem *problem);
/* One more time that something about a catalogue entry was read in the hall. */
MUST_USE enum status store_count_look(struct store *store, const char *day, int64_t topic,
                                      struct problem *problem);
/* What a text is like (SIGNATURE_BYTES of similar.h), in place of what was kept; NULL: nothing is kept. */
MUST_USE enum status store_set_signature(struct store *store, int64_t record, const char *day,
                                         const unsigned char *bytes, struct problem *problem);
/* Brings a few further records into the search index, *is_complete when it has all; begins it anew when another version of
 * it, or none, is there. Again and again within one save. */
MUST_USE enum status store_search_build(struct store *store, bool *is_complete, struct problem *problem);
/* Writes the keys by which lists of people, units and members are ordered, of all of them (store/name_keys). */
MUST_USE enum status store_write_name_keys(struct store *store, struct problem *problem);
/* The small tables as they are now are held fast by the audit (bind.h). */
MUST_USE enum status store_bind_tables(struct store *store, struct problem *problem);
/* cache_size -16000 for an import, -4000 otherwise. */
void store_set_bulk(struct store *store, bool is_bulk);

struct input_word {
    const char *word, *reading;
    int uses;
};
/* A transaction of its own that waits for nobody: words chosen in the pinyin input are added to what is known. */
MUST_USE enum status store_learn_words(struct store *store, const char *save_id,
                                       const struct input_word *words, size_t count,
                                       struct problem *problem);

#endif
