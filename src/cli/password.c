/* Reads a password from the terminal with echo off, or an answer with echo. While echo is off signals are typed characters,
 * so that the terminal is never left without it. */
#include "cli/password.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { CONTROL_C = 3, CONTROL_D = 4, BACKSPACE = 8, DELETE = 127 };

void password_wipe(char out[PASSWORD_BYTES]) {
    sodium_memzero(out, PASSWORD_BYTES);
}

static bool say(int terminal, const char *text) {
    return write(terminal, text, strlen(text)) >= 0;
}

/* One byte at a time: the terminal hands over whole lines only in a mode that also echoes newlines. */
static bool read_line(int terminal, char out[PASSWORD_BYTES]) {
    size_t length = 0;
    char byte;
    while (read(terminal, &byte, 1) == 1) {
        if (byte == '\n' || byte == '\r') {
            out[length] = '\0';
            return true;
        }
        if (byte == CONTROL_C || (byte == CONTROL_D && length == 0))
            return false;
        if (byte == BACKSPACE || byte == DELETE) {
            while (length > 0 && ((unsigned char)out[--length] & 0xC0) == 0x80)
                continue;
        } else if (length < PASSWORD_BYTES - 1) {
            out[length++] = byte;
        }
    }
    return false;
}

static enum status open_terminal(int *terminal, struct termios *now, struct problem *problem) {
    *terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*terminal >= 0 && tcgetattr(*terminal, now) == 0)
        return STATUS_OK;
    if (*terminal >= 0)
        close(*terminal);
    return problem_set(problem, STATUS_DENIED, "", N_("密码只能在终端上输入，这里没有终端"));
}

enum status password_ask(const char *prompt, char out[PASSWORD_BYTES], struct problem *problem) {
    struct termios before, silent;
    int terminal = -1;
    enum status status = open_terminal(&terminal, &before, problem);
    if (status != STATUS_OK)
        return status;
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    tcsetattr(terminal, TCSAFLUSH, &silent);
    bool is_typed = say(terminal, prompt) && read_line(terminal, out);
    say(terminal, "\n");
    tcsetattr(terminal, TCSAFLUSH, &before);
    close(terminal);
    if (is_typed)
        return STATUS_OK;
    password_wipe(out);
    return problem_set(problem, STATUS_DENIED, "", N_("没有输入密码"));
}

bool password_ask_word(const char *prompt, const char *word) {
    struct termios as_it_is;
    char answer[PASSWORD_BYTES];
    int terminal = -1;
    if (open_terminal(&terminal, &as_it_is, NULL) != STATUS_OK)
        return false;
    tcflush(terminal, TCIFLUSH); /* what was typed before the question answers nothing */
    bool is_said =
        say(terminal, prompt) && read_line(terminal, answer) && strcmp(answer, word) == 0;
    close(terminal);
    return is_said;
}
