/* Reads a password from the terminal with echo off. Signals are typed characters meanwhile, so that the
 * terminal is never left without echo. */
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

enum status password_ask(const char *prompt, char out[PASSWORD_BYTES], struct problem *problem) {
    struct termios before, silent;
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0 || tcgetattr(terminal, &before) != 0) {
        if (terminal >= 0)
            close(terminal);
        return problem_set(problem, STATUS_DENIED, "", N_("密码只能在终端上输入，这里没有终端"));
    }
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
