/* Sentences for what the system says of files; a whole one for each, so that each can be translated. */
#include "exchange/file_error.h"

#include <errno.h>
#include <string.h>

enum status file_error(int error, const char *path, struct problem *problem) {
    static const struct {
        int error;
        const char *message;
    } known[] = {
        {ENOENT, N_("没有“{file}”这个文件或文件夹")},
        {EACCES, N_("没有权限读写“{file}”")},
        {EPERM, N_("没有权限读写“{file}”")},
        {EISDIR, N_("“{file}”是文件夹，不是文件")},
        {ENOTDIR, N_("“{file}”的路径里有一段不是文件夹")},
        {ENOSPC, N_("磁盘已满，“{file}”没有写完")},
        {EDQUOT, N_("磁盘配额已满，“{file}”没有写完")},
        {EFBIG, N_("“{file}”超过了允许的文件大小，没有写完")},
        {EIO, N_("磁盘出错，“{file}”没有读写完；请检查磁盘")},
        {EROFS, N_("“{file}”在只读的磁盘上，不能写")},
    };
    const char *message = N_("读写“{file}”失败：{reason}");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].error == error)
            message = known[i].message;
    }
    problem_set(problem, STATUS_IO, "", message);
    problem_place(problem, "file", path);
    problem_place(problem, "reason", strerror(error));
    return STATUS_IO;
}
