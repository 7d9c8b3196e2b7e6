/* Looks for copies by their names and times. Opens none of them and mends nothing. */
#include "store/place.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "store/backup.h"
#include "store/internal.h"

enum { ROWS_MOST = 20 };

struct looking {
    struct place_copy *out;
    int64_t at; /* of the newest so far; 0: none */
};

static void consider(struct looking *looking, const char *path) {
    struct stat about;
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
        about.st_mtime > looking->at && strlen(path) < sizeof looking->out->path) {
        looking->at = about.st_mtime;
        snprintf(looking->out->path, sizeof looking->out->path, "%s", path);
    }
}

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

static void look_in_table(struct looking *looking, struct store *store) {
    struct backup_row *rows = NULL;
    struct problem unreadable;
    size_t count = 0;
    if (store == NULL || store->db == NULL ||
        store_backups(store, ROWS_MOST, &rows, &count, &unreadable) != STATUS_OK) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        consider(looking, rows[i].path);
    }
    free(rows);
}

static void look_in_folder(struct looking *looking, const char *database) {
    const char *slash = strrchr(database, '/');
    struct buffer folder = BUFFER_INIT, path = BUFFER_INIT;
    buffer_append_bytes(&folder, database, slash == NULL ? 0 : (size_t)(slash - database) + 1);
    buffer_append(&folder, "backup");
    DIR *entries = opendir(buffer_text(&folder));
    for (struct dirent *entry = entries == NULL ? NULL : readdir(entries); entry != NULL;
         entry = readdir(entries)) {
        if (ends_with(entry->d_name, ".zbk") || ends_with(entry->d_name, ".db")) {
            buffer_clear(&path);
            buffer_append_format(&path, "%s/%s", buffer_text(&folder), entry->d_name);
            consider(looking, buffer_text(&path));
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    buffer_release(&folder);
    buffer_release(&path);
}

static void look_beside(struct looking *looking, const char *database) {
    for (int number = schema_newest(embedded_first("data/schema/")); number > 0; number--) {
        struct buffer path = BUFFER_INIT;
        buffer_append_format(&path, "%s.before-%04d", database, number);
        consider(looking, buffer_text(&path));
        buffer_release(&path);
    }
}

bool place_newest_copy(const char *database, struct store *store, struct place_copy *out) {
    struct looking looking = {.out = out};
    struct clock clock = CLOCK_INIT;
    *out = (struct place_copy){0};
    look_in_table(&looking, store);
    look_in_folder(&looking, database);
    look_beside(&looking, database);
    clock_format(&clock, looking.at, out->when);
    return looking.at > 0;
}
