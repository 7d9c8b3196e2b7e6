/* The doctor's look at the database's file and folder. Never opens the database: it only writes and removes
 * an unnamed file beside it. */
#include "cli/doctor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

enum { WRITES = 5, WRITE_BYTES = 4096, SLOW_MICROSECONDS = 15000, SPACE_LEAST_MB = 200 };

/* A word that a shell takes as it stands. */
static void append_quoted(struct buffer *out, const char *path) {
    buffer_append_char(out, '\'');
    for (; *path != '\0'; path++) {
        if (*path == '\'')
            buffer_append(out, "'\\''");
        else
            buffer_append_char(out, *path);
    }
    buffer_append_char(out, '\'');
}

/* The command stands on a line of its own, whole however long the path. */
static void tell_command(struct doctor *doctor, const char *message, const char *command,
                         const char *path) {
    struct buffer line = BUFFER_INIT;
    append_quoted(&line, path);
    doctor_tell(doctor, GRADE_CARE, message, NULL, NULL);
    buffer_append_format(&doctor->out, "      %s ", command);
    text_append_safe(&doctor->out, buffer_text(&line), false);
    buffer_append_char(&doctor->out, '\n');
    buffer_release(&line);
}

static void check_permissions(struct doctor *doctor, const char *path, const char *folder) {
    struct stat file, place;
    if (stat(path, &file) != 0 || stat(folder, &place) != 0)
        return;
    /* In a folder with the sticky bit others can add files, but not change this one. */
    bool place_is_open = (place.st_mode & S_IWOTH) != 0 && (place.st_mode & S_ISVTX) == 0;
    bool file_is_open = (file.st_mode & (S_IROTH | S_IWOTH)) != 0;
    if (file_is_open)
        tell_command(doctor,
                     (file.st_mode & S_IWOTH) != 0
                         ? N_("权限：其他人能改数据库文件；请执行：")
                         : N_("权限：其他人能读数据库文件，里面有个人信息；请执行："),
                     "chmod o-rwx", path);
    if (place_is_open)
        tell_command(doctor, N_("权限：其他人能改数据库所在的文件夹；请执行："), "chmod o-w",
                     folder);
    if (!file_is_open && !place_is_open)
        doctor_tell(doctor, GRADE_WELL, N_("权限：其他人不能读、不能改数据库"), NULL, NULL);
}

/* NULL for a file system of this machine's own. */
static const char *remote_name(unsigned long type) {
    static const struct {
        unsigned long type;
        const char *name;
    } remote[] = {
        {0x6969UL, "NFS"},        {0xff534d42UL, "CIFS"}, {0xfe534d42UL, "SMB2"},
        {0x517bUL, "SMB"},        {0x65735546UL, "FUSE"}, {0x01021997UL, "9P"},
        {0x00c36400UL, "CephFS"}, {0x5346414fUL, "AFS"},
    };
    for (size_t i = 0; i < sizeof remote / sizeof *remote; i++) {
        if (remote[i].type == (type & 0xffffffffUL))
            return remote[i].name;
    }
    return NULL;
}

static void check_file_system(struct doctor *doctor, const char *folder) {
    struct statfs about;
    if (statfs(folder, &about) != 0)
        return;
    const char *remote = remote_name((unsigned long)about.f_type);
    doctor_tell(doctor, remote != NULL ? GRADE_CARE : GRADE_WELL,
                remote != NULL ? N_("文件系统：{type}，上锁不可靠，几个人同时用会损坏数据；"
                                    "请把数据库移到本机硬盘")
                               : N_("文件系统：在本机"),
                "type", remote != NULL ? remote : "");
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

void doctor_check_file(struct doctor *doctor, const char *path) {
    struct stat about;
    struct problem problem = {0};
    struct buffer folder = BUFFER_INIT;
    const char *slash = strrchr(path, '/');
    if (stat(path, &about) != 0)
        return;
    problem_set(&problem, STATUS_OK, "", N_("数据库：{path}，{kilobytes} kB"));
    problem_place(&problem, "path", path);
    problem_place_integer(&problem, "kilobytes", ((int64_t)about.st_size + 999) / 1000);
    doctor_say(doctor, GRADE_WELL, &problem);
    if (slash == NULL)
        buffer_append(&folder, ".");
    else
        buffer_append_bytes(&folder, path, slash > path ? (size_t)(slash - path) : 1);
    if (!folder.failed) {
        check_permissions(doctor, path, buffer_text(&folder));
        check_file_system(doctor, buffer_text(&folder));
        check_writing(doctor, buffer_text(&folder));
    }
    buffer_release(&folder);
}
