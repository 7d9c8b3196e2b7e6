/* 05 备份: the copies made, and making one: here, on a stick, in a folder; keys and restoring are asked for from here
 * (backup_key.c, backup_restore.c). What may be done, work/backup knows. */
#include "screens/backup.h"

#include "base/language.h"
#include "base/native.h"
#include "screens/rows_list.h"
#include "screens/screen.h"
#include "ui/prompt.h"
#include "work/backup.h"
#include "work/backup_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 200, MEGABYTE = 1024 * 1024, KILOBYTE = 1024, PATH_CHARACTERS = 300 };

/* ---- the list ------------------------------------------------------------------------------------ */

static void write_size(int64_t bytes, char *out, size_t size) {
    if (bytes >= 10 * MEGABYTE)
        snprintf(out, size, "%lld MB", (long long)bytes / MEGABYTE);
    else
        snprintf(out, size, "%lld KB", (long long)bytes / KILOBYTE);
}

static void add_row(struct desk *desk, const struct backup_row *copy, struct rows *rows) {
    char when[20], size[24];
    struct buffer path = BUFFER_INIT;
    struct rows_row *row = rows_add(rows, copy->path);
    write_size(copy->bytes, size, sizeof size);
    native_append_text(&path, copy->path);
    rows_set(rows, 0, clock_format(&desk->office->clock, copy->at, when));
    rows_set(rows, 1, size);
    rows_set(rows, 2, copy->is_encrypted ? _("加密") : _("未加密"));
    rows_set(rows, 3, copy->is_there ? _("在") : _("不在"));
    rows_set(rows, 4, buffer_text(&path));
    if (row)
        row->is_dim = !copy->is_there;
    buffer_release(&path);
}

static enum status fill(void *context, struct rows *rows, struct problem *problem) {
    struct desk *desk = context;
    struct backup_row *copies = NULL;
    size_t count = 0;
    enum status status = backup_list(desk->office, ROWS_MOST, &copies, &count, problem);
    for (size_t i = 0; i < count; i++)
        add_row(desk, &copies[i], rows);
    free(copies);
    return status;
}

/* ---- making one ---------------------------------------------------------------------------------- */

static void tell_done(struct desk *desk, const struct backup_done *done) {
    struct problem said;
    struct buffer text = BUFFER_INIT, path = BUFFER_INIT;
    char size[24];
    const char *slash = strrchr(done->path, '/');
    write_size(done->bytes, size, sizeof size);
    native_append_text(&path, slash ? slash + 1 : done->path);
    problem_set(&said, STATUS_OK, "",
                done->is_encrypted ? N_("已备份，读回验过，加密：{file}（{size}）")
                                   : N_("已备份，读回验过，没有加密：{file}（{size}）"));
    problem_place(&said, "file", buffer_text(&path));
    problem_place(&said, "size", size);
    language_append_problem(&text, &said, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&path);
    buffer_release(&text);
}

static void make_in(struct desk *desk, const char *folder, bool is_plain) {
    struct backup_done done;
    struct problem problem = {0};
    struct backup_order order = {.folder = folder,
                                 .is_plain_wanted = is_plain,
                                 .should_stop = ui_is_stopped,
                                 .context = desk->ui};
    backup_screen_busy(desk, _("正在备份…… 按 Esc 停下"));
    enum status status = backup_make(desk->office, &order, &done, &problem);
    list_view_home(
        ui_top(desk->ui)); /* the list, which is on top now: the newest copy is its first */
    if (status == STATUS_OK)
        tell_done(desk, &done);
    else
        desk_show_problem(desk, &problem, NULL);
}

/* ---- where to ------------------------------------------------------------------------------------ */

struct elsewhere {
    struct desk *desk;
    char folder[BACKUP_PATH_BYTES];
};

static void plain_chosen(void *context, int chosen) {
    struct elsewhere *elsewhere = context;
    if (chosen == 2)
        make_in(elsewhere->desk, elsewhere->folder, true);
    else if (chosen == 1)
        backup_screen_set_passphrase(elsewhere->desk);
    free(elsewhere);
}

/* Unencrypted it leaves this machine only when somebody says so who may. */
static void make_elsewhere(struct elsewhere *elsewhere) {
    struct backup_state state;
    struct desk *desk = elsewhere->desk;
    bool is_bare = backup_state(desk->office, &state, NULL) == STATUS_OK && !state.has_passphrase &&
                   !state.has_paper_key;
    if (is_bare && (desk->office->roles & (ROLE_SUPERVISOR | ROLE_ADMIN))) {
        const char *const answers[] = {_("先设备份口令"), _("不加密也要")};
        prompt_choice(desk->ui, _("没设备份口令，U 盘丢了谁都能看："), answers, 2, 1, plain_chosen,
                      elsewhere);
        return;
    }
    make_in(desk, elsewhere->folder, false);
    free(elsewhere);
}

static void folder_given(void *context, const char *text) {
    struct elsewhere *elsewhere = context;
    char *path = text && text[0] ? native_path(text) : NULL;
    if (!path) {
        free(elsewhere);
        return;
    }
    snprintf(elsewhere->folder, sizeof elsewhere->folder, "%s", path);
    free(path);
    make_elsewhere(elsewhere);
}

static void ask_folder(struct elsewhere *elsewhere) {
    prompt_line(elsewhere->desk->ui, _("备份到文件夹"), "", PATH_CHARACTERS, false, folder_given,
                elsewhere);
    prompt_take_letters(elsewhere->desk->ui);
}

static void place_chosen(void *context, const char *code) {
    struct elsewhere *elsewhere = context;
    if (!code) {
        free(elsewhere);
    } else if (code[0] == '-') {
        ask_folder(elsewhere);
    } else {
        snprintf(elsewhere->folder, sizeof elsewhere->folder, "%s", code);
        make_elsewhere(elsewhere);
    }
}

static void fetch_places(void *context, const char *typed, struct choices *out) {
    struct removable found[REMOVABLE_MOST];
    size_t count = removable_list("/proc/self/mounts", found, REMOVABLE_MOST);
    (void)context;
    for (size_t i = 0; i < count; i++) {
        char room[80];
        struct buffer name = BUFFER_INIT;
        native_append_text(&name, found[i].path);
        snprintf(room, sizeof room, "%s %lld MB%s", _("剩"),
                 (long long)found[i].free_bytes / MEGABYTE,
                 found[i].is_read_only ? _("，写保护") : "");
        if (choice_fits(buffer_text(&name), typed))
            choices_add(out, found[i].path, buffer_text(&name), room);
        buffer_release(&name);
    }
    if (typed[0] == '/')
        choices_add(out, typed, typed, _("文件夹"));
    if (!typed[0])
        choices_add(out, "-", _("别的文件夹……"), "");
}

static void ask_place(struct desk *desk) {
    struct elsewhere *elsewhere = calloc(1, sizeof *elsewhere);
    if (!elsewhere)
        return;
    elsewhere->desk = desk;
    struct removable found[REMOVABLE_MOST];
    if (removable_list("/proc/self/mounts", found, REMOVABLE_MOST) == 0)
        ask_folder(elsewhere);
    else
        prompt_list(desk->ui, _("备份到哪个 U 盘"), ui_rows(desk->ui) - 3, "", fetch_places,
                    place_chosen, elsewhere);
}

/* ---- what to do ---------------------------------------------------------------------------------- */

static void file_given(void *context, const char *text) {
    char *path = text && text[0] ? native_path(text) : NULL;
    if (path)
        backup_screen_rehearse(context, path);
    free(path);
}

static void errand_chosen(void *context, int chosen) {
    struct desk *desk = context;
    if (chosen == 1)
        make_in(desk, NULL, false);
    else if (chosen == 2)
        ask_place(desk);
    else if (chosen == 3)
        backup_screen_set_passphrase(desk);
    else if (chosen == 4)
        backup_screen_new_paper(desk);
    else if (chosen == 5) {
        prompt_line(desk->ui, _("备份文件"), "", PATH_CHARACTERS, false, file_given, desk);
        prompt_take_letters(desk->ui);
    }
}

static void ask_errand(void *context) {
    struct desk *desk = context;
    const char *const answers[] = {_("备份到本机"), _("到 U 盘"), _("设口令"), _("纸质密钥"),
                                   _("从文件恢复")};
    prompt_choice(desk->ui, _("做什么："), answers, 5, 1, errand_chosen, desk);
}

static void open_row(void *context, const char *key) {
    backup_screen_rehearse(context, key);
}

static bool carry_out(void *context, const char *command, const char *key) {
    (void)command;
    backup_screen_rehearse(context, key);
    return true;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    char title[96];
    const struct list_column columns[] = {{_("时间"), 16, false},
                                          {_("大小"), 9, false},
                                          {_("加密"), 6, false},
                                          {_("还在"), 4, false},
                                          {_("文件"), 0, false}};
    const struct list_option options[] = {{6, "rehearse", _("演练或恢复"), true}};
    const struct rows_source source = {.context = desk,
                                       .fill = fill,
                                       .open = open_row,
                                       .carry_out = carry_out,
                                       .create = ask_errand};
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("F6 备份、口令；Enter 演练恢复"),
        .empty = _("还没有备份。按 F6 再按 Enter 就备一份。"),
        .columns = columns,
        .column_count = 5,
        .options = options,
        .option_count = 1,
        .help_topic = "backup",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}

const struct screen screen_backup = {
    .name = "backup",
    .open = open_screen,
};
