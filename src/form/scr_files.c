/* Finds and reads screen files. Knows folders, not what is in the files. */
#include "form/scr_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/text.h"

static const char prefix[] = "screens/";
enum { FILE_BYTES_MOST = 1 << 20, PLACES = 3 };

/* Appends the folder that stands for "screens/" at this place; false when there is none. */
static bool append_place(struct buffer *path, int place) {
    const char *set = getenv("ZWGK_SCREENS");
    char program[1024];
    ssize_t length;
    switch (place) {
    case 0:
        buffer_append(path, set);
        return set != NULL && set[0] != '\0';
    case 1:
        length = readlink("/proc/self/exe", program, sizeof program - 1);
        if (length <= 0)
            return false;
        program[length] = '\0';
        *strrchr(program, '/') = '\0';
        buffer_append_format(path, "%s/../screens", program);
        return true;
    default:
        buffer_append(path, PREFIX "/share/zwgk/screens");
        return true;
    }
}

static char *read_whole(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    struct buffer text = BUFFER_INIT;
    char part[4096];
    size_t got;
    while ((got = fread(part, 1, sizeof part, file)) > 0 && text.length < FILE_BYTES_MOST)
        buffer_append_bytes(&text, part, got);
    bool is_whole = feof(file) && !ferror(file);
    fclose(file);
    if (!is_whole) {
        buffer_release(&text);
        return NULL;
    }
    *length = text.length;
    buffer_append(&text, "");
    return text.length > 0 ? buffer_take(&text) : text_copy("");
}

static char *read_embedded(const char *path, size_t *length) {
    const struct embedded_file *file = embedded_find(path);
    if (file == NULL)
        return NULL;
    *length = file->length;
    return text_copy(file->text);
}

static char *read_screen(void *context, const char *path, size_t *length) {
    (void)context;
    if (strncmp(path, prefix, strlen(prefix)) != 0)
        return NULL;
    for (int place = 0; place < PLACES; place++) {
        struct buffer name = BUFFER_INIT;
        char *text = NULL;
        if (append_place(&name, place)) {
            buffer_append_format(&name, "/%s", path + strlen(prefix));
            if (!name.failed)
                text = read_whole(buffer_text(&name), length);
        }
        buffer_release(&name);
        if (text != NULL)
            return text;
    }
    return read_embedded(path, length);
}

void scr_files_append_found(struct buffer *out, const char *path) {
    for (int place = 0; place < PLACES; place++) {
        struct buffer name = BUFFER_INIT;
        bool is_found = append_place(&name, place);
        buffer_append_format(&name, "/%s", path + strlen(prefix));
        is_found = is_found && !name.failed && access(buffer_text(&name), R_OK) == 0;
        if (is_found)
            buffer_append(out, buffer_text(&name));
        buffer_release(&name);
        if (is_found)
            return;
    }
}

struct scr_source scr_files_source(void) {
    return (struct scr_source){NULL, read_screen};
}

/* Adds "NAME.scr" as NAME, in order, once. False without memory. */
static bool add_name(struct scr_names *names, const char *file) {
    size_t length = strlen(file);
    if (length <= 4 || strcmp(file + length - 4, ".scr") != 0 || strchr(file, '/') != NULL)
        return true;
    char *name = text_copy(file);
    char **items = realloc(names->items, (names->count + 1) * sizeof *items);
    if (items != NULL)
        names->items = items;
    if (name == NULL || items == NULL) {
        free(name);
        return false;
    }
    name[length - 4] = '\0';
    size_t at = 0;
    while (at < names->count && strcmp(items[at], name) < 0)
        at++;
    if (at < names->count && strcmp(items[at], name) == 0) {
        free(name);
        return true;
    }
    memmove(items + at + 1, items + at, (names->count - at) * sizeof *items);
    items[at] = name;
    names->count++;
    return true;
}

static bool add_folder(struct scr_names *names, int place) {
    struct buffer path = BUFFER_INIT;
    DIR *folder = NULL;
    if (append_place(&path, place) && !path.failed)
        folder = opendir(buffer_text(&path));
    buffer_release(&path);
    bool is_well = true;
    for (struct dirent *entry; folder != NULL && is_well && (entry = readdir(folder)) != NULL;)
        is_well = add_name(names, entry->d_name);
    if (folder != NULL)
        closedir(folder);
    return is_well;
}

enum status scr_files_names(struct scr_names *out, struct problem *problem) {
    *out = (struct scr_names){NULL, 0};
    bool is_well = true;
    for (int place = 0; place < PLACES && is_well; place++)
        is_well = add_folder(out, place);
    const struct embedded_file *file = embedded_first(prefix);
    for (; is_well && file != NULL && file->path != NULL &&
           strncmp(file->path, prefix, strlen(prefix)) == 0;
         file++)
        is_well = add_name(out, file->path + strlen(prefix));
    if (is_well)
        return STATUS_OK;
    scr_names_release(out);
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

void scr_names_release(struct scr_names *names) {
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    *names = (struct scr_names){NULL, 0};
}
