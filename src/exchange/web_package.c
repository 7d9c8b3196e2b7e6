/* The folder for the county's site: walks what was published, writes each page, and gives the folder its name last.
 * What is not for everybody, or is not the text that was reviewed and approved, never gets in. */
#include "exchange/web_package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/file_error.h"
#include "exchange/file_out.h"
#include "exchange/web_page.h"
#include "work/audit.h"
#include "work/disclosure_masked.h"
#include "work/published.h"

/* What is published is for everybody, whatever the umask; the county's site reads it under another account. */
enum { HASH_BYTES = 32, PUBLIC_FOLDER = 0755, PUBLIC_FILE = 0644 };

struct packing {
    struct office *office;
    const struct web_package *package;
    struct web_result *result;
    char *folder; /* where it is written before it gets its name */
    struct buffer index, csv, manifest;
    struct problem *problem;
};

static enum status no_memory(struct packing *packing) {
    return problem_set(packing->problem, STATUS_NO_MEMORY, "",
                       N_("内存不足，请关闭其他程序后再试"));
}

/* ---- files ---------------------------------------------------------------------------------------- */

static void add_to_manifest(struct packing *packing, const char *name, const struct buffer *text) {
    unsigned char hash[HASH_BYTES];
    char hex[HASH_BYTES * 2 + 1];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)buffer_text(text), text->length,
                       NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    buffer_append_format(&packing->manifest, "%s  %s\n", hex, name);
}

/* Writes the text as a file of the package and empties it. */
static enum status write_file(struct packing *packing, const char *name, struct buffer *text) {
    struct file_out file;
    struct buffer path = BUFFER_INIT;
    if (text->failed)
        return no_memory(packing);
    add_to_manifest(packing, name, text);
    buffer_append_format(&path, "%s/%s", packing->folder, name);
    enum status status = path.failed ? no_memory(packing)
                                     : file_out_open(&file, buffer_text(&path), packing->problem);
    if (status == STATUS_OK) {
        status = file_out_write(&file, text, packing->problem);
        if (status == STATUS_OK)
            status = store_take_missed(packing->office->store, packing->problem);
        if (status == STATUS_OK)
            status = file_out_commit(&file, packing->problem);
        else
            file_out_abandon(&file);
    }
    if (status == STATUS_OK && chmod(buffer_text(&path), PUBLIC_FILE) != 0)
        status = file_error(errno, buffer_text(&path), packing->problem);
    buffer_release(&path);
    return status;
}

static enum status write_named(struct packing *packing, const char *number, const char *ending,
                               struct buffer *text) {
    char name[64];
    snprintf(name, sizeof name, "%.40s%s", number, ending);
    return write_file(packing, name, text);
}

static void remove_folder(const char *folder) {
    DIR *open = opendir(folder);
    struct dirent *entry;
    while (open != NULL && (entry = readdir(open)) != NULL)
        (void)unlinkat(dirfd(open), entry->d_name, 0);
    if (open != NULL)
        closedir(open);
    (void)rmdir(folder);
}

/* ---- one disclosure ------------------------------------------------------------------------------- */

static bool is_one_of(const char *const *words, const char *word) {
    for (; *words != NULL; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

static bool is_for_everybody(const struct fields *fields) {
    static const char *const states[] = {"published", "on_notice", "filed",
                                         "corrected", "withdrawn", NULL};
    return strcmp(fields_text(fields, "scope"), "public") == 0 &&
           is_one_of(states, fields_text(fields, "state"));
}

/* Where it stands on a site already: the newest posting that has an address. */
static void find_address(struct office *office, int64_t id, struct buffer *out) {
    struct about_ids ids = {.count = 0};
    if (store_about(office->store, "posting", id, &ids, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < ids.count && out->length == 0; i++) {
        struct record posting = {0};
        if (store_read(office->store, &office->visible, ids.items[i], &posting, NULL) ==
                STATUS_OK &&
            strcmp(fields_text(&posting.fields, "state"), "void") != 0)
            buffer_append(out, fields_text(&posting.fields, "address"));
        record_release(&posting);
    }
}

static void count_in(struct web_result *result, const char *state) {
    result->count++;
    result->withdrawn += strcmp(state, "withdrawn") == 0;
    result->corrected += strcmp(state, "corrected") == 0;
}

static enum status write_page(struct packing *packing, const struct web_page *page) {
    struct buffer html = BUFFER_INIT, text = BUFFER_INIT;
    const char *number = fields_text(page->shown, "number");
    web_page_html(page, &html);
    web_page_text(page, &text);
    web_page_index(page, &packing->index);
    web_page_csv(page, &packing->csv);
    enum status status = write_named(packing, number, ".html", &html);
    if (status == STATUS_OK)
        status = write_named(packing, number, ".txt", &text);
    count_in(packing->result, fields_text(page->shown, "state"));
    buffer_release(&html);
    buffer_release(&text);
    return status;
}

static enum status pack_shown(struct packing *packing, const struct record *record) {
    struct office *office = packing->office;
    struct fields shown = FIELDS_INIT;
    struct record corrected = {0};
    struct buffer address = BUFFER_INIT;
    int64_t by = fields_integer(&record->fields, "corrected_by", 0);
    char *unit = store_title(office->store, fields_integer(&record->fields, "unit", 0));
    bool is_corrected =
        by != 0 && store_read(office->store, &office->visible, by, &corrected, NULL) == STATUS_OK;
    disclosure_masked(office, &record->fields, &shown);
    find_address(office, record->id, &address);
    const struct web_page page = {.office = office,
                                  .shown = &shown,
                                  .unit = unit != NULL ? unit : "",
                                  .corrected_by =
                                      is_corrected ? fields_text(&corrected.fields, "number") : "",
                                  .address = buffer_text(&address)};
    enum status status =
        shown.failed || address.failed ? no_memory(packing) : write_page(packing, &page);
    free(unit);
    buffer_release(&address);
    record_release(&corrected);
    fields_release(&shown);
    return status;
}

static enum status pack_one(struct packing *packing, int64_t id) {
    struct record record = {0};
    struct web_result *result = packing->result;
    enum status status = store_read(packing->office->store, &packing->office->visible, id, &record,
                                    packing->problem);
    if (status == STATUS_OK && is_for_everybody(&record.fields)) {
        if (published_as_approved(&record.fields)) {
            status = pack_shown(packing, &record);
        } else if (result->left_out++ == 0) {
            snprintf(result->first_left_out, sizeof result->first_left_out, "%s",
                     fields_text(&record.fields, "number"));
        }
    }
    record_release(&record);
    return status;
}

/* ---- all of them ---------------------------------------------------------------------------------- */

static enum status pack_all(struct packing *packing) {
    static const char *const columns[] = {"number"};
    char from[DATE_BYTES], to[DATE_BYTES], key[32] = "";
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    const struct condition conditions[] = {
        {"published_on", IS_AT_LEAST, date_to_iso(packing->package->from, from)},
        {"published_on", IS_AT_MOST, date_to_iso(packing->package->to, to)},
        {"scope", IS_EQUAL, "public"}};
    const struct page_request request = {.view = "disclosure_published",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "published_on",
                                         .descending = true,
                                         .conditions = conditions,
                                         .condition_count = 3};
    enum status status = STATUS_OK;
    do {
        status = store_page(packing->office->store, &packing->office->visible, &request, &start,
                            PAGE_ROWS_MOST, &page, packing->problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            status = pack_one(packing, page.ids[i]);
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){key, page.ids[page.count - 1], false, false};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

static void begin_index(struct packing *packing) {
    char name[160], from[DATE_BYTES], to[DATE_BYTES];
    struct buffer title = BUFFER_INIT;
    office_setting(packing->office, "office_name", "", name, sizeof name);
    buffer_append_format(&title, "%s 主动公开 %s 至 %s", name,
                         date_to_iso(packing->package->from, from),
                         date_to_iso(packing->package->to, to));
    web_append_head(&packing->index, buffer_text(&title));
    buffer_append(&packing->index, "<h1>");
    web_append_escaped(&packing->index, buffer_text(&title), false);
    buffer_append(&packing->index, "</h1>\n<table>\n<tr><th>公开日期</th><th>标题</th><th>公开单位"
                                   "</th><th>状态</th></tr>\n");
    packing->index.failed = packing->index.failed || title.failed;
    buffer_release(&title);
}

static enum status write_rest(struct packing *packing) {
    buffer_append(&packing->index, "</table>\n");
    web_append_foot(&packing->index);
    enum status status = write_file(packing, "index.html", &packing->index);
    if (status == STATUS_OK)
        status = write_file(packing, "list.csv", &packing->csv);
    if (status == STATUS_OK) {
        struct buffer manifest = packing->manifest;
        packing->manifest = (struct buffer)BUFFER_INIT;
        status = write_file(packing, "BLAKE2B256SUMS", &manifest);
        buffer_release(&manifest);
    }
    return status;
}

static enum status log_it(struct packing *packing) {
    char what[80], from[DATE_BYTES], to[DATE_BYTES];
    snprintf(what, sizeof what, "web-package %s..%s %lld",
             date_to_iso(packing->package->from, from), date_to_iso(packing->package->to, to),
             (long long)packing->result->count);
    return audit_note(packing->office, "export", what, 0, packing->problem);
}

/* ---- the folder ----------------------------------------------------------------------------------- */

static enum status make_folder(struct packing *packing) {
    struct stat found;
    struct buffer name = BUFFER_INIT;
    if (lstat(packing->package->folder, &found) == 0) {
        problem_set(packing->problem, STATUS_INVALID, "",
                    N_("{file} 已经有了：请另写一个名字，旧的包不会被覆盖"));
        problem_place(packing->problem, "file", packing->package->folder);
        return STATUS_INVALID;
    }
    size_t length = strlen(packing->package->folder);
    while (length > 1 && packing->package->folder[length - 1] == '/')
        length--;
    buffer_append_format(&name, "%.*s.XXXXXX", (int)length, packing->package->folder);
    packing->folder = buffer_take(&name);
    if (packing->folder == NULL)
        return no_memory(packing);
    if (mkdtemp(packing->folder) == NULL) {
        enum status status = file_error(errno, packing->package->folder, packing->problem);
        free(packing->folder);
        packing->folder = NULL;
        return status;
    }
    return chmod(packing->folder, PUBLIC_FOLDER) == 0
               ? STATUS_OK
               : file_error(errno, packing->folder, packing->problem);
}

enum status web_package_write(struct office *office, const struct web_package *package,
                              struct web_result *result, struct problem *problem) {
    struct packing packing = {
        .office = office, .package = package, .result = result, .problem = problem};
    *result = (struct web_result){.count = 0};
    enum status status = make_folder(&packing);
    if (status == STATUS_OK) {
        begin_index(&packing);
        web_page_csv_heading(&packing.csv);
        status = pack_all(&packing);
    }
    if (status == STATUS_OK)
        status = write_rest(&packing);
    if (status == STATUS_OK)
        status = log_it(&packing);
    if (status == STATUS_OK && rename(packing.folder, package->folder) != 0)
        status = file_error(errno, package->folder, problem);
    if (status != STATUS_OK && packing.folder != NULL)
        remove_folder(packing.folder);
    free(packing.folder);
    buffer_release(&packing.index);
    buffer_release(&packing.csv);
    buffer_release(&packing.manifest);
    return status;
}
