/* The doctor's look at the database's file and folder. Never opens the database: it only writes and removes
 * an unnamed file beside it. */
#include "cli/doctor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "store/place.h"

enum {
    WRITES = 5,
    WRITE_BYTES = 4096,
    SLOW_MICROSECONDS = 15000,
    SPACE_LEAST_MB = 200,
    LEFT_SECONDS = 3600
};

/* ---- the place ----------------------------------------------------------------------------------- */

/* The command stands on a line of its own, whole however long the path. */
static void tell_finding(void *context, const struct place_finding *finding) {
    struct doctor *doctor = context;
    struct buffer line = BUFFER_INIT;
    text_append_safe(&line, finding->command, false);
    doctor_say(doctor, finding->is_refused ? GRADE_WRONG : GRADE_CARE, &finding->problem);
    if (line.length > 0)
        buffer_append_format(&doctor->out, "      %s\n", buffer_text(&line));
    buffer_release(&line);
}

static void check_place(struct doctor *doctor, const char *path) {
    int found = doctor->wrong + doctor->care;
    place_judge(path, tell_finding, doctor);
    if (doctor->wrong + doctor->care == found)
        doctor_tell(doctor, GRADE_WELL, N_("权限和位置：在本机硬盘上，其他人不能读、不能改数据库"),
                    NULL, NULL);
}

/* ---- the disk ------------------------------------------------------------------------------------ */

static void check_space(struct doctor *doctor, const char *folder) {
    struct statfs about;
    if (statfs(folder, &about) != 0)
        return;
    struct problem problem = {0};
    uint64_t megabytes = (uint64_t)about.f_bavail * (uint64_t)about.f_bsize / 1000000U;
    bool is_short = megabytes < SPACE_LEAST_MB;
    problem_set(&problem, STATUS_OK, "",
                is_short ? N_("磁盘：只剩 {megabytes} MB，请清理，以免存不进去")
                         : N_("磁盘：还有 {megabytes} MB"));
    problem_place_integer(&problem, "megabytes", (int64_t)megabytes);
    doctor_say(doctor, is_short ? GRADE_CARE : GRADE_WELL, &problem);
}

static int64_t microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The mean of some writes that reach the disk; -1 with errno. */
static int64_t time_writes(int file) {
    static const char bytes[WRITE_BYTES] = {0};
    int64_t start = microseconds();
    for (int i = 0; i < WRITES; i++) {
        errno = ENOSPC;
        if (write(file, bytes, sizeof bytes) != (ssize_t)sizeof bytes || fsync(file) != 0)
            return -1;
    }
    return (microseconds() - start) / WRITES;
}

static void tell_time(struct doctor *doctor, int64_t taken) {
    char milliseconds[32];
    snprintf(milliseconds, sizeof milliseconds, "%d.%d", (int)(taken / 1000),
             (int)(taken / 100 % 10));
    bool is_slow = taken > SLOW_MICROSECONDS;
    doctor_tell(doctor, is_slow ? GRADE_CARE : GRADE_WELL,
                is_slow ? N_("写盘：每次 {ms} 毫秒，慢（超过 15），存盘会有停顿；"
                             "请看硬盘是否快坏了，或把数据库移到固态硬盘")
                        : N_("写盘：每次 {ms} 毫秒"),
                "ms", milliseconds);
}

static void check_writing(struct doctor *doctor, const char *folder) {
    struct buffer name = BUFFER_INIT;
    buffer_append_format(&name, "%s/.zwgk-doctor-XXXXXX", folder);
    int file = name.failed ? -1 : mkstemp(name.data);
    int64_t taken = -1;
    if (file >= 0) {
        unlink(name.data);
        taken = time_writes(file);
    }
    int error = errno;
    if (taken >= 0)
        tell_time(doctor, taken);
    else
        doctor_tell(doctor, GRADE_CARE,
                    N_("写盘：在数据库旁边写不了文件（{reason}），这个账号不能存盘"), "reason",
                    strerror(error));
    if (file >= 0)
        close(file);
    buffer_release(&name);
}

/* ---- what lies beside it -------------------------------------------------------------------------- */

static void tell_beside(struct doctor *doctor, enum grade grade, const char *message,
                        const char *name, int64_t bytes) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", message);
    problem_place(&problem, "file", name);
    problem_place_integer(&problem, "kilobytes", (bytes + 999) / 1000);
    doctor_say(doctor, grade, &problem);
}

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length >= tail && strcmp(name + length - tail, ending) == 0;
}

/* What somebody put there in a draft's place is looked at before anything is done with it. */
static void check_draft(struct doctor *doctor, const char *name, const char *path,
                        const struct stat *about) {
    bool is_plain = S_ISREG(about->st_mode) && about->st_nlink == 1;
    bool is_open = is_plain && (about->st_mode & 077) != 0;
    tell_beside(doctor, is_plain && !is_open ? GRADE_WELL : GRADE_WRONG,
                !S_ISREG(about->st_mode) ? N_("草稿：{file} 不是普通文件（链接或别的），没有用它；"
                                              "请查明是谁放的，再移走：")
                : !is_plain ? N_("草稿：{file} 还有别的名字（硬链接），没有用它；"
                                 "请查明是谁放的，再移走：")
                : is_open   ? N_("草稿：{file} 别人也能读；请执行：")
                            : N_("草稿：{file}，只有本人能读"),
                name, about->st_size);
    if (is_open)
        doctor_command(doctor, "chmod 600", path, "");
    else if (!is_plain)
        doctor_command(doctor, "mv -n -t /var/tmp", path, "");
}

static void check_rehearsal(struct doctor *doctor, const char *name, const char *path,
                            const struct stat *about) {
    tell_beside(doctor, GRADE_WRONG,
                N_("残留：{file}（{kilobytes} kB）是中断的恢复留下的，里面没有加密；请执行："),
                name, about->st_size);
    doctor_command(doctor, "rm", path, "");
}

/* `rest` is the name without the database's own. */
static void check_one_beside(struct doctor *doctor, const char *name, const char *rest,
                             const char *path, const struct stat *about) {
    bool is_old = about->st_mtime < time(NULL) - LEFT_SECONDS;
    if (strcmp(rest, "-journal") == 0 && about->st_size > 0)
        tell_beside(doctor, GRADE_CARE,
                    N_("日志：{file} 里有没做完的保存（{kilobytes} kB），打开数据库时自动退回；"
                       "不要删它"),
                    name, about->st_size);
    else if (strcmp(rest, "-wal") == 0 || strcmp(rest, "-shm") == 0)
        tell_beside(doctor, GRADE_CARE,
                    N_("日志：{file} 是别的程序留下的，请关掉用数据库的其他程序"), name,
                    about->st_size);
    else if (place_is_left_rehearsal(rest))
        check_rehearsal(doctor, name, path, about);
    else if (ends_with(rest, ".part") && is_old)
        tell_beside(doctor, GRADE_CARE,
                    N_("残留：{file}（{kilobytes} kB）是没有做完的副本，可以删"), name,
                    about->st_size);
    else if (strncmp(rest, ".before-restore-", 16) == 0)
        tell_beside(doctor, GRADE_WELL,
                    N_("副本：{file}（{kilobytes} kB）是恢复备份前的数据库，核对完就可以移走"),
                    name, about->st_size);
    else if (strncmp(rest, ".before-", 8) == 0)
        tell_beside(doctor, GRADE_WELL,
                    N_("副本：{file}（{kilobytes} kB）是升级前的数据库，用得好就可以移走"), name,
                    about->st_size);
    else if (strncmp(rest, ".damaged", 8) == 0)
        tell_beside(doctor, GRADE_CARE,
                    N_("损坏：{file}（{kilobytes} kB）是换下来的坏文件，核对完再移走"), name,
                    about->st_size);
    else if (strncmp(rest, ".drafts-", 8) == 0 && ends_with(rest, "-journal"))
        return;
    else if (strncmp(rest, ".drafts-", 8) == 0 && strstr(rest, ".aside-") != NULL)
        tell_beside(
            doctor, GRADE_WELL,
            N_("草稿：{file}（{kilobytes} kB）是另一份数据库的，收起来没有用；不要了可以删"), name,
            about->st_size);
    else if (strncmp(rest, ".drafts-", 8) == 0)
        check_draft(doctor, name, path, about);
}

static void check_beside(struct doctor *doctor, const char *path, const char *folder) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    size_t length = strlen(name);
    struct buffer beside = BUFFER_INIT;
    DIR *entries = opendir(folder);
    for (struct dirent *entry = entries == NULL ? NULL : readdir(entries); entry != NULL;
         entry = readdir(entries)) {
        struct stat about;
        if (strncmp(entry->d_name, name, length) == 0 && entry->d_name[length] != '\0' &&
            fstatat(dirfd(entries), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0) {
            buffer_clear(&beside);
            buffer_append_format(&beside, "%s%s", path, entry->d_name + length);
            check_one_beside(doctor, entry->d_name, entry->d_name + length, buffer_text(&beside),
                             &about);
        }
    }
    buffer_release(&beside);
    if (entries != NULL)
        closedir(entries);
}

/* Who holds a lock on it, as the kernel tells: an idle session holds none. */
static void check_locks(struct doctor *doctor, const struct stat *about) {
    char line[256], wanted[64], held[64] = "";
    FILE *locks = fopen("/proc/locks", "re");
    snprintf(wanted, sizeof wanted, ":%llu", (unsigned long long)about->st_ino);
    while (locks != NULL && held[0] == '\0' && fgets(line, sizeof line, locks) != NULL) {
        char kind[16], mode[16], type[16], who[24], where[64];
        if (sscanf(line, "%*s %15s %15s %15s %23s %63s", kind, mode, type, who, where) == 5 &&
            ends_with(where, wanted))
            snprintf(held, sizeof held, "%s", who);
    }
    if (locks != NULL)
        fclose(locks);
    if (held[0] != '\0')
        doctor_tell(doctor, GRADE_CARE,
                    N_("占用：进程 {process} 正在存盘或长时间读；一直这样请看它是否停住了"),
                    "process", held);
}

/* The file itself, where a symbolic link names it. */
static char *resolve(struct doctor *doctor, const char *path) {
    char *whole = place_resolve(path);
    if (whole != NULL && strcmp(whole, path) != 0)
        doctor_tell(doctor, GRADE_WELL, N_("数据库的名字是个链接，真正的文件是 {path}"), "path",
                    whole);
    return whole;
}

void doctor_check_file(struct doctor *doctor, const char *named) {
    struct stat about;
    struct problem problem = {0};
    struct buffer folder = BUFFER_INIT;
    char *path = resolve(doctor, named);
    if (path == NULL || stat(path, &about) != 0) {
        free(path);
        return;
    }
    const char *slash = strrchr(path, '/');
    problem_set(&problem, STATUS_OK, "", N_("数据库：{path}，{kilobytes} kB"));
    problem_place(&problem, "path", path);
    problem_place_integer(&problem, "kilobytes", ((int64_t)about.st_size + 999) / 1000);
    doctor_say(doctor, GRADE_WELL, &problem);
    if (slash == NULL)
        buffer_append(&folder, ".");
    else
        buffer_append_bytes(&folder, path, slash > path ? (size_t)(slash - path) : 1);
    if (!folder.failed) {
        check_place(doctor, path);
        check_space(doctor, buffer_text(&folder));
        check_writing(doctor, buffer_text(&folder));
        check_beside(doctor, path, buffer_text(&folder));
        check_locks(doctor, &about);
    }
    buffer_release(&folder);
    free(path);
}
