/* The states a power cut may leave, made from a recording. Knows nothing of databases. */
#include "faults/power_cut.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512 };

static uint64_t chance(struct replay *replay, uint64_t below) {
    replay->random += 0x9E3779B97F4A7C15ULL; /* splitmix64 */
    uint64_t x = replay->random;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return (x ^ (x >> 31)) % below;
}

void replay_begin(struct replay *replay, const struct recording *recording) {
    *replay = (struct replay){.recording = recording};
    replay->durable = calloc((size_t)recording->file_count + 1, sizeof *replay->durable);
    replay->pending = calloc(recording->count + 1, sizeof *replay->pending);
    if (replay->durable == NULL || replay->pending == NULL)
        abort();
}

void replay_end(struct replay *replay) {
    for (int i = 0; i < replay->recording->file_count; i++)
        free(replay->durable[i].bytes);
    for (size_t i = 0; i < sizeof replay->files / sizeof replay->files[0]; i++)
        free(replay->files[i].content.bytes);
    free(replay->durable);
    free(replay->pending);
}

static bool is_of_folder(const struct op *op) {
    return op->kind == OP_CREATE || op->kind == OP_DELETE || op->kind == OP_RENAME;
}

static void set_name(struct recorded_name *names, int *count, const char *name, int file) {
    for (int i = 0; i < *count; i++)
        if (strcmp(names[i].name, name) == 0) {
            names[i].file = file;
            return;
        }
    if (*count == 64)
        abort();
    snprintf(names[*count].name, sizeof names->name, "%s", name);
    names[(*count)++].file = file;
}

static void apply_name(struct recorded_name *names, int *count, const struct op *op) {
    set_name(names, count, op->name, op->kind == OP_CREATE ? op->file : -1);
    if (op->kind == OP_RENAME)
        set_name(names, count, op->to, op->file);
}

/* What a sync makes lasting leaves the waiting ones. */
static void settle(struct replay *replay, const struct op *sync) {
    size_t left = 0;
    for (size_t i = 0; i < replay->pending_count; i++) {
        const struct op *op = &replay->recording->ops[replay->pending[i]];
        if (sync->kind == OP_SYNC_FOLDER && is_of_folder(op))
            apply_name(replay->names, &replay->name_count, op);
        else if (sync->kind == OP_SYNC && !is_of_folder(op) && op->file == sync->file)
            recorded_apply(&replay->durable[op->file], op);
        else
            replay->pending[left++] = replay->pending[i];
    }
    replay->pending_count = left;
}

void replay_to(struct replay *replay, size_t at) {
    for (; replay->at < at; replay->at++) {
        const struct op *op = &replay->recording->ops[replay->at];
        if (op->kind == OP_SYNC || op->kind == OP_SYNC_FOLDER) {
            settle(replay, op);
        } else if (op->kind == OP_COMMIT) {
            replay->commits++;
        } else if (op->kind == OP_ACK) {
            replay->acks++;
            replay->commits_at_ack = replay->commits;
        } else {
            replay->pending[replay->pending_count++] = replay->at;
        }
    }
}

bool replay_is_settled(const struct replay *replay) {
    return replay->pending_count == 0;
}

static void write_some_sectors(struct replay *replay, struct recorded_file *file,
                               const struct op *op) {
    for (size_t at = 0; at < op->length;) {
        size_t length = SECTOR - ((size_t)op->offset + at) % SECTOR;
        length = length < op->length - at ? length : op->length - at;
        const struct op part = {.kind = OP_WRITE,
                                .offset = op->offset + (int64_t)at,
                                .length = length,
                                .bytes = op->bytes + at};
        if (chance(replay, 2) == 0)
            recorded_apply(file, &part);
        at += length;
    }
}

static void write_with_rubbish(struct replay *replay, struct recorded_file *file,
                               const struct op *op) {
    recorded_apply(file, op);
    size_t begin = (size_t)chance(replay, op->length);
    size_t end = begin + SECTOR - ((size_t)op->offset + begin) % SECTOR;
    for (size_t at = begin; at < end && at < op->length; at++)
        file->bytes[(size_t)op->offset + at] = (unsigned char)chance(replay, 256);
}

static void apply_by_chance(struct replay *replay, struct recorded_file *file,
                            const struct op *op) {
    uint64_t which = chance(replay, 10);
    if (which < 4 || (op->kind == OP_TRUNCATE && which < 5))
        recorded_apply(file, op);
    else if (op->kind == OP_WRITE && op->length > 0 && which < 6)
        write_some_sectors(replay, file, op);
    else if (op->kind == OP_WRITE && op->length > 0 && which == 6)
        write_with_rubbish(replay, file, op);
}

/* How many of the waiting operations on names, and, with seed 2, of all, are there. */
static void make_names(struct replay *replay, unsigned seed, size_t prefix) {
    struct recorded_name names[64];
    int count = replay->name_count;
    size_t changes = 0, kept = 0;
    memcpy(names, replay->names, sizeof names);
    for (size_t i = 0; i < replay->pending_count; i++)
        changes += is_of_folder(&replay->recording->ops[replay->pending[i]]);
    size_t most = seed == 0 ? 0 : seed == 1 ? changes : (size_t)chance(replay, changes + 1);
    for (size_t i = 0; i < replay->pending_count; i++) {
        const struct op *op = &replay->recording->ops[replay->pending[i]];
        if (is_of_folder(op) && (seed == 2 ? i < prefix : kept++ < most))
            apply_name(names, &count, op);
    }
    replay->file_count = 0;
    for (int i = 0; i < count; i++)
        if (names[i].file >= 0) {
            struct state_file *file = &replay->files[replay->file_count++];
            const struct recorded_file *durable = &replay->durable[names[i].file];
            memcpy(file->name, names[i].name, sizeof file->name);
            recorded_set_length(&file->content, durable->length);
            if (durable->length > 0)
                memcpy(file->content.bytes, durable->bytes, durable->length);
            file->content.open_count = names[i].file; /* which file it is */
        }
}

void replay_make(struct replay *replay, unsigned seed) {
    replay->random = (uint64_t)seed << 32 ^ replay->at;
    size_t prefix = (size_t)chance(replay, replay->pending_count + 1);
    make_names(replay, seed, prefix);
    for (size_t i = 0; i < replay->pending_count && seed != 0; i++) {
        const struct op *op = &replay->recording->ops[replay->pending[i]];
        for (int f = 0; f < replay->file_count && !is_of_folder(op); f++) {
            struct recorded_file *file = &replay->files[f].content;
            if (file->open_count != op->file)
                continue;
            if (seed > 2)
                apply_by_chance(replay, file, op);
            else if (seed == 1 || i < prefix)
                recorded_apply(file, op);
        }
    }
}

const struct recorded_file *replay_file(const struct replay *replay, const char *name) {
    for (int i = 0; i < replay->file_count; i++)
        if (strcmp(replay->files[i].name, name) == 0)
            return &replay->files[i].content;
    return NULL;
}

static void remove_others(const struct replay *replay, const char *folder) {
    char path[800];
    DIR *entries = opendir(folder);
    if (entries == NULL)
        abort();
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        if (entry->d_name[0] != '.' && replay_file(replay, entry->d_name) == NULL) {
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            unlink(path);
        }
    closedir(entries);
}

void replay_write(const struct replay *replay, const char *folder) {
    char path[800];
    remove_others(replay, folder);
    for (int i = 0; i < replay->file_count; i++) {
        const struct recorded_file *content = &replay->files[i].content;
        snprintf(path, sizeof path, "%s/%s", folder, replay->files[i].name);
        int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0660);
        if (file < 0 || ftruncate(file, (off_t)content->length) != 0 ||
            pwrite(file, content->bytes, content->length, 0) != (ssize_t)content->length)
            abort();
        close(file);
    }
}
