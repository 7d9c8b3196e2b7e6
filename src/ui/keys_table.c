/* What the keys of xterm, the Linux console, PuTTY, rxvt, screen and tmux send, and what keys are
 * called. Tables only: no state and no time here. */
#include "ui/keys_table.h"

#include <stdio.h>
#include <string.h>

struct numbered_key {
    int number;
    enum key_code code;
};

/* ESC [ number ~ (rxvt ends them in ^ $ @ with Ctrl and Shift). */
static const struct numbered_key numbered_keys[] = {
    {1, KEY_CODE_HOME},    {2, KEY_CODE_INSERT},    {3, KEY_CODE_DELETE}, {4, KEY_CODE_END},
    {5, KEY_CODE_PAGE_UP}, {6, KEY_CODE_PAGE_DOWN}, {7, KEY_CODE_HOME},   {8, KEY_CODE_END},
    {11, KEY_CODE_F1},     {12, KEY_CODE_F2},       {13, KEY_CODE_F3},    {14, KEY_CODE_F4},
    {15, KEY_CODE_F5},     {17, KEY_CODE_F6},       {18, KEY_CODE_F7},    {19, KEY_CODE_F8},
    {20, KEY_CODE_F9},     {21, KEY_CODE_F10},      {23, KEY_CODE_F11},   {24, KEY_CODE_F12},
};

struct letter_key {
    char letter;
    enum key_code code;
};

static const struct letter_key csi_letters[] = {
    {'A', KEY_CODE_UP},   {'B', KEY_CODE_DOWN},  {'C', KEY_CODE_RIGHT},    {'D', KEY_CODE_LEFT},
    {'H', KEY_CODE_HOME}, {'F', KEY_CODE_END},   {'Z', KEY_CODE_BACK_TAB}, {'a', KEY_CODE_UP},
    {'b', KEY_CODE_DOWN}, {'c', KEY_CODE_RIGHT}, {'d', KEY_CODE_LEFT},
};

/* ESC [ 1 ; modifier letter: without the 1 they mean other things (Pause on the Linux console). */
static const struct letter_key csi_modified_letters[] = {
    {'P', KEY_CODE_F1},
    {'Q', KEY_CODE_F2},
    {'R', KEY_CODE_F3},
    {'S', KEY_CODE_F4},
};

static const struct letter_key linux_letters[] = {
    {'A', KEY_CODE_F1}, {'B', KEY_CODE_F2}, {'C', KEY_CODE_F3},
    {'D', KEY_CODE_F4}, {'E', KEY_CODE_F5},
};

static const struct letter_key ss3_letters[] = {
    {'A', KEY_CODE_UP},   {'B', KEY_CODE_DOWN},  {'C', KEY_CODE_RIGHT}, {'D', KEY_CODE_LEFT},
    {'H', KEY_CODE_HOME}, {'F', KEY_CODE_END},   {'Z', KEY_CODE_F11},   {'a', KEY_CODE_UP},
    {'b', KEY_CODE_DOWN}, {'c', KEY_CODE_RIGHT}, {'d', KEY_CODE_LEFT},  {'M', KEY_CODE_ENTER},
    {'I', KEY_CODE_TAB},  {'P', KEY_CODE_F1},    {'Q', KEY_CODE_F2},    {'R', KEY_CODE_F3},
    {'S', KEY_CODE_F4},   {'T', KEY_CODE_F5},    {'U', KEY_CODE_F6},    {'V', KEY_CODE_F7},
    {'W', KEY_CODE_F8},   {'X', KEY_CODE_F9},    {'Y', KEY_CODE_F10},   {'[', KEY_CODE_F12},
};

/* The numeric pad in application mode, 'j' … 'y'. */
static const char keypad_characters[] = "*+,-./0123456789";

static enum key_code letter_find(const struct letter_key *table, size_t count, char letter) {
    for (size_t i = 0; i < count; i++) {
        if (table[i].letter == letter)
            return table[i].code;
    }
    return KEY_CODE_UNKNOWN;
}
#define LETTER_FIND(table, letter) letter_find(table, sizeof(table) / sizeof *(table), letter)

static enum key_code number_find(int number) {
    for (size_t i = 0; i < sizeof numbered_keys / sizeof *numbered_keys; i++) {
        if (numbered_keys[i].number == number)
            return numbered_keys[i].code;
    }
    return KEY_CODE_UNKNOWN;
}

/* The first number of ESC [ number ; …, 0 when there is none, -1 when it is no key's. */
static int first_number(const char *sequence, size_t length) {
    int number = 0;
    for (size_t i = 2; i + 1 < length && sequence[i] != ';'; i++) {
        if (sequence[i] < '0' || sequence[i] > '9' || number > 999)
            return -1;
        number = number * 10 + (sequence[i] - '0');
    }
    return number;
}

static enum key_code csi_find(const char *sequence, size_t length) {
    char final = sequence[length - 1];
    if (length == 4 && sequence[2] == '[')
        return LETTER_FIND(linux_letters, final);
    int number = first_number(sequence, length);
    if (strchr("~^$@", final))
        return number_find(number);
    if (number != 0 && number != 1)
        return KEY_CODE_UNKNOWN;
    enum key_code code = LETTER_FIND(csi_letters, final);
    if (code == KEY_CODE_UNKNOWN && number == 1)
        code = LETTER_FIND(csi_modified_letters, final);
    return code;
}

static struct key ss3_find(char letter) {
    struct key key = {LETTER_FIND(ss3_letters, letter), 0};
    if (letter == ' ') {
        key = (struct key){KEY_CODE_TEXT, U' '};
    } else if (letter >= 'j' && letter <= 'y') {
        key.code = KEY_CODE_TEXT;
        key.character = (char32_t)(unsigned char)keypad_characters[letter - 'j'];
    }
    return key;
}

struct key keys_table_find(const char *sequence, size_t length) {
    struct key key = {KEY_CODE_UNKNOWN, 0};
    if (length < 3)
        return key;
    if (sequence[1] == 'O')
        return ss3_find(sequence[length - 1]);
    key.code = csi_find(sequence, length);
    return key;
}

enum key_code keys_table_control(unsigned char byte) {
    switch (byte) {
    case '\t':
        return KEY_CODE_TAB;
    case '\r':
    case '\n':
        return KEY_CODE_ENTER;
    case '\b':
    case 0x7f:
        return KEY_CODE_BACKSPACE;
    default:
        break;
    }
    if (byte > 26)
        return KEY_CODE_UNKNOWN;
    return (enum key_code)(KEY_CODE_CTRL + byte);
}

enum key_code keys_table_escape_digit(char32_t character) {
    if (character == U'0')
        return KEY_CODE_F10;
    if (character < U'1' || character > U'9')
        return KEY_CODE_NONE;
    return (enum key_code)(KEY_CODE_F1 + (int)(character - U'1'));
}

static const struct {
    enum key_code code;
    const char *name;
} names[] = {
    {KEY_CTRL_SPACE, "Ctrl-Space"},
    {KEY_CODE_PASTE, "Paste"},
    {KEY_CODE_ENTER, "Enter"},
    {KEY_CODE_TAB, "Tab"},
    {KEY_CODE_BACK_TAB, "Shift-Tab"},
    {KEY_CODE_BACKSPACE, "Backspace"},
    {KEY_CODE_DELETE, "Del"},
    {KEY_CODE_INSERT, "Ins"},
    {KEY_CODE_UP, "Up"},
    {KEY_CODE_DOWN, "Down"},
    {KEY_CODE_LEFT, "Left"},
    {KEY_CODE_RIGHT, "Right"},
    {KEY_CODE_HOME, "Home"},
    {KEY_CODE_END, "End"},
    {KEY_CODE_PAGE_UP, "PgUp"},
    {KEY_CODE_PAGE_DOWN, "PgDn"},
    {KEY_CODE_ESCAPE, "Esc"},
    {KEY_CODE_RESIZE, "Resize"},
    {KEY_CODE_UNKNOWN, "Unknown"},
};

const char *key_code_name(enum key_code code, char out[16]) {
    out[0] = '\0';
    if (code >= KEY_CODE_F1 && code <= KEY_CODE_F12)
        snprintf(out, 16, "F%d", (int)code - (int)KEY_CODE_F1 + 1);
    else if ((int)code > KEY_CODE_CTRL && (int)code <= KEY_CODE_CTRL + 26)
        snprintf(out, 16, "Ctrl-%c", 'A' + ((int)code - KEY_CODE_CTRL - 1));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].code == code)
            snprintf(out, 16, "%s", names[i].name);
    }
    return out;
}
