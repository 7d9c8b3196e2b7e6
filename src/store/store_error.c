/* What SQLite's results mean for whoever saves or reads: a status and a Chinese sentence saying whether
 * anything was saved and what to do. Decides nothing else. */
#include <stdio.h>
#include <string.h>

#include "store/columns.h"
#include "store/internal.h"
#include "store/write.h"

struct meaning {
    int code; /* extended, or primary for all of its kind */
    enum status status;
    const char *reading;
    const char *writing; /* NULL: the same */
};

static const struct meaning meanings[] = {
    {SQLITE_IOERR_NOMEM, STATUS_NO_MEMORY, N_("内存不够，请关掉别的程序后再试"), NULL},
    {SQLITE_NOMEM, STATUS_NO_MEMORY, N_("内存不够，请关掉别的程序后再试"),
     N_("内存不够，这次什么也没有保存；请关掉别的程序后再试")},
    {SQLITE_BUSY, STATUS_BUSY, N_("数据库正被别的程序占用，请稍后再试"),
     N_("数据库正被别的程序占用，这次什么也没有保存；请稍后再试")},
    {SQLITE_LOCKED, STATUS_BUSY, N_("数据库正被别的程序占用，请稍后再试"),
     N_("数据库正被别的程序占用，这次什么也没有保存；请稍后再试")},
    {SQLITE_INTERRUPT, STATUS_BUSY, N_("查询已停止"), NULL},
    {SQLITE_FULL, STATUS_IO, N_("磁盘已满，请腾出空间后再试"),
     N_("磁盘已满，这次什么也没有保存；请腾出空间后再保存")},
    {SQLITE_READONLY, STATUS_IO,
     N_("上次写入没有完成，要有写权限才能恢复；请检查数据库文件和所在文件夹的权限"),
     N_("数据库只能读，这次什么也没有保存；请检查数据库文件和所在文件夹的写权限")},
    {SQLITE_IOERR_DATA, STATUS_CORRUPT,
     N_("数据库文件有一页坏了，或不是本程序写的；请用最近的备份恢复，没有备份就用 zwgk salvage "
        "抢救"),
     NULL},
    {SQLITE_IOERR, STATUS_IO, N_("读磁盘出错（{detail}），请检查磁盘后再试"),
     N_("写磁盘出错（{detail}），这次什么也没有保存；请检查磁盘后再试")},
    {SQLITE_CANTOPEN, STATUS_IO, N_("打不开数据库文件（{detail}），请检查文件和所在文件夹的权限"),
     N_("打不开数据库文件（{detail}），这次什么也没有保存；请检查文件和所在文件夹的权限")},
    {SQLITE_PERM, STATUS_IO, N_("没有权限使用数据库文件，请检查文件和所在文件夹的权限"), NULL},
    {SQLITE_NOTADB, STATUS_INVALID, N_("这个文件不是数据库，请核对文件名，或用备份恢复"), NULL},
    {SQLITE_CORRUPT_VTAB, STATUS_CORRUPT,
     N_("检索索引坏了，记录没有受影响；请用 zwgk reindex 重建"),
     N_("检索索引坏了，这次什么也没有保存；请再保存一次，索引空闲时重建")},
    {SQLITE_CORRUPT, STATUS_CORRUPT,
     N_("数据库文件已损坏（{detail}），请用最近的备份恢复；没有备份就用 zwgk salvage 抢救"), NULL},
    {SQLITE_TOOBIG, STATUS_INVALID, N_("内容太长，存不下，请缩短"), NULL},
    {SQLITE_ERROR, STATUS_CORRUPT, N_("数据库的结构与程序不符（{detail}），请用最近的备份恢复"),
     NULL},
    {SQLITE_CONSTRAINT_UNIQUE, STATUS_INVALID, N_("{field}已用在另一条记录上，请改成不重复的"),
     NULL},
    {SQLITE_CONSTRAINT_PRIMARYKEY, STATUS_INVALID, N_("{field}已经有了，请改成不重复的"), NULL},
    {SQLITE_CONSTRAINT_NOTNULL, STATUS_INVALID, N_("{field}不能空，请填写"), NULL},
    {SQLITE_CONSTRAINT_CHECK, STATUS_INVALID, N_("{field}的内容不合规定（{detail}），请修改"),
     NULL},
    {SQLITE_CONSTRAINT_DATATYPE, STATUS_INVALID, N_("{field}应是整数，请修改"), NULL},
    {SQLITE_CONSTRAINT_FOREIGNKEY, STATUS_INVALID,
     N_("所填的单位、人员或别的记录不存在，请重新选择"), NULL},
    {SQLITE_CONSTRAINT_TRIGGER, STATUS_DENIED, N_("审计、经过和已登记的记录不能改动或删除"), NULL},
    {SQLITE_CONSTRAINT, STATUS_INVALID, N_("内容不合数据库的规定（{detail}），请修改"), NULL},
};

static const struct meaning *find_meaning(int code) {
    size_t count = sizeof meanings / sizeof *meanings;
    for (size_t i = 0; i < count; i++) {
        if (meanings[i].code == code) {
            return &meanings[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (meanings[i].code == (code & 0xFF)) {
            return &meanings[i];
        }
    }
    return NULL;
}

static bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
}

static bool is_column(const char *word) {
    for (const struct column *column = schema_columns; column->table != NULL; column++) {
        if (strcmp(column->name, word) == 0) {
            return true;
        }
    }
    return false;
}

/* The column a constraint's message speaks of: "UNIQUE constraint failed: feedback.external_no",
 * "CHECK constraint failed: length(title) <= 100". The last word before a space that is one. */
static void find_column(const char *message, char out[PROBLEM_FIELD_BYTES]) {
    out[0] = '\0';
    const char *at = strstr(message, "failed: ");
    at = at == NULL ? strstr(message, "column ") : at + strlen("failed: ");
    while (at != NULL && *at != '\0') {
        size_t length = 0;
        while (is_word_char(at[length])) {
            length++;
        }
        char word[PROBLEM_FIELD_BYTES];
        bool is_table = at[length] == '.';
        if (length > 0 && length < sizeof word && !is_table) {
            memcpy(word, at, length);
            word[length] = '\0';
            if (is_column(word)) {
                memcpy(out, word, length + 1);
                return;
            }
        }
        at += length > 0 ? length : 1;
    }
}

void store_miss(struct store *store, enum status status, const char *detail) {
    store->is_shaken = store->is_shaken || store->is_writing;
    if (store->missed == STATUS_OK) {
        store->missed = status;
        snprintf(store->missed_detail, sizeof store->missed_detail, "%s", detail);
    }
}

void store_miss_memory(struct store *store) {
    store_miss(store, STATUS_NO_MEMORY, "");
}

enum status store_has_missed(const struct store *store) {
    return store->missed;
}

/* Says what was missed, in either sentence, and forgets it. */
static enum status say_missed(struct store *store, const char *no_memory, const char *other,
                              struct problem *problem) {
    enum status status = store->missed;
    store->missed = STATUS_OK;
    if (status != STATUS_OK) {
        store->data_version = -1; /* what was kept of it is to be read anew */
        problem_set(problem, status, NULL, status == STATUS_NO_MEMORY ? no_memory : other);
    }
    if (status != STATUS_OK && status != STATUS_NO_MEMORY) {
        problem_place(problem, "detail", store->missed_detail);
    }
    return status;
}

enum status store_take_missed(struct store *store, struct problem *problem) {
    return say_missed(store, N_("内存不够，有的内容没有读出来，所示可能不全；请关掉别的程序后再试"),
                      N_("有的内容没有读出来（{detail}），所示可能不全；请检查磁盘后再试"),
                      problem);
}

enum status store_refuse_missed(struct store *store, struct problem *problem) {
    return say_missed(
        store, N_("内存不够，有的内容没有读出来，这次什么也没有保存；请关掉别的程序后再试"),
        N_("有的内容没有读出来（{detail}），这次什么也没有保存；请检查磁盘后再试"), problem);
}

/* Not what a key stopped, and not what the data are at fault for. */
static bool is_missed(const struct meaning *meaning, int code) {
    return (code & 0xFF) != SQLITE_INTERRUPT &&
           (meaning == NULL || meaning->status == STATUS_IO || meaning->status == STATUS_BUSY ||
            meaning->status == STATUS_NO_MEMORY || meaning->status == STATUS_CORRUPT);
}

/* FTS5 found its tables spoiled, or cannot read what they begin with. */
static bool is_search_index(int code, const char *detail) {
    return code == SQLITE_CORRUPT_VTAB ||
           (code == SQLITE_ERROR && (strstr(detail, "invalid fts5 file format") != NULL ||
                                     strstr(detail, "constructor failed: search") != NULL));
}

enum status store_failed(struct store *store, sqlite3 *db, int code, struct problem *problem) {
    const char *detail = db == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(db);
    if (code == SQLITE_IOERR && db != NULL && sqlite3_extended_errcode(db) == SQLITE_IOERR_DATA) {
        code = SQLITE_IOERR_DATA;
    }
    if (is_search_index(code, detail)) {
        code = SQLITE_CORRUPT_VTAB;
        store->is_search_broken = store->is_search_broken || db == store->db;
    }
    const struct meaning *meaning = find_meaning(code);
    if (problem == NULL && is_missed(meaning, code)) {
        store_miss(store, meaning == NULL ? STATUS_IO : meaning->status, detail);
    }
    if (meaning == NULL) {
        enum status status =
            problem_set(problem, STATUS_IO, NULL, N_("数据库出错（{detail}），请重新打开程序再试"));
        problem_place(problem, "detail", detail);
        return status;
    }
    store->is_shaken =
        store->is_shaken || (store->is_writing &&
                             (meaning->status == STATUS_IO || meaning->status == STATUS_NO_MEMORY));
    bool is_damage = meaning->code == SQLITE_CORRUPT || meaning->code == SQLITE_IOERR_DATA;
    if (is_damage && db != NULL && db == store->db) {
        store->is_damaged = store->is_read_only = true;
    }
    char field[PROBLEM_FIELD_BYTES] = "";
    if ((code & 0xFF) == SQLITE_CONSTRAINT) {
        find_column(detail, field);
    }
    bool is_writing = store->is_writing && meaning->writing != NULL;
    enum status status = problem_set(problem, meaning->status, field,
                                     is_writing ? meaning->writing : meaning->reading);
    if (problem != NULL && strstr(problem->message, "{detail}") != NULL) {
        problem_place(problem, "detail", detail);
    }
    return status;
}

enum status store_no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, NULL, N_("内存不够，请关掉别的程序后再试"));
}
