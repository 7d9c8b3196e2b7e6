/* Copies: made, encrypted, refused when one bit is another, kept 14 days and 12 months, and put back. */
#include "work/office_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "store/write.h"
#include "work/backup_place.h"
#include "work/restore.h"
#include "work/settings.h"

#define PASSPHRASE "青石镇二〇二六年备份"

static char folder[400]; /* of the last office's copies */

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    make_folder(f);
    found_office(f, "test", NULL);
    snprintf(folder, sizeof folder, "%s/backup", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    if (f->office.store != NULL)
        office_close(&f->office);
    remove_folder(f);
    free(f);
    return 0;
}

static struct problem why;

static enum status make(struct fixture *f, const char *to, bool is_plain,
                        struct backup_done *done) {
    struct backup_order order = {.folder = to, .is_plain_wanted = is_plain};
    why = (struct problem){0};
    return backup_make(&f->office, &order, done, &why);
}

static void must_make(struct fixture *f, struct backup_done *done) {
    if (make(f, NULL, false, done) != STATUS_OK)
        fail_msg("%s", sentence(&why));
}

static void set_passphrase(struct fixture *f) {
    if (backup_set_passphrase(&f->office, PASSPHRASE, &why) != STATUS_OK)
        fail_msg("%s", sentence(&why));
}

static enum status rehearse(struct fixture *f, const char *file, const char *passphrase,
                            struct rehearsal *out) {
    struct backup_secret secret = {.passphrase = passphrase};
    why = (struct problem){0};
    return restore_rehearse(f->path, file, &secret, NULL, out, &why);
}

static char *read_file(const char *path, size_t *size) {
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    char *bytes = malloc((size_t)about.st_size + 1);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    *size = fread(bytes, 1, (size_t)about.st_size, file);
    assert_int_equal(*size, about.st_size);
    fclose(file);
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static bool has_bytes(const char *bytes, size_t size, const char *wanted) {
    size_t length = strlen(wanted);
    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(bytes + i, wanted, length) == 0)
            return true;
    }
    return false;
}

/* How many files of the folder have `text` in their names; "" counts all. */
static int count_files(const char *path, const char *text) {
    DIR *opened = opendir(path);
    struct dirent *entry;
    int count = 0;
    while (opened != NULL && (entry = readdir(opened)) != NULL)
        count += entry->d_name[0] != '.' && strstr(entry->d_name, text) != NULL;
    if (opened != NULL)
        closedir(opened);
    return count;
}

static void register_unit(struct fixture *f, const char *name) {
    int64_t id = 0;
    must_register(f, "unit", &id, "title", name);
}

/* ---- making ---------------------------------------------------------------------------------------- */

static void a_copy_without_passphrase_stays_here(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct stat about;
    char other[420];
    must_make(f, &done);
    assert_false(done.is_encrypted);
    assert_int_equal(stat(done.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_size, done.bytes);
    assert_non_null(strstr(done.path, "/backup/青石镇政务公开办公室-20261120-0900"));
    snprintf(other, sizeof other, "%s/stick", f->folder);
    assert_int_equal(mkdir(other, 0700), 0);
    assert_int_equal(make(f, other, false, &done), STATUS_DENIED);
    assert_non_null(strstr(sentence(&why), "请管理员先到 05 备份按 F6、3 设口令"));
    assert_int_equal(count_files(other, ""), 0);
    f->office.roles = ROLE_CLERK;
    assert_int_equal(make(f, other, true, &done), STATUS_DENIED);
    f->office.roles = ROLE_SUPERVISOR;
    assert_int_equal(make(f, other, true, &done), STATUS_OK);
    assert_int_equal(count_files(other, ".db"), 1);
}

static void a_copy_with_passphrase_says_nothing(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    size_t size = 0;
    register_unit(f, "没有人知道的村");
    set_passphrase(f);
    must_make(f, &done);
    assert_true(done.is_encrypted);
    char *bytes = read_file(done.path, &size);
    assert_false(has_bytes(bytes, size, "没有人知道"));
    assert_false(has_bytes(bytes, size, "SQLite"));
    free(bytes);
    assert_int_equal(count_files(folder, ".part"), 0);
    assert_int_equal(count_files(f->folder, ".part"), 0);
}

static void the_office_knows_how_it_stands(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct backup_state stands;
    assert_int_equal(backup_state(&f->office, &stands, &why), STATUS_OK);
    assert_int_equal(stands.at, 0);
    assert_false(stands.is_old);
    must_make(f, &done);
    assert_int_equal(backup_state(&f->office, &stands, &why), STATUS_OK);
    assert_false(stands.is_changed);
    assert_string_equal(stands.path, done.path);
    register_unit(f, "西门村");
    assert_int_equal(backup_state(&f->office, &stands, &why), STATUS_OK);
    assert_true(stands.is_changed);
    assert_int_equal(office_set_now(&f->office, "2026-11-25T09:00", &why), STATUS_OK);
    assert_int_equal(backup_state(&f->office, &stands, &why), STATUS_OK);
    assert_int_equal(stands.days, 3); /* Monday, Tuesday, Wednesday */
    assert_false(stands.is_old);
    assert_int_equal(office_set_now(&f->office, "2026-11-26T09:00", &why), STATUS_OK);
    assert_int_equal(backup_state(&f->office, &stands, &why), STATUS_OK);
    assert_true(stands.is_old);
}

static void on_exit_once_a_day_when_something_was_saved(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    assert_false(backup_is_due(&f->office)); /* an office of mode test */
    snprintf(f->office.mode, sizeof f->office.mode, "office");
    assert_true(backup_is_due(&f->office));
    must_make(f, &done);
    register_unit(f, "西门村");
    assert_false(backup_is_due(&f->office)); /* today's is there */
    f->office.clock.fixed_utc += 86400;
    assert_true(backup_is_due(&f->office));
    must_make(f, &done);
    f->office.clock.fixed_utc += 86400;
    assert_false(backup_is_due(&f->office)); /* nothing new */
}

static void keys_are_the_admins(void **state) {
    struct fixture *f = *state;
    char lines[PAPER_KEY_BYTES];
    f->office.roles = ROLE_CLERK | ROLE_SUPERVISOR;
    assert_int_equal(backup_set_passphrase(&f->office, PASSPHRASE, &why), STATUS_DENIED);
    assert_int_equal(backup_new_paper_key(&f->office, lines, &why), STATUS_DENIED);
    f->office.roles = ROLE_ADMIN;
    assert_int_equal(backup_set_passphrase(&f->office, "short", &why), STATUS_INVALID);
    assert_int_equal(backup_set_passphrase(&f->office, "六个汉字够了", &why), STATUS_OK);
    f->office.roles = ROLE_ENQUIRY;
    struct backup_done done;
    assert_int_equal(make(f, NULL, false, &done), STATUS_DENIED);
}

/* ---- reading back ---------------------------------------------------------------------------------- */

static void passphrase_and_paper_open_it(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char lines[PAPER_KEY_BYTES], typed[PAPER_KEY_BYTES];
    unsigned char paper[BACKUP_SECRET_BYTES];
    set_passphrase(f);
    assert_int_equal(backup_new_paper_key(&f->office, lines, &why), STATUS_OK);
    must_make(f, &done);
    assert_int_equal(rehearse(f, done.path, "另一个口令不对的", &found), STATUS_DENIED);
    assert_non_null(strstr(sentence(&why), "口令不对"));
    assert_int_equal(rehearse(f, done.path, NULL, &found), STATUS_DENIED);
    assert_int_equal(rehearse(f, done.path, PASSPHRASE, &found), STATUS_OK);
    assert_string_equal(found.office_name, "青石镇政务公开办公室");
    assert_int_equal(found.facts.seq, done.seq);
    assert_true(found.is_same_history);
    restore_release(&found);
    for (size_t i = 0; i <= strlen(lines); i++) /* as somebody types it */
        typed[i] = lines[i] == '0'                      ? 'o'
                   : lines[i] >= 'A' && lines[i] <= 'Z' ? (char)(lines[i] + 32)
                                                        : lines[i];
    assert_int_equal(paper_key_read(typed, paper, &why), STATUS_OK);
    struct backup_secret secret = {.paper = paper};
    assert_int_equal(restore_rehearse(f->path, done.path, &secret, NULL, &found, &why), STATUS_OK);
    restore_release(&found);
    paper[0] ^= 0x10;
    assert_int_equal(restore_rehearse(f->path, done.path, &secret, NULL, &found, &why),
                     STATUS_DENIED);
    assert_non_null(strstr(sentence(&why), "不是这份备份的"));
    assert_int_equal(count_files(f->folder, ".part"), 0);
}

/* While somebody reads what would be lost, nothing decrypted has a name; what a killed program left goes, what one that runs
 * is at work on stays. */
static void nothing_lies_about_while_it_is_waited(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char left[360], journal[380], running[360], aside[BACKUP_PATH_BYTES + 48];
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    snprintf(left, sizeof left, "%s.restore-%ld.part", f->path, (long)child);
    snprintf(journal, sizeof journal, "%s-journal", left);
    snprintf(running, sizeof running, "%s.restore-%ld.part", f->path, (long)getppid());
    write_file(left, "x", 1);
    write_file(journal, "x", 1);
    write_file(running, "x", 1);
    set_passphrase(f);
    must_make(f, &done);
    office_close(&f->office);
    assert_int_equal(rehearse(f, done.path, PASSPHRASE, &found), STATUS_OK);
    assert_int_equal(count_files(f->folder, ".part"), 1);
    assert_int_equal(access(running, F_OK), 0);
    assert_int_equal(unlink(running), 0);
    assert_int_equal(restore_put(&found, "root", aside, &why), STATUS_OK);
    assert_int_equal(count_files(f->folder, ".part"), 0);
    assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
}

/* Every sign of the paper mistyped for every other: its line is named. */
static void a_mistyped_paper_names_its_line(void **state) {
    static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char key[BACKUP_PUBLIC_BYTES], secret[BACKUP_SECRET_BYTES];
    char lines[PAPER_KEY_BYTES];
    int tried = 0, line = 1;
    assert_int_equal(paper_key_make(key, lines, &why), STATUS_OK);
    assert_int_equal(paper_key_read(lines, secret, &why), STATUS_OK);
    for (size_t i = 0; lines[i] != '\0'; i++) {
        char right = lines[i];
        line += i > 0 && lines[i - 1] == '\n';
        bool is_sign = strchr(signs, right) != NULL && i > 0 && lines[i - 1] != '\n';
        for (const char *wrong = signs; is_sign && *wrong != '\0'; wrong++) {
            char expected[40];
            if (*wrong == right)
                continue;
            lines[i] = *wrong;
            snprintf(expected, sizeof expected, "第 %d 行", line);
            assert_int_equal(paper_key_read(lines, secret, &why), STATUS_INVALID);
            assert_non_null(strstr(sentence(&why), expected));
            tried++;
        }
        lines[i] = right;
    }
    assert_int_equal(tried, 64 * 31);
    memmove(lines, strchr(lines, '\n') + 1, strlen(strchr(lines, '\n')));
    assert_int_equal(paper_key_read(lines, secret, &why), STATUS_INVALID); /* a line is missing */
    assert_int_equal(paper_key_read("", secret, &why), STATUS_INVALID);
    assert_int_equal(paper_key_read("你好", secret, &why), STATUS_INVALID);
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* Each bit of the head, and bits all over the rest. The paper key opens, so that each try is quick. */
static void a_changed_bit_is_always_refused(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char lines[PAPER_KEY_BYTES], target[420];
    unsigned char paper[BACKUP_SECRET_BYTES];
    size_t size = 0;
    uint32_t seed = 7;
    int tried = 0;
    assert_int_equal(backup_new_paper_key(&f->office, lines, &why), STATUS_OK);
    assert_int_equal(paper_key_read(lines, paper, &why), STATUS_OK);
    struct backup_secret secret = {.paper = paper};
    must_make(f, &done);
    char *bytes = read_file(done.path, &size);
    snprintf(target, sizeof target, "%s/flipped", f->folder);
    int descriptor = open(done.path, O_RDWR);
    assert_true(descriptor >= 0);
    for (size_t bit = 0; bit < 512 * 8 + 200; bit++) {
        size_t at = bit < 512 * 8 ? bit / 8 : 512 + next_random(&seed) % (size - 512);
        char changed = (char)(bytes[at] ^ (1 << bit % 8));
        assert_int_equal(pwrite(descriptor, &changed, 1, (off_t)at), 1);
        if (backup_unpack(done.path, &secret, target, &why) == STATUS_OK)
            fail_msg("bit %zu of byte %zu passed", bit % 8, at);
        assert_int_not_equal(access(target, F_OK), 0);
        assert_int_equal(pwrite(descriptor, bytes + at, 1, (off_t)at), 1);
        tried++;
    }
    close(descriptor);
    assert_int_equal(backup_unpack(done.path, &secret, target, &why), STATUS_OK); /* the control */
    assert_int_equal(rehearse(f, target, NULL, &found), STATUS_OK);
    restore_release(&found);
    printf("# %d single bits, all refused\n", tried);
    free(bytes);
}

static void a_cut_or_lengthened_file_is_refused(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char lines[PAPER_KEY_BYTES], target[420];
    unsigned char paper[BACKUP_SECRET_BYTES];
    size_t size = 0;
    assert_int_equal(backup_new_paper_key(&f->office, lines, &why), STATUS_OK);
    assert_int_equal(paper_key_read(lines, paper, &why), STATUS_OK);
    struct backup_secret secret = {.paper = paper};
    must_make(f, &done);
    char *bytes = read_file(done.path, &size);
    snprintf(target, sizeof target, "%s/out", f->folder);
    const size_t cuts[] = {0, 1, 511, 512, 513, 512 + 65553, 512 + 2 * 65553, size - 17, size - 1};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        write_file(done.path, bytes, cuts[i]);
        assert_int_not_equal(backup_unpack(done.path, &secret, target, &why), STATUS_OK);
        assert_non_null(strstr(sentence(&why), "换一份备份"));
        assert_int_not_equal(access(target, F_OK), 0);
    }
    char *longer = malloc(size + 1);
    memcpy(longer, bytes, size);
    longer[size] = 0;
    write_file(done.path, longer, size + 1);
    assert_int_equal(backup_unpack(done.path, &secret, target, &why), STATUS_CORRUPT);
    bytes[8] = 2; /* another version */
    write_file(done.path, bytes, size);
    assert_int_equal(rehearse(f, done.path, PASSPHRASE, &found), STATUS_INVALID);
    assert_non_null(strstr(sentence(&why), "升级本程序"));
    write_file(done.path, "不是备份不是备份", 24);
    assert_int_equal(rehearse(f, done.path, PASSPHRASE, &found), STATUS_INVALID);
    assert_int_equal(rehearse(f, "/nowhere/x.zbk", PASSPHRASE, &found), STATUS_NOT_FOUND);
    assert_int_equal(rehearse(f, f->path, PASSPHRASE, &found), STATUS_INVALID);
    assert_non_null(strstr(sentence(&why), "正在用的数据库"));
    free(longer);
    free(bytes);
}

/* ---- what fails leaves nothing --------------------------------------------------------------------- */

/* The disk ends after `limit` bytes of a file: in a child, with the limit of the system. */
static int make_with_limit(struct fixture *f, size_t limit) {
    pid_t child = fork();
    if (child == 0) {
        struct rlimit most = {limit, limit};
        struct office office;
        struct backup_done done;
        struct backup_order order = {.is_unattended = true};
        signal(SIGXFSZ, SIG_IGN);
        if (office_open(&office, f->path, &why) != STATUS_OK)
            _exit(9);
        setrlimit(RLIMIT_FSIZE, &most);
        enum status status = backup_make(&office, &order, &done, &why);
        _exit(status == STATUS_OK ? 0 : strstr(sentence(&why), "空间不够") != NULL ? 1 : 2);
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    return WIFEXITED(result) ? WEXITSTATUS(result) : 99;
}

static void no_write_that_fails_leaves_a_good_name(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct stat about;
    int tried = 0;
    for (int is_encrypted = 0; is_encrypted < 2; is_encrypted++) {
        if (is_encrypted)
            set_passphrase(f);
        must_make(f, &done);
        assert_int_equal(stat(done.path, &about), 0);
        int files = count_files(folder, "");
        office_close(&f->office);
        for (size_t limit = 0; limit < (size_t)about.st_size; limit += 16384, tried++) {
            assert_int_equal(make_with_limit(f, limit), 1);
            assert_int_equal(count_files(folder, ""), files);
        }
        why = (struct problem){0};
        assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
        assert_int_equal(office_set_now(&f->office, FIXTURE_NOW, &why), STATUS_OK);
        assert_int_equal(user_enter_by_os_account(&f->office, &why), STATUS_OK);
    }
    printf("# %d points at which writing fails, nothing left by any\n", tried);
}

static bool stop_at_once(void *context) {
    return --*(int *)context < 0;
}

static void stopped_anywhere_it_leaves_nothing(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    enum status status = STATUS_BUSY;
    int steps = 0;
    set_passphrase(f);
    for (; status == STATUS_BUSY; steps++) {
        int left = steps;
        struct backup_order order = {.should_stop = stop_at_once, .context = &left};
        status = backup_make(&f->office, &order, &done, &why);
        assert_int_equal(count_files(folder, ""), status == STATUS_BUSY ? 0 : 1);
        assert_true(steps < 100000);
    }
    assert_int_equal(status, STATUS_OK);
    assert_true(steps > 20);
}

static void a_stick_that_is_gone_is_said_and_ours_kept(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    set_passphrase(f);
    assert_int_equal(make(f, "/media/nobody/USB", false, &done), STATUS_IO);
    assert_non_null(strstr(sentence(&why), "U 盘没插好"));
    assert_int_equal(count_files(folder, ".zbk"), 1);
    assert_int_equal(done.is_encrypted, true);
    assert_true(strstr(done.path, "/backup/") != NULL); /* which was made is told */
}

/* ---- which are kept -------------------------------------------------------------------------------- */

static void fourteen_days_and_twelve_months_are_kept(void **state) {
    struct fixture *f = *state;
    struct backup_done done = {0};
    char theirs[600], first[BACKUP_PATH_BYTES];
    set_passphrase(f);
    must_make(f, &done);
    snprintf(theirs, sizeof theirs, "%s/青石镇政务公开办公室-20200101-000000-00000000.zbk", folder);
    write_file(theirs, "not ours, though it is called so", 32);
    snprintf(first, sizeof first, "%s", done.path);
    for (int day = 0; day < 450; day += day < 420 ? 10 : 1) {
        f->office.clock.fixed_utc += day < 420 ? 864000 : 86400;
        must_make(f, &done);
        must_make(f, &done); /* twice: the later one stays */
        assert_int_equal(access(done.path, R_OK), 0);
    }
    assert_int_equal(access(theirs, R_OK), 0);
    assert_int_not_equal(access(first, R_OK), 0);
    /* 14 days, the last ones; of 12 months the last one each, the two newest of which are among the 14 */
    int kept = count_files(folder, ".zbk") - 1;
    assert_in_range(kept, 14 + 10, 14 + 11);
}

/* ---- sticks ---------------------------------------------------------------------------------------- */

static void sticks_are_found_among_the_mounts(void **state) {
    struct fixture *f = *state;
    struct removable found[REMOVABLE_MOST];
    char mounts[420];
    static const char text[] = "/dev/sda1 / ext4 rw,relatime 0 0\n"
                               "/dev/sdb1 /media/lichunmei/办公\\040U盘 vfat rw,nosuid 0 0\n"
                               "/dev/sdc1 /run/media/zhou/ARCHIVE exfat ro,nosuid 0 0\n"
                               "/dev/sdd1 /mediatheque ext4 rw 0 0\n"
                               "tmpfs /mnt/scratch tmpfs rw 0 0\nbroken\n";
    snprintf(mounts, sizeof mounts, "%s/mounts", f->folder);
    write_file(mounts, text, sizeof text - 1);
    assert_int_equal(removable_list(mounts, found, REMOVABLE_MOST), 2);
    assert_string_equal(found[0].path, "/media/lichunmei/办公 U盘");
    assert_false(found[0].is_read_only);
    assert_true(found[1].is_read_only);
    assert_int_equal(removable_list("/nowhere", found, REMOVABLE_MOST), 0);
}

/* ---- putting back ---------------------------------------------------------------------------------- */

static void it_comes_back_as_it_was(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char aside[BACKUP_PATH_BYTES + 48];
    int64_t id = 0;
    register_unit(f, "䶮村");
    set_passphrase(f);
    must_make(f, &done);
    register_unit(f, "备份后的村");
    assert_int_equal(rehearse(f, done.path, PASSPHRASE, &found), STATUS_OK);
    assert_true(found.lost >= 2); /* the copy's own row, and the unit's */
    assert_int_equal(found.present.state, PRESENT_GOOD);
    office_close(&f->office);
    f->office.store = NULL;
    if (restore_put(&found, "root", aside, &why) != STATUS_OK)
        fail_msg("%s", sentence(&why));
    assert_non_null(strstr(aside, ".before-restore-"));
    assert_int_equal(access(aside, R_OK), 0);
    assert_int_equal(count_files(f->folder, ".part"), 0);
    assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
    struct visible all = visible_to(ROLE_ADMIN, 1);
    assert_int_equal(store_find_title(f->office.store, &all, "unit", "䶮村", &id, &why), STATUS_OK);
    assert_int_not_equal(store_find_title(f->office.store, &all, "unit", "备份后的村", &id, &why),
                         STATUS_OK);
    int64_t rows = 0;
    assert_int_equal(store_verify_audit(f->office.store, &rows, &why), STATUS_OK);
    assert_int_equal(rows, done.seq + 1); /* the restoring itself */
    struct stat about;
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    assert_int_equal(about.st_nlink, 1);
}

static void a_damaged_or_missing_file_is_no_hindrance(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char aside[BACKUP_PATH_BYTES + 48];
    must_make(f, &done);
    office_close(&f->office);
    f->office.store = NULL;
    write_file(f->path, "rubbish where the database was", 30);
    assert_int_equal(rehearse(f, done.path, NULL, &found), STATUS_OK);
    assert_int_equal(found.present.state, PRESENT_DAMAGED);
    assert_int_equal(restore_put(&found, "root", aside, &why), STATUS_OK);
    assert_non_null(strstr(aside, ".damaged-"));
    assert_int_equal(access(aside, R_OK), 0);
    assert_int_equal(unlink(f->path), 0);
    assert_int_equal(rehearse(f, done.path, NULL, &found), STATUS_OK);
    assert_int_equal(found.present.state, PRESENT_NONE);
    assert_int_equal(restore_put(&found, "root", aside, &why), STATUS_OK);
    assert_string_equal(aside, "");
    assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
}

/* What was saved after the rehearsal was not among what it said would be lost. */
static void saved_since_the_rehearsal_it_is_rehearsed_again(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char aside[BACKUP_PATH_BYTES + 48];
    must_make(f, &done);
    assert_int_equal(rehearse(f, done.path, NULL, &found), STATUS_OK);
    register_unit(f, "演练后的村");
    office_close(&f->office);
    f->office.store = NULL;
    assert_int_equal(restore_put(&found, "root", aside, &why), STATUS_CONFLICT);
    assert_string_equal(aside, "");
    assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
    struct visible all = visible_to(ROLE_ADMIN, 1);
    int64_t id = 0;
    assert_int_equal(store_find_title(f->office.store, &all, "unit", "演练后的村", &id, &why),
                     STATUS_OK);
}

/* Somebody else has it open: refused, with whom; and whoever has it open all the same saves nothing into the old file. */
static void others_are_named_and_an_old_session_saves_nothing(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    struct rehearsal found;
    char aside[BACKUP_PATH_BYTES + 48], byte = 0;
    int to[2], from[2];
    must_make(f, &done);
    assert_int_equal(pipe(to) + pipe(from), 0);
    office_close(&f->office);
    f->office.store = NULL;
    pid_t child = fork();
    if (child == 0) {
        struct office office;
        close(to[1]);
        bool is_open = office_open(&office, f->path, &why) == STATUS_OK;
        (void)!write(from[1], "o", 1);
        (void)!read(to[0], &byte, 1); /* until it was moved away under us */
        bool is_refused = store_begin(office.store, &why) == STATUS_IO &&
                          strstr(sentence(&why), "数据库文件已被换掉") != NULL;
        _exit(is_open && is_refused ? 0 : 1);
    }
    close(to[0]);
    assert_int_equal(read(from[0], &byte, 1), 1);
    assert_int_equal(rehearse(f, done.path, NULL, &found), STATUS_OK);
    assert_int_equal(restore_put(&found, "root", aside, &why), STATUS_BUSY);
    char who[40];
    snprintf(who, sizeof who, "(%ld)", (long)child);
    assert_non_null(strstr(sentence(&why), who));
    assert_int_equal(rename(done.path, f->path), 0); /* as somebody does by hand */
    assert_int_equal(write(to[1], "g", 1), 1);
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    close(to[1]);
    close(from[0]);
    close(from[1]);
    assert_int_equal(office_open(&f->office, f->path, &why), STATUS_OK);
}

/* How long nobody can save while a copy is taken. */
static void the_lock_is_short(void **state) {
    struct fixture *f = *state;
    struct backup_done done;
    must_make(f, &done);
    printf("# %lld KB copied, others could not save for %lld us\n", (long long)done.bytes / 1024,
           (long long)done.lock_us);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(a_copy_without_passphrase_stays_here),
        TEST(a_copy_with_passphrase_says_nothing),
        TEST(the_office_knows_how_it_stands),
        TEST(on_exit_once_a_day_when_something_was_saved),
        TEST(keys_are_the_admins),
        TEST(passphrase_and_paper_open_it),
        TEST(nothing_lies_about_while_it_is_waited),
        TEST(a_mistyped_paper_names_its_line),
        TEST(a_changed_bit_is_always_refused),
        TEST(a_cut_or_lengthened_file_is_refused),
        TEST(no_write_that_fails_leaves_a_good_name),
        TEST(stopped_anywhere_it_leaves_nothing),
        TEST(a_stick_that_is_gone_is_said_and_ours_kept),
        TEST(fourteen_days_and_twelve_months_are_kept),
        TEST(sticks_are_found_among_the_mounts),
        TEST(it_comes_back_as_it_was),
        TEST(a_damaged_or_missing_file_is_no_hindrance),
        TEST(saved_since_the_rehearsal_it_is_rehearsed_again),
        TEST(others_are_named_and_an_old_session_saves_nothing),
        TEST(the_lock_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
