/* The figures of the daily sheet, and the anchor that printing it leaves. Draws nothing. */
#include "work/audit_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/audit.h"
#include "work/save.h"

enum { DAY_SECONDS = 86400, GROUP = 4 };

enum status audit_sheet_check(const struct office *office, struct problem *problem) {
    if ((office->roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) != 0) {
        return STATUS_OK;
    }
    return problem_set(problem, STATUS_DENIED, "",
                       N_("校验和当日审计单由分管领导或系统管理员办理"));
}

void audit_sheet_append_head(struct buffer *out, const char *head) {
    for (int i = 0; i < ANCHOR_SHOWN && head[i] != '\0'; i++) {
        if (i > 0 && i % GROUP == 0) {
            buffer_append_char(out, ' ');
        }
        buffer_append_char(out, head[i]);
    }
}

/* ---- figures ------------------------------------------------------------------------------------- */

/* The first second of the office's present day. */
static int64_t day_begins(const struct office *office) {
    int64_t last = office_now(office), first = last - DAY_SECONDS;
    day_number today = office_today(office);
    while (first + 1 < last) {
        int64_t middle = first + (last - first) / 2;
        if (clock_day_of(&office->clock, middle) < today) {
            first = middle;
        } else {
            last = middle;
        }
    }
    return last;
}

static struct audit_kind *kind_of(struct audit_sheet *sheet, const char *command) {
    for (size_t i = 0; i < sheet->kind_count; i++) {
        if (strcmp(sheet->kinds[i].command, command) == 0) {
            return &sheet->kinds[i];
        }
    }
    if (sheet->kind_count == AUDIT_KINDS_MOST) {
        return NULL;
    }
    struct audit_kind *kind = &sheet->kinds[sheet->kind_count++];
    *kind = (struct audit_kind){0};
    snprintf(kind->command, sizeof kind->command, "%s", command);
    return kind;
}

static void add_today(void *context, const char *command, int64_t count) {
    struct audit_sheet *sheet = context;
    struct audit_kind *kind = kind_of(sheet, command);
    sheet->today += count;
    if (kind != NULL) {
        kind->today = count;
    }
}

static void add_since(void *context, const char *command, int64_t count) {
    struct audit_sheet *sheet = context;
    struct audit_kind *kind = kind_of(sheet, command);
    sheet->since += count;
    if (kind != NULL) {
        kind->since = count;
    }
}

enum status audit_sheet_read(struct office *office, struct audit_sheet *out,
                             struct problem *problem) {
    struct store *store = office->store;
    *out = (struct audit_sheet){0};
    date_to_iso(office_today(office), out->day);
    enum status status = audit_sheet_check(office, problem);
    if (status == STATUS_OK) {
        status = store_audit_end(store, &out->end, problem);
    }
    if (status == STATUS_OK) {
        status = store_last_anchor(store, &out->before, problem);
    }
    if (status == STATUS_OK) {
        status = store_audit_kinds(store, 0, day_begins(office), add_today, out, problem);
    }
    if (status == STATUS_OK) {
        status = store_audit_kinds(store, out->before.end.seq, 0, add_since, out, problem);
    }
    return status;
}

int audit_sheet_age(struct office *office) {
    struct anchor last;
    day_number day = DATE_NONE;
    if (store_last_anchor(office->store, &last, NULL) != STATUS_OK || last.day[0] == '\0' ||
        office_calendar(office, NULL) != STATUS_OK) {
        return -1;
    }
    day = date_from_iso(last.day);
    return day == DATE_NONE ? -1 : workday_between(office->calendar, day, office_today(office));
}

/* ---- printed ------------------------------------------------------------------------------------- */

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* The first thing on the pages that looks like a head: groups of 4, parted by single blanks. */
static bool find_head(const char *pages, char head[ANCHOR_HEAD_BYTES]) {
    for (const char *at = pages; *at != '\0'; at++) {
        int length = 0;
        const char *end = at;
        for (; is_hex(*end) && length < ANCHOR_SHOWN; end++) {
            head[length++] = *end;
            if (length % GROUP == 0 && length < ANCHOR_SHOWN && end[1] == ' ') {
                end++;
            }
        }
        head[length] = '\0';
        if (length == ANCHOR_SHOWN) {
            return true;
        }
    }
    return false;
}

static enum status keep(struct office *office, const struct anchor *anchor,
                        struct problem *problem) {
    struct save save;
    struct buffer detail = BUFFER_INIT;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    buffer_append_format(&detail, "%s 第 %lld 行 ", anchor->day, (long long)anchor->end.seq);
    audit_sheet_append_head(&detail, anchor->end.head);
    status = store_set_anchor(office->store, anchor, office->user, problem);
    if (status == STATUS_OK) {
        status = audit_add(&save, "sheet", buffer_text(&detail), 0, problem);
    }
    buffer_release(&detail);
    if (status == STATUS_OK) {
        return save_commit(&save, problem);
    }
    save_abandon(&save);
    return status;
}

enum status audit_sheet_printed(struct office *office, const char *pages, struct problem *problem) {
    struct anchor anchor = {.at = office_now(office)};
    char head[ANCHOR_HEAD_BYTES];
    if (store_is_damaged(office->store) || !find_head(pages, head)) {
        return STATUS_OK;
    }
    enum status status = audit_sheet_check(office, problem);
    if (status == STATUS_OK) {
        status = store_audit_find(office->store, head, &anchor.end, problem);
    }
    date_to_iso(office_today(office), anchor.day);
    return status == STATUS_OK ? keep(office, &anchor, problem) : status;
}
