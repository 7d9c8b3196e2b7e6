/* The rules of new passwords. Keeps and compares nothing that is stored. */
#include "work/user_password.h"

#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/pinyin.h"
#include "base/text.h"

enum {
    PASSWORD_LEAST = 8,
    PASSWORD_MOST = 128,
    PIECE_MOST = 4,
    WAYS_MOST = 64,
    BEGINNING_LEAST = 5
};

enum status password_check_length(const char *password, struct problem *problem) {
    size_t length = text_length(password);
    if (length >= PASSWORD_LEAST && length <= PASSWORD_MOST) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, "password", N_("密码要 {least} 到 {most} 个字符"));
    problem_place_integer(problem, "least", PASSWORD_LEAST);
    problem_place_integer(problem, "most", PASSWORD_MOST);
    return STATUS_INVALID;
}

/* Full-width as half-width, capitals as small letters. */
static void append_plain(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    for (size_t i = 0; i < folded.length; i++) {
        char c = folded.data[i];
        buffer_append_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

/* ---- the list ------------------------------------------------------------------------------------ */

/* The list is sorted by bytes, one a line, after its heading of lines with #; a line that ends with * stands for itself with
 * digits behind. */
static bool is_listed(const char *word, size_t length, char mark) {
    const struct embedded_file *file = embedded_find("data/passwords.txt");
    const char *low = file != NULL ? file->text : "";
    const char *high = file != NULL ? file->text + file->length : low;
    while (low < high) {
        const char *line = low + (high - low) / 2;
        while (line > low && line[-1] != '\n') {
            line--;
        }
        size_t size = strcspn(line, "\n");
        bool has_mark = size > 0 && line[size - 1] == '*';
        size_t bare = size - (has_mark ? 1 : 0);
        int order = memcmp(line, word, bare < length ? bare : length);
        order = order != 0 ? order : (bare > length) - (bare < length);
        if (order == 0 && line[0] != '#') {
            return mark == '\0' || has_mark;
        }
        if (order < 0 || line[0] == '#') {
            low = line + size + 1;
        } else {
            high = line;
        }
    }
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool password_is_common(const char *password) {
    struct buffer plain = BUFFER_INIT;
    append_plain(&plain, password);
    const char *text = buffer_text(&plain);
    size_t bare = plain.length;
    while (bare > 0 && is_digit(text[bare - 1])) {
        bare--;
    }
    bool is = is_listed(text, plain.length, '\0') || (bare > 0 && is_listed(text, bare, '*'));
    buffer_release(&plain);
    return is;
}

/* ---- what has no secret in it ---------------------------------------------------------------------- */

/* A piece of up to PIECE_MOST bytes again and again; a hanzi has three or four. */
static bool is_repeated(const char *text, size_t length) {
    for (size_t piece = 1; piece <= PIECE_MOST; piece++) {
        size_t at = piece;
        while (at < length && text[at] == text[at - piece]) {
            at++;
        }
        if (at == length) {
            return true;
        }
    }
    return false;
}

static bool is_run(const char *text, size_t length) {
    int step = length > 1 ? text[1] - text[0] : 0;
    for (size_t i = 1; i < length; i++) {
        if (text[i] - text[i - 1] != step) {
            return false;
        }
    }
    return step == 1 || step == -1;
}

/* ---- whose it is ----------------------------------------------------------------------------------- */

struct telling {
    const char *core; /* of the password: without digits and marks at its ends */
    size_t length;
    bool is_told;
    bool by_beginning; /* of pinyin: 青石镇's qingshizhen of the whole office */
};

static bool is_core(const struct telling *telling, const char *word) {
    return telling->length > 0 && strlen(word) == telling->length &&
           memcmp(telling->core, word, telling->length) == 0;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static void find_core(struct telling *telling, const struct buffer *plain) {
    const char *text = buffer_text(plain);
    size_t start = 0;
    size_t end = plain->length;
    while (start < end && !is_letter(text[start])) {
        start++;
    }
    while (end > start && !is_letter(text[end - 1])) {
        end--;
    }
    telling->core = text + start;
    telling->length = end - start;
}

static bool compare_way(void *context, const char *initials, const char *syllables) {
    struct telling *telling = context;
    bool begins = telling->by_beginning && telling->length >= BEGINNING_LEAST &&
                  strncmp(syllables, telling->core, telling->length) == 0;
    telling->is_told =
        telling->is_told || begins || is_core(telling, initials) || is_core(telling, syllables);
    return !telling->is_told;
}

/* The word itself, or what it is spelled in pinyin. */
static void compare_name(struct telling *telling, const char *name, const char *reading) {
    struct buffer plain = BUFFER_INIT;
    append_plain(&plain, name);
    telling->is_told = telling->is_told || is_core(telling, buffer_text(&plain));
    if (name[0] != '\0') {
        (void)pinyin_ways(name, reading, WAYS_MOST, compare_way, telling);
    }
    buffer_release(&plain);
}

/* What stands between its digits and marks: lichunmei of lichunmei_1 or of the account lichunmei2. */
static void compare_account(struct telling *telling, const char *account) {
    struct buffer plain = BUFFER_INIT;
    struct telling other = {0};
    append_plain(&plain, account);
    find_core(&other, &plain);
    telling->is_told =
        telling->is_told || (telling->length > 0 && telling->length == other.length &&
                             memcmp(telling->core, other.core, other.length) == 0);
    buffer_release(&plain);
}

/* A part of the office's name, of two hanzi at least: 青石镇, 政务公开. */
static void compare_office(struct office *office, struct telling *telling) {
    enum { TWO_HANZI = 6 };
    char name[400];
    struct buffer plain = BUFFER_INIT;
    struct buffer core = BUFFER_INIT;
    append_plain(&plain, office_setting(office, "office_name", "", name, sizeof name));
    buffer_append_bytes(&core, telling->core, telling->length);
    telling->is_told =
        telling->is_told ||
        (telling->length >= TWO_HANZI && strstr(buffer_text(&plain), buffer_text(&core)) != NULL);
    telling->by_beginning = true;
    compare_name(telling, name, NULL);
    buffer_release(&core);
    buffer_release(&plain);
}

static bool is_told_by_person(struct office *office, const struct fields *person,
                              const struct buffer *plain) {
    struct telling telling = {0};
    find_core(&telling, plain);
    compare_account(&telling, fields_text(person, "account"));
    compare_name(&telling, fields_text(person, "title"), fields_text(person, "reading"));
    compare_office(office, &telling);
    return telling.is_told;
}

enum status password_check_new(struct office *office, const struct fields *person,
                               const char *password, struct problem *problem) {
    struct buffer plain = BUFFER_INIT;
    enum status status = password_check_length(password, problem);
    append_plain(&plain, password);
    const char *text = buffer_text(&plain);
    if (status == STATUS_OK && (is_repeated(text, plain.length) || is_run(text, plain.length) ||
                                password_is_common(password))) {
        status = problem_set(problem, STATUS_INVALID, "password",
                             N_("这个密码太常见，谁都会先试它：换一个，最好是几个不相干的词"));
    } else if (status == STATUS_OK && is_told_by_person(office, person, &plain)) {
        status = problem_set(problem, STATUS_INVALID, "password",
                             N_("密码不能是账号、姓名、单位名或它们的拼音，前后加数字也不行"));
    }
    buffer_release(&plain);
    return status;
}
