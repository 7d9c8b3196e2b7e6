/* 备份: how it stands, the keys, and making copies: who may, where to, in what order; audited. Writes no file itself. */
#include "work/backup.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/audit.h"
#include "work/backup_place.h"
#include "work/save.h"

enum {
    WARN_DAYS = 3,
    EVERY_DAYS = 1,
    PASSPHRASE_COLUMNS = 12,
    PASSPHRASE_BYTES_MOST = 512,
    ROOM_BYTES = 1024 * 1024,
    MEGABYTE = 1024 * 1024,
};

/* ---- how it stands ------------------------------------------------------------------------------- */

static bool load_hex(struct office *office, const char *key, unsigned char *out, size_t bytes) {
    char hex[2 * BACKUP_KEY_BYTES + 2];
    size_t count = 0;
    office_setting(office, key, "", hex, sizeof hex);
    return sodium_hex2bin(out, bytes, hex, strlen(hex), NULL, &count, NULL) == 0 && count == bytes;
}

static void load_keys(struct office *office, struct backup_keys *keys) {
    *keys = (struct backup_keys){0};
    keys->has_passphrase = load_hex(office, "backup_key", keys->key, sizeof keys->key);
    keys->has_paper = load_hex(office, "backup_paper", keys->paper, sizeof keys->paper);
}

static void folder_beside(const struct office *office, char out[BACKUP_PATH_BYTES]) {
    const char *path = store_path(office->store);
    const char *slash = strrchr(path, '/');
    snprintf(out, BACKUP_PATH_BYTES, "%.*sbackup", slash == NULL ? 0 : (int)(slash - path) + 1,
             path);
}

void backup_folder(struct office *office, char out[BACKUP_PATH_BYTES]) {
    struct backup_keys keys;
    load_keys(office, &keys);
    office_setting(office, "backup_folder", "", out, BACKUP_PATH_BYTES);
    if (out[0] == '\0' || !(keys.has_passphrase || keys.has_paper)) {
        folder_beside(office, out);
    }
}

/* Working days gone by since the day of `at`. */
static int days_since(struct office *office, int64_t at) {
    day_number day = clock_day_of(&office->clock, at);
    day_number today = office_today(office);
    if (day >= today) {
        return 0;
    }
    return office_calendar(office, NULL) == STATUS_OK
               ? workday_between(office->calendar, day, today)
               : (int)(today - day);
}

enum status backup_state(struct office *office, struct backup_state *out, struct problem *problem) {
    struct backup_row *rows = NULL;
    struct backup_keys keys;
    size_t count = 0;
    *out = (struct backup_state){0};
    enum status status = store_backups(office->store, 1, &rows, &count, problem);
    if (status != STATUS_OK) {
        return status;
    }
    load_keys(office, &keys);
    out->has_passphrase = keys.has_passphrase;
    out->has_paper_key = keys.has_paper;
    out->warn_days = office_setting_integer(office, "backup_warn_days", WARN_DAYS);
    if (count > 0) {
        out->at = rows[0].at;
        snprintf(out->path, sizeof out->path, "%s", rows[0].path);
    }
    out->days = days_since(office, count > 0 ? rows[0].at : store_founded_at(office->store));
    out->is_old = out->days > out->warn_days;
    out->is_changed = store_is_changed_since(office->store, count > 0 ? rows[0].seq : 0);
    free(rows);
    return STATUS_OK;
}

bool backup_is_due(struct office *office) {
    struct backup_state state;
    int every = office_setting_integer(office, "backup_every", EVERY_DAYS);
    if (strcmp(office->mode, "office") != 0 || every == 0 || store_is_read_only(office->store) ||
        backup_state(office, &state, NULL) != STATUS_OK) {
        return false;
    }
    day_number last = state.at == 0 ? 0 : clock_day_of(&office->clock, state.at);
    return state.is_changed && (state.at == 0 || office_today(office) - last >= every);
}

enum status backup_list(struct office *office, size_t most, struct backup_row **out, size_t *count,
                        struct problem *problem) {
    enum status status = store_backups(office->store, most, out, count, problem);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
        struct stat about;
        struct backup_row *row = &(*out)[i];
        row->is_there = stat(row->path, &about) == 0 && about.st_size == row->bytes;
    }
    return status;
}

/* ---- keys ---------------------------------------------------------------------------------------- */

static enum status only_admin(const struct office *office, struct problem *problem) {
    return (office->roles & ROLE_ADMIN) != 0
               ? STATUS_OK
               : problem_set(problem, STATUS_DENIED, "",
                             N_("备份口令和纸质密钥只有系统管理员能设"));
}

static enum status keep(struct office *office, const char *key, const unsigned char *bytes,
                        size_t count, const char *command, struct problem *problem) {
    struct save save;
    char hex[2 * BACKUP_KEY_BYTES + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, count);
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = store_set_setting(office->store, key, hex, problem);
    if (status == STATUS_OK) {
        status = audit_add(&save, command, "", 0, problem);
    }
    if (status == STATUS_OK) {
        return save_commit(&save, problem);
    }
    save_abandon(&save);
    return status;
}

static enum status check_passphrase(const char *passphrase, struct problem *problem) {
    if (text_find_forbidden(passphrase, false) != 0 || strlen(passphrase) > PASSPHRASE_BYTES_MOST) {
        return problem_set(problem, STATUS_INVALID, "",
                           N_("备份口令里有不能用的字符，或太长；最多 512 字节"));
    }
    return text_width(passphrase) >= PASSPHRASE_COLUMNS
               ? STATUS_OK
               : problem_set(problem, STATUS_INVALID, "",
                             N_("备份口令至少 6 个汉字或 12 个字母数字：U 盘丢了，只有它挡着"));
}

enum status backup_set_passphrase(struct office *office, const char *passphrase,
                                  struct problem *problem) {
    unsigned char key[BACKUP_KEY_BYTES];
    enum status status = only_admin(office, problem);
    if (status == STATUS_OK) {
        status = check_passphrase(passphrase, problem);
    }
    if (status == STATUS_OK) {
        status = backup_key_make(passphrase, key, problem);
    }
    return status == STATUS_OK
               ? keep(office, "backup_key", key, sizeof key, "backup_passphrase", problem)
               : status;
}

enum status backup_new_paper_key(struct office *office, char out[PAPER_KEY_BYTES],
                                 struct problem *problem) {
    unsigned char key[BACKUP_PUBLIC_BYTES];
    out[0] = '\0';
    enum status status = only_admin(office, problem);
    if (status == STATUS_OK) {
        status = paper_key_make(key, out, problem);
    }
    if (status == STATUS_OK) {
        status = keep(office, "backup_paper", key, sizeof key, "backup_paper_key", problem);
    }
    if (status != STATUS_OK) {
        backup_wipe(out, PAPER_KEY_BYTES);
    }
    return status;
}

/* ---- making one ---------------------------------------------------------------------------------- */

struct making {
    struct office *office;
    const struct backup_order *order;
    struct backup_stop stop;
    struct backup_keys keys;
    struct backup_facts facts;
    struct backup_copy *copy;
    char own[BACKUP_PATH_BYTES];
    char name[200];
    bool is_elsewhere;
    struct backup_done *done;
    struct problem *problem;
};

void backup_office_id(struct office *office, unsigned char out[BACKUP_OFFICE_BYTES]) {
    static const char purpose[] = "zwgk backup of this office";
    char secret[80];
    office_setting(office, "feedback_secret", "", secret, sizeof secret);
    crypto_generichash(out, BACKUP_OFFICE_BYTES, (const unsigned char *)purpose, sizeof purpose - 1,
                       (const unsigned char *)secret, strlen(secret) < 64 ? strlen(secret) : 64);
    backup_wipe(secret, sizeof secret);
}

/* Unencrypted copies stay where the database itself is. */
static enum status check_plain(const struct making *making) {
    const struct office *office = making->office;
    if (making->facts.is_encrypted || !making->is_elsewhere) {
        return STATUS_OK;
    }
    if (!making->order->is_plain_wanted) {
        problem_set(
            making->problem, STATUS_DENIED, "",
            N_("没设备份口令的备份不加密，只能放在 {folder}；要放到别处，请管理员先到 05 备份按 "
               "F6、3 设口令（或 zwgk backup --set-passphrase）"));
        problem_place(making->problem, "folder", making->own);
        return STATUS_DENIED;
    }
    return (office->roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) != 0
               ? STATUS_OK
               : problem_set(making->problem, STATUS_DENIED, "",
                             N_("不加密的备份要放到别处，须由分管领导或系统管理员来做"));
}

static enum status check_role(const struct making *making) {
    unsigned roles = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN;
    return making->order->is_unattended || (making->office->roles & roles) != 0
               ? STATUS_OK
               : problem_set(making->problem, STATUS_DENIED, "", N_("查询账号不能做备份"));
}

static enum status check_room(const struct making *making, const char *folder) {
    struct statvfs about;
    int64_t wanted = making->facts.bytes + making->facts.bytes / 2000 + ROOM_BYTES;
    if (statvfs(folder, &about) != 0 || about.f_frsize == 0) {
        return STATUS_OK; /* writing will tell */
    }
    if ((about.f_flag & ST_RDONLY) != 0) {
        return problem_set(making->problem, STATUS_IO, "",
                           N_("这个盘写保护了，请拨开 U 盘的写保护或换一个盘；本机的备份还在"));
    }
    int64_t room = (int64_t)about.f_bavail * (int64_t)about.f_frsize;
    if (room >= wanted) {
        return STATUS_OK;
    }
    problem_set(making->problem, STATUS_IO, "",
                N_("{folder} 空间不够：要 {wanted} MB，只剩 {room} MB；请腾出空间或换一个盘"));
    problem_place(making->problem, "folder", folder);
    problem_place_integer(making->problem, "wanted", wanted / MEGABYTE + 1);
    problem_place_integer(making->problem, "room", room / MEGABYTE);
    return STATUS_IO;
}

static enum status check_folder(const char *folder, struct problem *problem) {
    struct stat about;
    if (stat(folder, &about) == 0 && S_ISDIR(about.st_mode)) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_IO, "", N_("没有文件夹 {folder}：U 盘没插好，或名字写错了"));
    problem_place(problem, "folder", folder);
    return STATUS_IO;
}

/* The copy is on its medium; that it is there becomes known to the office. A read-only office learns nothing. */
static enum status note(struct making *making, const char *path, int64_t bytes) {
    struct office *office = making->office;
    struct save save;
    struct buffer detail = BUFFER_INIT;
    if (store_is_read_only(office->store)) {
        return STATUS_OK;
    }
    enum status status = save_begin(office, &save, making->problem);
    if (status != STATUS_OK) {
        return status;
    }
    buffer_append_format(&detail, "%s %lld %02x%02x%02x%02x%s", path, (long long)making->facts.seq,
                         making->facts.head[0], making->facts.head[1], making->facts.head[2],
                         making->facts.head[3], making->facts.is_encrypted ? "" : " plain");
    status =
        store_add_backup(office->store, &making->facts, path, bytes, office->user, making->problem);
    if (status == STATUS_OK) {
        status = audit_add(&save, "backup", buffer_text(&detail), 0, making->problem);
    }
    buffer_release(&detail);
    if (status == STATUS_OK) {
        return save_commit(&save, making->problem);
    }
    save_abandon(&save);
    return status;
}

/* What was saved of it, nothing, is not what is to be said. */
static void say_unknown(struct making *making, const char *folder, const char *name,
                        enum status status) {
    problem_set(making->problem, status, "",
                N_("备份 {file} 在 {folder} 里写好、验过了，但没能记进数据库，“上次备份”还是旧的；"
                   "请查看磁盘后再备份一次"));
    problem_place(making->problem, "file", name);
    problem_place(making->problem, "folder", folder);
}

static enum status write_in(struct making *making, const char *folder) {
    const char *name = making->name;
    char path[BACKUP_PATH_BYTES];
    int64_t bytes = 0;
    enum status status = check_folder(folder, making->problem);
    if (status == STATUS_OK) {
        status = check_room(making, folder);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        return problem_set(making->problem, STATUS_INVALID, "", N_("备份文件夹的名字太长"));
    }
    backup_remove_parts(making->office, folder);
    status = backup_write(making->copy, &making->facts, &making->keys, path, &making->stop, &bytes,
                          making->problem);
    if (status == STATUS_OK) {
        status = note(making, path, bytes);
        if (status != STATUS_OK) {
            say_unknown(making, folder, name, status);
        }
    }
    if (status == STATUS_OK) {
        snprintf(making->done->path, sizeof making->done->path, "%s", path);
        making->done->bytes = bytes;
        making->done->pruned += backup_prune(making->office, folder, path, making->facts.office);
    }
    return status;
}

/* By its whole name, so that the office knows where it lies, whoever asks from where. */
static enum status write_to(struct making *making, const char *folder) {
    char *place = realpath(folder, NULL);
    enum status status = write_in(making, place == NULL ? folder : place);
    free(place);
    return status;
}

/* For all who use the office; what is in it is as open as each file says. */
static bool make_own_folder(const char *folder) {
    struct stat about;
    if (mkdir(folder, 0770) != 0) {
        return errno == EEXIST;
    }
    if (stat(folder, &about) == 0) {
        (void)!chmod(folder, (about.st_mode & S_ISGID) | 0770);
    }
    return true;
}

/* A key that was not read would leave the copy unencrypted, a name give it to another office. */
static enum status refuse_unread(struct making *making) {
    enum status status = store_take_missed(making->office->store, NULL);
    if (status == STATUS_OK) {
        return STATUS_OK;
    }
    return problem_set(making->problem, status, "",
                       status == STATUS_NO_MEMORY
                           ? N_("内存不够，没有做备份；请关掉别的程序后再试")
                           : N_("备份用的设置没有读出来，没有做备份；请检查磁盘后再试"));
}

/* Here first, so that there is one whatever becomes of the stick. */
static enum status write_both(struct making *making) {
    struct problem first = {0};
    struct problem *asked = making->problem;
    if (!make_own_folder(making->own)) {
        int error = errno;
        problem_set(&first, STATUS_IO, "", N_("建不了备份文件夹 {folder}（{detail}）"));
        problem_place(&first, "folder", making->own);
        problem_place(&first, "detail", strerror(error));
    } else {
        making->problem = &first;
        first.status = write_to(making, making->own);
        making->problem = asked;
    }
    enum status status = first.status;
    if (making->is_elsewhere && status != STATUS_BUSY) {
        status = write_to(making, making->order->folder);
    }
    if (status == STATUS_OK && first.status != STATUS_OK) {
        status = first.status;
    }
    if (status != STATUS_OK && first.status != STATUS_OK && asked != NULL) {
        *asked = first;
    }
    return status;
}

static bool is_same_folder(const char *left, const char *right) {
    struct stat a, b;
    return strcmp(left, right) == 0 || (stat(left, &a) == 0 && stat(right, &b) == 0 &&
                                        a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

enum status backup_make(struct office *office, const struct backup_order *order,
                        struct backup_done *out, struct problem *problem) {
    struct making making = {.office = office,
                            .order = order,
                            .stop = {order->should_stop, order->context},
                            .done = out,
                            .problem = problem};
    *out = (struct backup_done){0};
    if (sodium_init() < 0) {
        return problem_set(problem, STATUS_IO, "", N_("这台机器不能产生随机数，无法加密"));
    }
    (void)!store_take_missed(office->store, NULL); /* of what was read before */
    load_keys(office, &making.keys);
    backup_folder(office, making.own);
    making.is_elsewhere = order->folder != NULL && !is_same_folder(order->folder, making.own);
    making.facts.is_encrypted = making.keys.has_passphrase || making.keys.has_paper;
    enum status status = refuse_unread(&making);
    if (status == STATUS_OK) {
        status = check_role(&making);
    }
    if (status == STATUS_OK) {
        status = check_plain(&making);
    }
    if (status == STATUS_OK) {
        status = backup_copy_take(office->store, &making.stop, &making.copy, &making.facts,
                                  &out->lock_us, problem);
    }
    if (status == STATUS_OK) {
        making.facts.at = office_now(office);
        backup_office_id(office, making.facts.office);
        out->seq = making.facts.seq;
        out->is_encrypted = making.facts.is_encrypted;
        backup_name(office, &making.facts, making.name, sizeof making.name);
        status = refuse_unread(&making);
        if (status == STATUS_OK) {
            status = write_both(&making);
        }
        backup_copy_free(making.copy);
    }
    return status;
}
