/* Where a database lies, and who else may get at it. Looks only, by stat and statfs: never opens the file, whose locks
 * a close would drop, and mends nothing itself. */
#include "store/place.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

enum { GROUP_USERS = 100, GROUP_NOBODY = 65534, OFFICE_FOLDER = 02770, OWN_FOLDER = 0700 };

struct look {
    const char *path;
    struct buffer folder;
    struct stat file, place;
    bool has_file;
    place_found *found;
    void *context;
};

/* ---- the file system ----------------------------------------------------------------------------- */

static const char network[] =
    N_("{path} 在网络盘（{type}）上，没有打开：网络盘上锁不可靠，几个人同时用会损坏数据；"
       "请把数据库移到本机硬盘");
static const char shared[] =
    N_("{path} 在虚拟机的共享文件夹（{type}）里，没有打开：那里上锁不可靠，会损坏数据；"
       "请把数据库移到本机硬盘");
static const char served[] =
    N_("{path} 在 {type} 上，没有打开：由别的程序代管（ntfs-3g、sshfs 等），上锁和写盘没有保证；"
       "请把数据库移到本机硬盘（ext4、xfs、btrfs）");
static const char without_rights[] =
    N_("{path} 在 {type} 上，没有打开：U 盘的这种格式没有权限管理，谁都能读；"
       "请把数据库移到本机硬盘，U 盘只放备份");

const char *place_refused_type(unsigned long magic, const char **message) {
    static const struct {
        unsigned long magic;
        const char *name, *message;
    } refused[] = {
        {0x6969UL, "NFS", network},
        {0xff534d42UL, "CIFS", network},
        {0xfe534d42UL, "SMB2", network},
        {0x517bUL, "SMB", network},
        {0x564cUL, "NCP", network},
        {0x5346414fUL, "AFS", network},
        {0x6b414653UL, "AFS", network},
        {0x73757245UL, "Coda", network},
        {0x00c36400UL, "CephFS", network},
        {0x0bd00bd0UL, "Lustre", network},
        {0x47504653UL, "GPFS", network},
        {0x01021997UL, "9P", shared},
        {0x786f4256UL, "vboxsf", shared},
        {0xbacbacbcUL, "vmhgfs", shared},
        {0x65735546UL, "FUSE", served},
        {0x4d44UL, "FAT", without_rights},
        {0x2011bab0UL, "exFAT", without_rights},
        {0x5346544eUL, "NTFS", without_rights},
        {0x7366746eUL, "NTFS", without_rights},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (refused[i].magic == (magic & 0xffffffffUL)) {
            if (message != NULL) {
                *message = refused[i].message;
            }
            return refused[i].name;
        }
    }
    return NULL;
}

/* ---- what is found ------------------------------------------------------------------------------- */

/* A word that a shell takes as it stands, and no command for an option. */
void place_append_quoted(struct buffer *out, const char *path) {
    buffer_append(out, path[0] == '-' ? "'./" : "'");
    for (; *path != '\0'; path++) {
        if (*path == '\'') {
            buffer_append(out, "'\\''");
        } else {
            buffer_append_char(out, *path);
        }
    }
    buffer_append_char(out, '\'');
}

/* `action` is what comes before the path, NULL: there is no command. */
static void tell(struct look *look, bool is_refused, const char *message, const char *path,
                 const char *action) {
    struct buffer command = BUFFER_INIT;
    struct place_finding finding = {.is_refused = is_refused};
    problem_set(&finding.problem, is_refused ? STATUS_DENIED : STATUS_OK, NULL, message);
    problem_place(&finding.problem, "path", path);
    if (action != NULL) {
        buffer_append_format(&command, "%s ", action);
        place_append_quoted(&command, path);
        problem_place(&finding.problem, "command",
                      command.length < PROBLEM_PLACE_BYTES ? buffer_text(&command) : "zwgk doctor");
    }
    finding.command = buffer_text(&command);
    look->found(look->context, &finding);
    buffer_release(&command);
}

static void judge_type(struct look *look) {
    struct statfs about;
    struct place_finding finding = {.is_refused = true, .command = ""};
    const char *message = NULL;
    if (statfs(buffer_text(&look->folder), &about) != 0) {
        return;
    }
    const char *type = place_refused_type((unsigned long)about.f_type, &message);
    if (type == NULL) {
        return;
    }
    problem_set(&finding.problem, STATUS_DENIED, NULL, message);
    problem_place(&finding.problem, "path", look->path);
    problem_place(&finding.problem, "type", type);
    look->found(look->context, &finding);
}

/* Others can change the folder's entries: put a file of their own in the database's place. */
static bool is_open_to_others(const struct stat *folder) {
    return (folder->st_mode & S_IWOTH) != 0 && (folder->st_mode & S_ISVTX) == 0;
}

static void judge_writing(struct look *look) {
    if (look->has_file && (look->file.st_mode & S_IWOTH) != 0) {
        tell(look, true, N_("{path} 其他人也能改，没有打开；请先执行：{command}"), look->path,
             "chmod o-rwx");
    }
    if (is_open_to_others(&look->place)) {
        tell(look, true,
             N_("{path} 这个文件夹其他人也能改，里面的数据库没有打开；请先执行：{command}"),
             buffer_text(&look->folder), "chmod o-w");
    }
}

/* Readable is what lies in a folder one may pass. */
static void judge_reading(struct look *look, bool is_refused) {
    bool is_readable =
        look->has_file && (look->file.st_mode & (S_IROTH | S_IWOTH)) == (mode_t)S_IROTH;
    bool is_reached = (look->place.st_mode & S_IXOTH) != 0;
    if (is_readable && is_reached && is_refused) {
        tell(look, true, N_("{path} 其他人也能读，里面有个人信息，没有打开；请先执行：{command}"),
             look->path, "chmod o-rwx");
    } else if (is_readable && !is_reached && !is_refused) {
        tell(look, false,
             N_("{path} 其他人也能读，只是进不了文件夹；里面有个人信息，请执行：{command}"),
             look->path, "chmod o-rwx");
    }
}

static void judge_links(struct look *look) {
    if (look->has_file && look->file.st_nlink > 1) {
        tell(look, true,
             N_("{path} 还有别的名字（硬链接），没有打开：用两个名字打开会损坏数据；"
                "请留一个，别的删掉，找别的名字用：{command}"),
             look->path, "find / -xdev -samefile");
    }
}

/* A journal is made with the database's group. One of a stranger's would be played back into the database. */
static void judge_journal(struct look *look) {
    struct buffer path = BUFFER_INIT;
    struct stat journal;
    buffer_append_format(&path, "%s-journal", look->path);
    if (look->has_file && !path.failed && lstat(buffer_text(&path), &journal) == 0) {
        bool is_known = journal.st_uid == geteuid() || journal.st_uid == look->file.st_uid ||
                        journal.st_uid == 0 || journal.st_gid == look->file.st_gid;
        if (!S_ISREG(journal.st_mode) || !is_known || (journal.st_mode & S_IWOTH) != 0) {
            tell(look, true,
                 N_("{path} 不是本程序留下的，数据库没有打开；请系统管理员查明是谁放的，再移走：{"
                    "command}"),
                 buffer_text(&path), "mv -n -t /var/tmp");
        }
    }
    buffer_release(&path);
}

static bool is_wide_group(gid_t group) {
    const struct group *entry = getgrgid(group);
    return group == GROUP_USERS || group == GROUP_NOBODY ||
           (entry != NULL && strcmp(entry->gr_name, "users") == 0);
}

static void judge_group(struct look *look) {
    const struct stat *file = &look->file, *place = &look->place;
    bool is_shared = (place->st_mode & S_IWGRP) != 0;
    if (!look->has_file) {
        return;
    }
    if ((file->st_mode & S_IWGRP) != 0 && (place->st_mode & S_IXGRP) != 0 &&
        is_wide_group(file->st_gid)) {
        tell(look, false,
             N_("{path} 属于大家都在的组，谁都能改；请为本单位建一个组，再执行 chgrp；或执行：{"
                "command}"),
             look->path, "chmod g-rwx");
    }
    if (is_shared && file->st_gid != place->st_gid) {
        char action[48];
        snprintf(action, sizeof action, "chgrp %ld", (long)place->st_gid);
        tell(look, false, N_("{path} 的组与文件夹不同，同事可能存不了；请执行：{command}"),
             look->path, action);
    }
    if (is_shared && (place->st_mode & S_ISGID) == 0 && place->st_uid != place->st_gid) {
        tell(look, false,
             N_("{path} 没有组标志（应为 2770），同事建的文件别人可能打不开；请执行：{command}"),
             buffer_text(&look->folder), "chmod g+s");
    }
    if (is_shared && (file->st_mode & (S_IRGRP | S_IWGRP)) != (mode_t)(S_IRGRP | S_IWGRP)) {
        tell(look, false, N_("{path} 组里的人不能读写（应为 0660）；请执行：{command}"), look->path,
             "chmod 660");
    }
}

/* Who may rename a folder above may put another in its place. */
static void judge_above(struct look *look) {
    char *whole = realpath(buffer_text(&look->folder), NULL);
    struct stat about;
    if (whole == NULL) {
        return;
    }
    if ((look->place.st_mode & (S_IWOTH | S_ISVTX)) == (mode_t)(S_IWOTH | S_ISVTX)) {
        tell(look, false,
             N_("{path} 是大家共用的临时文件夹，放不住数据库；请移到本单位自己的文件夹"), whole,
             NULL);
    }
    for (char *slash = strrchr(whole, '/'); slash != NULL && slash > whole;
         slash = strrchr(whole, '/')) {
        *slash = '\0';
        if (stat(whole, &about) == 0 && is_open_to_others(&about)) {
            tell(look, false, N_("{path} 其他人能改，能把整个文件夹换掉；请执行：{command}"), whole,
                 "chmod o-w");
        }
    }
    free(whole);
}

static bool begin(struct look *look, const char *path) {
    const char *slash = strrchr(path, '/');
    look->path = path;
    if (slash == NULL) {
        buffer_append(&look->folder, ".");
    } else {
        buffer_append_bytes(&look->folder, path, slash > path ? (size_t)(slash - path) : 1);
    }
    look->has_file = stat(path, &look->file) == 0 && S_ISREG(look->file.st_mode);
    return !look->folder.failed && stat(buffer_text(&look->folder), &look->place) == 0;
}

static void judge_refused(struct look *look) {
    judge_type(look);
    judge_writing(look);
    judge_reading(look, true);
    judge_links(look);
    judge_journal(look);
}

void place_judge(const char *path, place_found *found, void *context) {
    struct look look = {.folder = BUFFER_INIT, .found = found, .context = context};
    if (begin(&look, path)) {
        judge_refused(&look);
        judge_reading(&look, false);
        judge_group(&look);
        judge_above(&look);
    }
    buffer_release(&look.folder);
}

static void keep_first(void *context, const struct place_finding *finding) {
    struct problem *first = context;
    if (first->status == STATUS_OK) {
        *first = finding->problem;
    }
}

enum status place_check(const char *path, struct problem *problem) {
    struct problem first = {0};
    struct look look = {.folder = BUFFER_INIT, .found = keep_first, .context = &first};
    if (begin(&look, path)) {
        judge_refused(&look);
    }
    buffer_release(&look.folder);
    if (first.status != STATUS_OK && problem != NULL) {
        *problem = first;
    }
    return first.status;
}

/* ---- names and folders --------------------------------------------------------------------------- */

enum status place_check_link(const char *path, struct problem *problem) {
    struct stat about;
    if (lstat(path, &about) != 0 || !S_ISLNK(about.st_mode) || stat(path, &about) == 0 ||
        errno != ENOENT) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, NULL,
                N_("{path} 是个链接，它指的文件不在；请把那个文件放回去，或删掉链接再建立"));
    problem_place(problem, "path", path);
    return STATUS_INVALID;
}

char *place_resolve(const char *path) {
    struct stat about;
    char *whole = lstat(path, &about) == 0 && S_ISLNK(about.st_mode) ? realpath(path, NULL) : NULL;
    return whole != NULL ? whole : text_copy(path);
}

/* True when who is in the folder's group belongs to the office. */
static bool is_own_group(const char *folder, const struct stat *made) {
    struct stat above;
    struct buffer parent = BUFFER_INIT;
    const struct passwd *person = getpwuid(geteuid());
    const struct group *group = getgrgid(made->st_gid);
    buffer_append_format(&parent, "%s/..", folder);
    bool is_given =
        !parent.failed && stat(buffer_text(&parent), &above) == 0 && (above.st_mode & S_ISGID) != 0;
    buffer_release(&parent);
    return is_given || made->st_gid == 0 ||
           (person != NULL && group != NULL && strcmp(person->pw_name, group->gr_name) == 0);
}

static enum status make_folder(const char *folder, bool is_last, struct problem *problem) {
    struct stat made;
    bool is_made = mkdir(folder, is_last ? OWN_FOLDER : 0777) == 0;
    bool is_well = is_made || errno == EEXIST;
    if (is_made && is_last) {
        is_well = stat(folder, &made) == 0 &&
                  chmod(folder, is_own_group(folder, &made) ? OFFICE_FOLDER : OWN_FOLDER) == 0;
    }
    if (is_well) {
        return STATUS_OK;
    }
    int error = errno;
    problem_set(problem, STATUS_IO, NULL,
                N_("建不了文件夹 {path}（{detail}）；请换一个地方，或请系统管理员建好"));
    problem_place(problem, "path", folder);
    problem_place(problem, "detail", strerror(error));
    return STATUS_IO;
}

enum status place_make_folders(const char *path, struct problem *problem) {
    enum status status = STATUS_OK;
    char *folder = text_copy(path);
    char *last = folder == NULL ? NULL : strrchr(folder, '/');
    if (folder == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, N_("内存不够，请关掉别的程序后再试"));
    }
    for (char *slash = strchr(folder + 1, '/'); slash != NULL && status == STATUS_OK;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        status = make_folder(folder, slash == last, problem);
        *slash = '/';
    }
    free(folder);
    return status;
}
