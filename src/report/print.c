/* lp, run without a shell on an unnamed temporary file. Makes no text and writes nothing down. */
#include "report/print.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

enum { WAIT_SECONDS = 20, STEPS_A_SECOND = 50, SAID_BYTES = 120, PRINTER_BYTES = 64 };

/* The test's own lp, absolute, only where nothing real is kept. */
static const char *find_lp(const struct office *office) {
    static const char *const places[] = {"/usr/bin/lp", "/usr/local/bin/lp", "/bin/lp"};
    const char *given = getenv("ZWGK_LP");
    bool is_real = strcmp(office->mode, "demo") != 0 && strcmp(office->mode, "test") != 0;
    if (!is_real && given != NULL && given[0] == '/')
        return access(given, X_OK) == 0 ? given : NULL;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (access(places[i], X_OK) == 0)
            return places[i];
    return NULL;
}

bool print_has_lp(const struct office *office) {
    return find_lp(office) != NULL;
}

/* A name that can be no option and no path. */
static bool is_printer_name(const char *name) {
    size_t length =
        strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    return length > 0 && name[length] == '\0' && name[0] != '-';
}

static enum status io_problem(int error, struct problem *problem) {
    problem_set(problem, STATUS_IO, "",
                error == ENOSPC ? N_("没有打印：磁盘已满") : N_("没有打印：{reason}"));
    problem_place(problem, "reason", strerror(error));
    return STATUS_IO;
}

/* An unnamed file that holds the text, read from its beginning. NULL with errno. */
static FILE *spool(const char *text) {
    FILE *file = tmpfile();
    size_t length = strlen(text);
    if (file == NULL)
        return NULL;
    if (fwrite(text, 1, length, file) == length && fflush(file) == 0 &&
        lseek(fileno(file), 0, SEEK_SET) == 0)
        return file;
    int error = errno;
    fclose(file);
    errno = error;
    return NULL;
}

static int start(const char *lp, const char *printer, int input, int said, pid_t *child) {
    char *const environment[] = {(char[]){"PATH=/usr/bin:/bin"}, (char[]){"LANG=C.UTF-8"},
                                 (char[]){"LC_ALL=C.UTF-8"}, NULL};
    char destination[] = "-d";
    char *const arguments[] = {
        (char[]){"lp"},
        (char[]){"-s"},
        (char[]){"-o"},
        (char[]){"document-format=text/plain"},
        (char[]){"-o"},
        (char[]){"cpi=12"},
        (char[]){"-t"},
        (char[]){"zwgk"},
        printer[0] != '\0' ? destination : NULL,
        (char *)(uintptr_t)printer,
        NULL,
    };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGXFSZ);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawn(child, lp, &files, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* True when it ended well; one that never ends is ended. */
static bool wait_for(pid_t child) {
    const struct timespec step = {0, 1000000000L / STEPS_A_SECOND};
    int state = 0;
    for (int i = 0; i < WAIT_SECONDS * STEPS_A_SECOND; i++) {
        pid_t ended = waitpid(child, &state, WNOHANG);
        if (ended == child)
            return WIFEXITED(state) && WEXITSTATUS(state) == 0;
        if (ended < 0 && errno != EINTR)
            return false;
        nanosleep(&step, NULL);
    }
    kill(child, SIGKILL);
    while (waitpid(child, &state, 0) < 0 && errno == EINTR)
        ;
    return false;
}

/* What lp said, in one line. */
static void place_said(FILE *said, struct problem *problem) {
    char text[SAID_BYTES];
    struct buffer safe = BUFFER_INIT;
    rewind(said);
    size_t length = fread(text, 1, sizeof text - 1, said);
    text[length] = '\0';
    text[strcspn(text, "\n")] = '\0';
    text_append_safe(&safe, text, false);
    problem_place(problem, "said", buffer_text(&safe));
    buffer_release(&safe);
}

static enum status run(const char *lp, const char *printer, FILE *input, FILE *said,
                       struct problem *problem) {
    pid_t child = 0;
    int error = start(lp, printer, fileno(input), fileno(said), &child);
    if (error != 0)
        return io_problem(error, problem);
    if (wait_for(child))
        return STATUS_OK;
    problem_set(problem, STATUS_IO, "",
                N_("没有打印：打印机没有接受（lp：{said}）；查看打印机，或存成文件"));
    place_said(said, problem);
    return STATUS_IO;
}

/* Its own words are kept in a second file. */
static enum status run_lp(const char *lp, const char *printer, FILE *input,
                          struct problem *problem) {
    FILE *said = tmpfile();
    if (said == NULL)
        return io_problem(errno, problem);
    enum status status = run(lp, printer, input, said, problem);
    fclose(said);
    return status;
}

/* Printable text, LF and FF. */
static bool is_fit(const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        bool is_control = character < U' ' || (character >= 0x7F && character < 0xA0);
        if ((is_control && *text != '\n' && *text != '\f') || (size == 1 && character == 0xFFFD))
            return false;
        text += size;
        left -= size;
    }
    return true;
}

enum status print_text(struct office *office, const char *text, struct problem *problem) {
    char printer[PRINTER_BYTES];
    const char *lp = find_lp(office);
    office_setting(office, "printer", "", printer, sizeof printer);
    if (lp == NULL)
        return problem_set(problem, STATUS_IO, "",
                           N_("没有打印：这台机器没有打印程序 lp（CUPS），请存成文件再打印"));
    if (printer[0] != '\0' && !is_printer_name(printer))
        return problem_set(problem, STATUS_INVALID, "",
                           N_("没有打印：设置里的打印机名称只能用字母、数字和 - _ ."));
    if (!is_fit(text))
        return problem_set(problem, STATUS_INVALID, "", N_("没有打印：文本里有打印机不能收的字节"));
    FILE *input = spool(text);
    if (input == NULL)
        return io_problem(errno, problem);
    enum status status = run_lp(lp, printer, input, problem);
    fclose(input);
    return status;
}
