/* Names of copies, sticks that are plugged in, and which copies of the past may go. Deletes only what bears our name and
 * our mark; reads no copy through. */
#include "work/backup_place.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

enum {
    DAYS_KEPT = 14,
    MONTHS_KEPT = 12,
    WRITTEN_MOST = 5000, /* rows of what was made, newest first */
    NAME_BYTES = 60,
    STAMP_BYTES = 25, /* "-20261123-140503-1a2b3c4d" */
    PART_SECONDS = 3600,
};

/* ---- names --------------------------------------------------------------------------------------- */

/* The office's name, without what a file system refuses or a shell takes amiss. */
static void append_office(struct office *office, struct buffer *out) {
    char name[400];
    office_setting(office, "office_name", "zwgk", name, sizeof name);
    for (const char *at = name; *at != '\0';) {
        char32_t character = 0;
        size_t bytes = text_decode(at, strlen(at), &character);
        if (out->length + bytes > NAME_BYTES) {
            break;
        }
        bool is_bad = character < 0x21 || character == 0x7f || character == 0xfffd ||
                      (character < 0x80 && strchr("/\\:*?\"<>|'`$&;()[]{}!#~", (int)character));
        if (is_bad || (out->length == 0 && (*at == '.' || *at == '-'))) {
            buffer_append_char(out, '_');
        } else {
            buffer_append_bytes(out, at, bytes);
        }
        at += bytes;
    }
}

void backup_name(struct office *office, const struct backup_facts *facts, char *out, size_t size) {
    struct buffer name = BUFFER_INIT;
    char when[20];
    append_office(office, &name);
    clock_format(&office->clock, facts->at, when);
    buffer_append_format(&name, "-%.4s%.2s%.2s-%.2s%.2s%02d-%02x%02x%02x%02x%s", when, when + 5,
                         when + 8, when + 11, when + 14, (int)(facts->at % 60), facts->head[0],
                         facts->head[1], facts->head[2], facts->head[3],
                         facts->is_encrypted ? ".zbk" : ".db");
    snprintf(out, size, "%s", buffer_text(&name));
    buffer_release(&name);
}

static bool fits(const char *text, const char *pattern) {
    for (; *pattern != '\0'; pattern++, text++) {
        bool is_digit = *text >= '0' && *text <= '9';
        bool is_hex = is_digit || (*text >= 'a' && *text <= 'f');
        if (*pattern == '9' ? !is_digit : *pattern == 'f' ? !is_hex : *text != *pattern) {
            return false;
        }
    }
    return true;
}

/* The place of "-20261123-…" in a name of this office's copies; NULL when it is another file. */
static const char *stamp_of(const char *name, const char *office) {
    size_t length = strlen(office);
    if (strncmp(name, office, length) != 0 || !fits(name + length, "-99999999-999999-ffffffff")) {
        return NULL;
    }
    return name + length;
}

/* ---- sticks -------------------------------------------------------------------------------------- */

/* "\040" in /proc/self/mounts is a blank. */
static void unescape(const char *text, char *out, size_t size) {
    size_t length = 0;
    while (*text != '\0' && length + 1 < size) {
        unsigned value = 0;
        if (*text == '\\' && sscanf(text + 1, "%3o", &value) == 1 && strlen(text) >= 4) {
            out[length++] = (char)value;
            text += 4;
        } else {
            out[length++] = *text++;
        }
    }
    out[length] = '\0';
}

static bool is_for_sticks(const char *path) {
    static const char *const folders[] = {"/media/", "/run/media/", "/mnt/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (strncmp(path, folders[i], strlen(folders[i])) == 0) {
            return true;
        }
    }
    return strcmp(path, "/mnt") == 0;
}

static bool read_mount(const char *line, struct removable *out) {
    char point[512];
    char options[512];
    struct statvfs about;
    if (sscanf(line, "/dev/%*s %511s %*s %511s", point, options) != 2) {
        return false;
    }
    *out = (struct removable){0};
    unescape(point, out->path, sizeof out->path);
    out->is_read_only = strncmp(options, "ro", 2) == 0 && (options[2] == ',' || options[2] == '\0');
    if (statvfs(out->path, &about) == 0) {
        out->free_bytes = (int64_t)about.f_bavail * (int64_t)about.f_frsize;
    }
    return is_for_sticks(out->path);
}

size_t removable_list(const char *mounts, struct removable *out, size_t most) {
    char line[2048];
    size_t count = 0;
    FILE *file = fopen(mounts, "re");
    while (file != NULL && count < most && fgets(line, sizeof line, file) != NULL) {
        count += read_mount(line, &out[count]);
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}

/* ---- which may go -------------------------------------------------------------------------------- */

struct copies {
    char **names;
    size_t count;
    size_t office_length;
};

/* They all begin with the office's name: the newest first. */
static int compare_names(const void *left, const void *right) {
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*b, *a);
}

/* What this office wrote down when it made them. */
struct written {
    struct backup_row *rows;
    size_t count;
};

static bool is_written(const struct written *written, const char *name) {
    for (size_t i = 0; i < written->count; i++) {
        const char *slash = strrchr(written->rows[i].path, '/');
        if (strcmp(slash == NULL ? written->rows[i].path : slash + 1, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A copy that is not encrypted does not say whose it is: another file's, of an office of the same name, may lie beside it. */
static bool is_ours(const char *path, const char *name, const unsigned char id[BACKUP_OFFICE_BYTES],
                    const struct written *written) {
    struct backup_facts facts;
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
           backup_read_facts(path, &facts, NULL) == STATUS_OK &&
           (facts.is_encrypted ? memcmp(facts.office, id, BACKUP_OFFICE_BYTES) == 0
                               : is_written(written, name));
}

static bool has_our_ending(const char *stamp) {
    return strcmp(stamp + STAMP_BYTES, ".zbk") == 0 || strcmp(stamp + STAMP_BYTES, ".db") == 0;
}

static void add_copy(struct copies *copies, const char *name) {
    char **grown = realloc(copies->names, (copies->count + 1) * sizeof *grown);
    char *copy = grown == NULL ? NULL : text_copy(name);
    if (grown != NULL) {
        copies->names = grown;
    }
    if (copy != NULL) {
        copies->names[copies->count++] = copy;
    }
}

static void gather(DIR *opened, const char *folder, const char *office,
                   const unsigned char id[BACKUP_OFFICE_BYTES], const struct written *written,
                   struct copies *copies) {
    const struct dirent *entry;
    while ((entry = readdir(opened)) != NULL) {
        struct buffer path = BUFFER_INIT;
        const char *stamp = stamp_of(entry->d_name, office);
        buffer_append_format(&path, "%s/%s", folder, entry->d_name);
        if (stamp != NULL && has_our_ending(stamp) && !path.failed &&
            is_ours(buffer_text(&path), entry->d_name, id, written)) {
            add_copy(copies, entry->d_name);
        }
        buffer_release(&path);
    }
}

/* Newest first: the first of a day, and the first of a month, are kept as long as there are days and months to keep. */
static bool is_spare(const char *stamp, char day[9], int *days, char month[7], int *months) {
    bool is_new_day = strncmp(stamp + 1, day, 8) != 0;
    bool is_new_month = strncmp(stamp + 1, month, 6) != 0;
    *days += is_new_day;
    *months += is_new_month;
    snprintf(day, 9, "%.8s", stamp + 1);
    snprintf(month, 7, "%.6s", stamp + 1);
    return !(is_new_day && *days <= DAYS_KEPT) && !(is_new_month && *months <= MONTHS_KEPT);
}

static int remove_spare(const struct copies *copies, const char *folder, const char *kept) {
    char day[9] = "";
    char month[7] = "";
    int days = 0;
    int months = 0;
    int removed = 0;
    const char *kept_stamp = kept + copies->office_length;
    for (size_t i = 0; i < copies->count; i++) {
        const char *stamp = copies->names[i] + copies->office_length;
        bool is_later = strcmp(stamp, kept_stamp) > 0;
        if (is_later || !is_spare(stamp, day, &days, month, &months) ||
            strcmp(stamp, kept_stamp) == 0) {
            continue;
        }
        struct buffer path = BUFFER_INIT;
        buffer_append_format(&path, "%s/%s", folder, copies->names[i]);
        removed += !path.failed && unlink(buffer_text(&path)) == 0;
        buffer_release(&path);
    }
    return removed;
}

int backup_prune(struct office *office, const char *folder, const char *kept,
                 const unsigned char id[BACKUP_OFFICE_BYTES]) {
    struct buffer name = BUFFER_INIT;
    struct copies copies = {0};
    struct written written = {0};
    int removed = 0;
    DIR *opened = opendir(folder);
    append_office(office, &name);
    if (store_backups(office->store, WRITTEN_MOST, &written.rows, &written.count, NULL) != STATUS_OK) {
        written.count = 0; /* then none of them is taken away */
    }
    const char *slash = strrchr(kept, '/');
    const char *kept_name = slash == NULL ? kept : slash + 1;
    if (opened != NULL && !name.failed && stamp_of(kept_name, buffer_text(&name)) != NULL) {
        copies.office_length = name.length;
        gather(opened, folder, buffer_text(&name), id, &written, &copies);
        if (copies.count > 1) {
            qsort(copies.names, copies.count, sizeof *copies.names, compare_names);
        }
        removed = remove_spare(&copies, folder, kept_name);
    }
    for (size_t i = 0; i < copies.count; i++) {
        free(copies.names[i]);
    }
    free(copies.names);
    free(written.rows);
    if (opened != NULL) {
        closedir(opened);
    }
    buffer_release(&name);
    return removed;
}

void backup_remove_parts(struct office *office, const char *folder) {
    struct buffer name = BUFFER_INIT;
    const struct dirent *entry;
    DIR *opened = opendir(folder);
    append_office(office, &name);
    while (opened != NULL && (entry = readdir(opened)) != NULL) {
        struct buffer path = BUFFER_INIT;
        struct stat about;
        const char *stamp = stamp_of(entry->d_name, buffer_text(&name));
        const char *ending = stamp == NULL ? NULL : strrchr(stamp, '.');
        buffer_append_format(&path, "%s/%s", folder, entry->d_name);
        if (ending != NULL && strcmp(ending, ".part") == 0 && !path.failed &&
            lstat(buffer_text(&path), &about) == 0 && S_ISREG(about.st_mode) &&
            about.st_mtime < time(NULL) - PART_SECONDS) {
            unlink(buffer_text(&path));
        }
        buffer_release(&path);
    }
    if (opened != NULL) {
        closedir(opened);
    }
    buffer_release(&name);
}
